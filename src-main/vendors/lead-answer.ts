import type { HttpResult } from '../platform/http-messages.ts';
import { retryAfterMs } from '../platform/retry-after.ts';
import { parseJson } from './json-outline.ts';
import type { ReadRecord, UnreadRecord } from './lead-record.ts';
import { secretRemover } from './remove-secrets.ts';

/** Why an answer has no leads. */
export type RefusedWhy =
  /** User, password or token were refused, or their permissions. */
  | 'login'
  | 'throttled'
  /** The vendor refuses or has an error, which `status` shows. */
  | 'server'
  /** Something else answered: a sign-in page of the network, a wrong address. */
  | 'not-the-vendor'
  /** The answer is truncated or in an unknown format, and nothing of it is used. */
  | 'unreadable'
  | 'too-big'
  | 'network';

/** An answer without what was requested. */
export interface Refused {
  readonly kind: 'refused';
  readonly why: RefusedWhy;
  /** In plain words, with the vendor's own message if there is one. */
  readonly sentence: string;
  /** HTTP status; null if there was none. */
  readonly status: number | null;
  /** The delay that Retry-After requests, ms; undefined if there is none. */
  readonly retryAfterMs?: number;
}

/** The result of a request for leads. */
export type LeadAnswer =
  | {
      readonly kind: 'records';
      readonly records: readonly ReadRecord[];
      readonly unread: readonly UnreadRecord[];
      /** How many elements the answer had, parsed or not. A list with as many as requested is full. */
      readonly full: number;
      /** The vendor's time of the answer, ms since 1970; missing if it is not given. */
      readonly date?: number;
    }
  | Refused;

/** The vendor and address of a request, for messages. */
export interface Asked {
  /** The vendor's name. */
  readonly vendor: string;
  /** The complete address of the request. */
  readonly url: string;
  /** What messages must not contain: the password or token. */
  readonly secrets: readonly string[];
}

/** The most of an answer that is read, bytes, decompressed. */
export const LEADS_BYTES_AT_MOST = 16 * 1024 * 1024;
const WORDS_AT_MOST = 200;

export const refused = (why: RefusedWhy, sentence: string, status: number | null): Refused => ({
  kind: 'refused',
  why,
  // If the vendor has no name of its own, the sentence begins with a capital “The”.
  sentence: sentence.replace(/^the /, 'The '),
  status,
});

/** The text of a complete, successful answer, or why there is none. `now` is used for a Retry-After with a date. */
export function bodyOf(result: HttpResult, asked: Asked, now = Date.now()): string | Refused {
  const { vendor } = asked;
  if (result.kind === 'not-sent') return refused('network', `${hostOf(asked)} is unreachable: ${result.error}.`, null);
  if (result.kind === 'broken') {
    if (result.tooLong) {
      const most = `${LEADS_BYTES_AT_MOST / 1024 / 1024} MB`;
      return refused(
        'too-big',
        `${vendor} answered with more than ${most}, which is too much to read. Request fewer leads at once.`,
        result.status,
      );
    }
    return refused('network', `The answer from ${hostOf(asked)} is incomplete: ${result.error}.`, result.status);
  }
  const { status, body, contentType } = result;
  if (status === 407 || status === 511) return portal(asked, body, status);
  if (status >= 200 && status < 300)
    return looksLikePage(body) ? portal(asked, body, status) : body.replace(/^\uFEFF/, '');
  const words = wordsOf(body, contentType, asked.secrets);
  const reported = words === '' ? `HTTP ${status}` : `HTTP ${status}, “${words}”`;
  if (status >= 300 && status < 400) {
    return refused(
      'not-the-vendor',
      `${hostOf(asked)} redirects to another address (${reported}), which is not followed. The network may require a sign-in, or the connection’s address is wrong.`,
      status,
    );
  }
  if (status === 401 || status === 403) {
    return refused(
      'login',
      `${vendor} refused the login (${reported}). Check user, password or token of the connection.`,
      status,
    );
  }
  const wait = retryAfterMs(result.retryAfter, now);
  const later = wait === null ? {} : { retryAfterMs: wait };
  if (status === 429)
    return { ...refused('throttled', `${vendor} asks for fewer requests (${reported}).`, status), ...later };
  if (status === 503 && wait !== null) {
    return { ...refused('throttled', `${vendor} asks to retry later (${reported}).`, status), ...later };
  }
  if (status >= 500) return { ...refused('server', `${vendor} has a server error (${reported}).`, status), ...later };
  if (status === 404) return refused('server', `${vendor} has nothing at this address (${reported}).`, status);
  return refused('server', `${vendor} rejected the request (${reported}).`, status);
}

