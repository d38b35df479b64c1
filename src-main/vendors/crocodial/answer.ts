import {
  type AnswerContext,
  readAdded,
  readConcern,
  readDuplicate,
  readRefusal,
  readStop,
  samePhone,
} from './answer-lines.ts';
import { type DialerLine, findLines, looksLikeHtml, plainText } from './answer-text.ts';
import { redactor } from './redact.ts';

export type { AnswerContext } from './answer-lines.ts';

/** The meaning of the dialer's answer for the posted lead. No text contains the password. */
export type Answer =
  | {
      readonly outcome: 'delivered';
      readonly leadId: string;
      readonly listId: string;
      readonly phone: string;
      readonly line: string;
      /** The dialer's NOTICE lines, unchanged. */
      readonly notices: readonly string[];
      /** Sentences about what was requested and not done. */
      readonly warnings: readonly string[];
    }
  | {
      readonly outcome: 'duplicate';
      readonly scope: 'list' | 'campaign' | 'system';
      readonly by: 'phone' | 'title and other phone' | 'name and phone';
      readonly leadId: string;
      readonly listId: string;
      readonly line: string;
    }
  | {
      readonly outcome: 'rejected';
      readonly reason: string;
      readonly code: string;
      readonly line: string;
      /** Whether every other row of this dial list would be refused for the same reason. */
      readonly everyRow: boolean;
      /** What to do about it, if every row is refused; otherwise empty. */
      readonly cure: string;
    }
  | {
      readonly outcome: 'stop';
      readonly why: 'login' | 'permission' | 'lock-out' | 'ip' | 'request';
      readonly sentence: string;
      /** Whether only this dial list is refused, and others of the same connection may be accepted. */
      readonly listOnly: boolean;
      readonly line: string;
    }
  | { readonly outcome: 'throttled'; readonly sentence: string }
  | {
      readonly outcome: 'unknown';
      /** The same for every answer of the same kind. */
      readonly kind: string;
      readonly sentence: string;
      /** False for an unknown kind of answer. A single one stops the connection. */
      readonly recognised: boolean;
      readonly line: string;
    };

/** The request of the answer, including the password so that it can be removed from all returned texts. */
export interface AskedOf extends AnswerContext {
  readonly pass: string;
}

const SHOWN = 300;

/**
 * Creates the parser of one account's answers, which follows `docs/vendors.md`, Croco-dial: the body counts before the status, lines are
 * found at any position, and both orders of a SUCCESS line are accepted. A SUCCESS for the phone that was sent is a delivery whatever else
 * the answer says, because the lead was added; ERROR lines in addition to it become warnings. Without one, a refusal of the whole
 * connection counts first. Then every ERROR line must be known, or the answer is unknown. Nothing is thrown.
 */
export function answerReader(account: {
  readonly user: string;
  readonly pass: string;
}): (status: number, contentType: string, body: string, sent: { phone: string; listId: string }) => Answer {
  const clean = redactor(account.pass);
  return (status, contentType, body, sent) => {
    const asked = { ...sent, user: account.user };
    const text = plainText(contentType, body);
    const { lines, rest } = findLines(text);
    return (
      fromSuccess(lines, asked, clean) ??
      fromRefusals(lines, rest, text, asked, clean) ??
      fromStatus(status, looksLikeHtml(contentType, body), text, lines, clean)
    );
  };
}

/** Parses one answer. For many answers of one account, an `answerReader` is created once. */
export function readAnswer(status: number, contentType: string, body: string, asked: AskedOf): Answer {
  return answerReader(asked)(status, contentType, body, asked);
}

type Clean = (text: string) => string;

const shown = (text: string, clean: Clean): string => {
  const safe = clean(text);
  return safe.length > SHOWN ? `${safe.slice(0, SHOWN)}…` : safe;
};

const isAdded = (line: DialerLine): boolean => line.kind === 'SUCCESS' && /^LEAD HAS BEEN ADDED/.test(line.message);

function fromSuccess(lines: readonly DialerLine[], asked: AnswerContext, clean: Clean): Answer | undefined {
  const added = lines.filter(isAdded);
  const line = added.find((l) => samePhone(l.details[0] ?? '', asked.phone));
  if (!line) {
    const other = lines.find((l) => l.kind === 'SUCCESS');
    if (!other) return undefined;
    const why = added.length > 0 ? 'for a different phone than the one sent' : 'in an unknown form';
    const kind = added.length > 0 ? 'success-other-phone' : `success:${fingerprint(clean(other.message))}`;
    const sentence = `The dialer answered SUCCESS ${why}: check there whether the lead was added.`;
    return { outcome: 'unknown', kind, sentence, recognised: false, line: shown(other.line, clean) };
  }
  const lead = readAdded(line.details, asked);
  const warnings: string[] = [];
  if (lead.leadId === '') warnings.push('The dialer didn’t return the lead’s ID.');
  if (lead.listId !== '' && lead.listId !== asked.listId) {
    warnings.push(`The dialer put the lead into list ${lead.listId}, not ${asked.listId}.`);
  }
  for (const l of lines) {
    const concern = l.kind === 'NOTICE' ? readConcern(l.message) : undefined;
    if (concern !== undefined && !warnings.includes(concern)) warnings.push(concern);
    if (l.kind === 'ERROR') warnings.push(`The lead was added, but the dialer also answered: ${shown(l.line, clean)}`);
  }
  const notices = lines.filter((l) => l.kind === 'NOTICE').map((l) => shown(l.line, clean));
  return { outcome: 'delivered', ...lead, line: shown(line.line, clean), notices, warnings };
}

