import type { HttpResult } from '../../platform/http-messages.ts';
import { cutSecretRemover, secretRemover } from '../remove-secrets.ts';
import type { ReceiverCall } from './addresses.ts';
import { readAnswerBody } from './answer-body.ts';
import type { ReceiverAccess } from './request-types.ts';

/** The connection and the kind of request, which parsing an answer needs. To be created once for each connection and kind. */
export interface Asked {
  readonly call: ReceiverCall | 'status';
  readonly url: string;
  /** Removes the connection's secrets from a text. */
  readonly clean: (text: string) => string;
  /** Removes the beginning of a secret from the end of a truncated text. */
  readonly cleanCut: (text: string) => string;
}

export function askedOf(access: ReceiverAccess, call: Asked['call']): Asked {
  const secrets = [access.password, access.token];
  return { call, url: access.url, clean: secretRemover(secrets), cleanCut: cutSecretRemover(secrets) };
}

type Answer = Extract<HttpResult, { kind: 'answer' }>;

const SHOWN = 600;

/** An answer as received, for a person: without secrets, and truncated. */
export function lineOf(body: string, { clean, cleanCut }: Asked): string {
  const text = cleanCut(clean(body.slice(0, 64 * 1024)).trim());
  return text.length > SHOWN ? `${text.slice(0, SHOWN).toWellFormed()}…` : text;
}

/** Why an answer has no known meaning. */
export interface Unclear {
  readonly kind: string;
  readonly sentence: string;
  readonly line: string;
  readonly recognised: boolean;
}

/** An answer that was not received completely. */
export function brokenAnswer({ error, partial }: Extract<HttpResult, { kind: 'broken' }>, asked: Asked): Unclear {
  const kind = /^the answer is longer/.test(error) ? 'too-long' : 'broken';
  const sentence = `The receiver’s answer is incomplete: ${asked.clean(error)}.`;
  return { kind, sentence, line: lineOf(partial, asked), recognised: kind === 'broken' };
}

/**
 * The id of the only post in an answer before it is truncated, with which the status of the post can be requested. Null if it has none, or
 * several.
 */
export function postIdIn(text: string, { clean }: Asked): string | null {
  const found = text.matchAll(/"PostID"\s*:\s*"([\w-]{4,64})"|<(?:\w+:)?PostID>\s*([\w-]{4,64})\s*<\//gi);
  const ids = new Set([...found].map(([, json, xml]) => json ?? xml ?? ''));
  const [only = ''] = ids;
  return ids.size === 1 && /\d/.test(only) && !/^[0-]+$/.test(only) && clean(only) === only ? only : null;
}

const BODY_KINDS: Readonly<Record<'empty' | 'page' | 'text' | 'cut', string>> = {
  empty: 'The receiver’s answer is empty',
  page: 'A web page was returned instead of the receiver’s answer',
  text: 'The receiver’s answer has an undocumented form',
  cut: 'The receiver’s answer breaks off',
};

/** The objects of an answer; or why it has none. */
export function objectsOf(
  answer: Answer,
  asked: Asked,
): { readonly objects: readonly object[]; readonly listed: boolean } | Unclear {
  const { status, body } = answer;
  const read = readAnswerBody(body);
  // Something between us and the receiver requests a sign-in. The body of such an answer is not the receiver's.
  const isElsewhere = (status >= 300 && status < 400) || status === 407 || status === 511;
  if (read.is === 'objects' && !isElsewhere) return read;
  const line = lineOf(body, asked);
  if (status >= 300 && status < 400) {
    return {
      kind: `http-${status}`,
      sentence: `The receiver redirected the request (HTTP ${status}).`,
      line,
      recognised: true,
    };
  }
  const is = read.is === 'objects' ? 'text' : read.is;
  const ok = status >= 200 && status < 300;
  const sentence = ok ? `${BODY_KINDS[is]}.` : `${BODY_KINDS[is]} (HTTP ${status}).`;
  const recognised = is === 'text' ? status >= 500 : is !== 'page' || status >= 500;
  return {
    kind: ok ? is : `http-${status}`,
    sentence,
    line,
    recognised: recognised && !(status >= 400 && status < 500),
  };
}