/** A complete answer that can't be parsed. `fault` is the reason, in words that begin with "it". */
export function unreadable(asked: Asked, fault: string, status: number | null = 200): Refused {
  return refused('unreadable', `The answer from ${asked.vendor} can’t be read: ${fault}. It was ignored.`, status);
}

function portal(asked: Asked, body: string, status: number): Refused {
  const title = /<title\b[^>]*>([^<]{1,200})/i.exec(body.slice(0, 20_000))?.[1]?.replace(/\s+/g, ' ').trim() ?? '';
  const page = title === '' ? 'a page' : `a page, “${title}”,`;
  return refused(
    'not-the-vendor',
    `This network answers with a sign-in page instead of ${asked.vendor}: ${hostOf(asked)} gave ${page} instead of leads. Sign in to the network with a browser; if you already have, check the connection’s address.`,
    status,
  );
}

/** Whether a body is a web page, regardless of its content type. */
export function looksLikePage(body: string): boolean {
  const head = body.slice(0, 4_000).replace(/^\uFEFF?(?:\s|<\?xml[^>]*>|<!--[\s\S]*?-->)*/, '');
  return /^<(?:!doctype\s+html|html|head|body|script|meta|title|center|div|p|h\d)\b/i.test(head);
}

/** The vendor's message in an unsuccessful answer: from its JSON or XML, a page's title, or its first line. */
function wordsOf(body: string, contentType: string, secrets: readonly string[]): string {
  const start = body.slice(0, 20_000);
  const parsed =
    start.length === body.length && start.length < 20_000 && nestsLittle(start) ? parseJson(start) : undefined;
  let words = messageIn(parsed);
  if (words === '' && parsed === undefined) {
    const tagged = /<(?:title|message|error)\b[^>]*>([^<]+)/i.exec(start)?.[1];
    words = tagged ?? (/html/i.test(contentType) ? start.replace(/<[^>]*>/g, ' ') : start);
  }
  words = secretRemover(secrets)(words);
  words = words.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return words.length > WORDS_AT_MOST ? `${words.slice(0, WORDS_AT_MOST)}…` : words;
}

const nestsLittle = (text: string): boolean => (text.match(/[[{]/g)?.length ?? 0) < 100;

function messageIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  const members = new Map(
    Object.entries(value).map(([name, reported]): [string, unknown] => [name.toLowerCase(), reported]),
  );
  const faults = faultsIn(members.get('modelstate') ?? members.get('errors'));
  for (const name of ['message', 'error_description', 'error', 'detail', 'errors', 'title']) {
    const reported = members.get(name);
    const text = Array.isArray(reported) ? messageIn(reported[0]) : messageIn(reported);
    if (text !== '') return faults === '' || name === 'errors' ? text : `${text} ${faults}`;
  }
  return faults;
}

/** What is wrong with each part of a request, where an answer tells it by its name: `{ "Price": ["is required"] }`. */
function faultsIn(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  return Object.entries(value)
    .flatMap(([name, reported]) => {
      const text = messageIn(Array.isArray(reported) ? reported[0] : reported);
      return text === '' ? [] : [`${name}: ${text}`];
    })
    .join('; ');
}

function hostOf({ url }: Asked): string {
  try {
    return new URL(url).host;
  } catch {
    // This is only for a sentence, which doesn't repeat an address that can’t be parsed.
    return 'the vendor';
  }
}