function fromRefusals(
  lines: readonly DialerLine[],
  rest: string,
  text: string,
  asked: AnswerContext,
  clean: Clean,
): Answer | undefined {
  const errors = lines.filter((l) => l.kind === 'ERROR');
  const texts = [
    ...errors.map((l) => ({ text: l.message, line: l.line })),
    ...rest.split('\n').map((r) => ({ text: r, line: r })),
  ];
  for (const { text, line } of texts) {
    const stop = readStop(text);
    if (stop) return { outcome: 'stop', ...stop, line: shown(line, clean) };
  }
  const database = text.split('\n').find((row) => /MySQL connect ERROR/i.test(row));
  if (database !== undefined) {
    const sentence = 'The dialer lost its database connection; the lead may or may not have been added.';
    return { outcome: 'unknown', kind: 'mysql-connect', sentence, recognised: true, line: shown(database, clean) };
  }
  const line = shown(errors.map((l) => l.line).join('\n'), clean);
  const known: Answer[] = [];
  for (const l of errors) {
    const duplicate = readDuplicate(l, asked);
    const refusal = readRefusal(l.message);
    if (duplicate) known.push({ outcome: 'duplicate', ...duplicate, line });
    else if (refusal) known.push({ outcome: 'rejected', ...refusal, line });
    else return unless(lines, l, clean);
  }
  if (known.length > 0) return known.find((k) => k.outcome === 'duplicate') ?? known[0];
  const refusal = readRefusal(rest);
  return refusal && { outcome: 'rejected', ...refusal, line: shown(rest, clean) };
}

/** An unknown ERROR. If it is the only line it may be the page of a throttling proxy, which the status shows. */
function unless(lines: readonly DialerLine[], l: DialerLine, clean: Clean): Answer | undefined {
  if (lines.length === 1 && !/^ERROR\s*:\s*add_lead/i.test(l.line)) return undefined;
  return strange(l, clean);
}

function strange(l: DialerLine, clean: Clean): Answer {
  const kind = `error:${fingerprint(clean(l.message))}`;
  const sentence = 'The dialer answered with an unknown error: check there whether the lead was added.';
  return { outcome: 'unknown', kind, sentence, recognised: false, line: shown(l.line, clean) };
}

function fromStatus(status: number, html: boolean, text: string, lines: readonly DialerLine[], clean: Clean): Answer {
  if (status === 429) return { outcome: 'throttled', sentence: 'The dialer asks for fewer requests.' };
  const unknown = (kind: string, sentence: string, recognised = true): Answer => ({
    outcome: 'unknown',
    kind,
    sentence: `${sentence} The lead may or may not have been added.`,
    recognised,
    line: shown(text, clean),
  });
  const error = lines.find((l) => l.kind === 'ERROR');
  if (error) return strange(error, clean);
  if (status >= 300 && status < 400)
    return unknown(`http-${status}`, `The dialer redirected the request (HTTP ${status}).`);
  if (status >= 400 && status < 500) {
    return unknown(`http-${status}`, `A server in front of the dialer refused the request (HTTP ${status}).`, false);
  }
  if (status === 503) return unknown('http-503', 'The dialer is not available (HTTP 503).');
  if (lines.length > 0) return unknown('notice-only', 'The dialer answered with a notice only, without SUCCESS.');
  if (text === '') return unknown(`empty-${status}`, `The dialer’s answer was empty (HTTP ${status}).`);
  if (html) return unknown(`html-${status}`, `A web page came back instead of the dialer’s answer (HTTP ${status}).`);
  if (status >= 500) return unknown(`http-${status}`, `The dialer failed (HTTP ${status}).`);
  return unknown(`text:${fingerprint(clean(text))}`, 'The dialer’s answer has an unknown form.', false);
}

/** The words of an answer without what differs between leads: numbers, and what follows a bar or colon. */
function fingerprint(text: string): string {
  const words = (text.split(/[|:\n]/)[0] ?? '')
    .replace(/\S*\d\S*/g, '#')
    .replace(/[^A-Za-z#_]+/g, ' ')
    .trim();
  return words.toLowerCase().slice(0, 48) || 'nothing';
}
