import type { z } from 'zod';
import type { HttpResult } from '../../platform/http-messages.ts';
import { parseJson } from '../json-outline.ts';
import { type Asked, bodyOf, looksLikePage, type Refused, refused, unreadable } from '../lead-answer.ts';
import { secretRemover } from '../remove-secrets.ts';
import { asDocumented } from './as-documented.ts';
import type { AnswerShape, CallDefinition } from './call-definition.ts';

/** A row of an answer that can't be parsed. */
export interface UnreadRow {
  /** Its index among the rows, from 0. */
  readonly at: number;
  readonly reason: string;
  readonly raw: unknown;
}

/** The result of a call. */
export type Answer<T> =
  | { readonly kind: 'answer'; readonly value: T; readonly unread: readonly UnreadRow[] }
  /** The vendor answered successfully that it did not do it: `isValid`, `IsValid` or `success` is false, or there is an `error`. */
  | { readonly kind: 'declined'; readonly words: string; readonly value: unknown }
  | Refused;

/** The most of an answer that is read, bytes: enough for thousands of accounts with their methods. */
export const ACCOUNT_BYTES_AT_MOST = 64 * 1024 * 1024;

/** The texts of success in the document. */
const DONE = /^(?:|200 OK|OK|true|Record has been scheduled for automation\.?)$/i;

/** Parses the answer to a call in the form that its section documents. Pure. */
export function readAnswer(
  { answer }: Pick<CallDefinition, 'answer'>,
  result: HttpResult,
  asked: Asked,
  now = Date.now(),
): Answer<unknown> {
  if (result.kind === 'broken' && result.tooLong) {
    const most = `${ACCOUNT_BYTES_AT_MOST / 1024 / 1024} MB`;
    return refused(
      'too-big',
      `${asked.vendor} answered with more than ${most}, which is too much to read.`,
      result.status,
    );
  }
  const body = bodyOf(result, asked, now);
  if (typeof body !== 'string') return body;
  return withoutWordsOfSecrets(readShape(answer, body.trim(), asked), asked);
}

/** What is said of an answer, without the secrets of the request, which the vendor may repeat. */
function withoutWordsOfSecrets(answer: Answer<unknown>, { secrets }: Asked): Answer<unknown> {
  if (answer.kind === 'answer') return answer;
  const clean = secretRemover(secrets);
  return answer.kind === 'declined'
    ? { ...answer, words: clean(answer.words) }
    : { ...answer, sentence: clean(answer.sentence) };
}

/** Whether an answer with any status is a web page, so that it is not from the vendor. */
export const isPage = (body: string): boolean => looksLikePage(body);

function readShape(shape: AnswerShape, body: string, asked: Asked): Answer<unknown> {
  const parsed = body === '' ? null : parseJson(body);
  const failure = failureIn(parsed);
  if (failure !== null) return failure;
  switch (shape.is) {
    case 'one':
      return readOne(shape.of, parsed, asked);
    case 'rows': {
      const list = within(parsed, shape.within);
      return list === null ? strange(parsed, body, 'a list', asked) : rowsOf(shape.of, list, (value) => value);
    }
    case 'page':
      return readPage(shape, parsed, body, asked);
    case 'id':
      return readIdAnswer(parsed, body, asked);
    case 'flag':
    case 'true':
      return readFlag(shape.is, parsed, body, asked);
    case 'text':
      return readTextAnswer(parsed, body, asked);
    case 'result':
      return readResult(shape, parsed, body, asked);
  }
}

const answered = <T>(value: T, unread: readonly UnreadRow[] = []): Answer<T> => ({ kind: 'answer', value, unread });

const objectOf = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;

const memberOf = (object: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.entries(object).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

/** The meaning of an object with `success: false` or an `error`, whatever was requested. */
function failureIn(parsed: unknown): Extract<Answer<never>, { kind: 'declined' }> | null {
  const object = objectOf(parsed);
  if (object === null) return null;
  const error = memberOf(object, 'error');
  const errorText = typeof error === 'string' && error.trim() !== '' ? error : null;
  if (errorText === null && !isFalse(memberOf(object, 'success'))) return null;
  return { kind: 'declined', words: errorText ?? wordsIn(object), value: parsed };
}

const isTrue = (value: unknown): boolean =>
  value === true || value === 1 || (typeof value === 'string' && /^(?:true|1)$/i.test(value));
const isFalse = (value: unknown): boolean => value === false || (typeof value === 'string' && /^false$/i.test(value));

/** Whether an answer says `success: true`, as those to other changes do. */
function isSuccess(parsed: unknown): boolean {
  const object = objectOf(parsed);
  return object !== null && isTrue(memberOf(object, 'success'));
}

function wordsIn(object: Readonly<Record<string, unknown>>, names: readonly string[] = []): string {
  for (const name of [...names, 'message', 'Response', 'Status', 'ExceptionMessage', 'detail', 'title']) {
    const value = memberOf(object, name);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return 'no reason given';
}

/** An answer in a form other than documented, with the vendor's message if there is one. */
function strange(parsed: unknown, body: string, wanted: string, asked: Asked): Answer<never> {
  const object = objectOf(parsed);
  const words = object === null ? 'no reason given' : wordsIn(object);
  if (words !== 'no reason given') return { kind: 'declined', words, value: parsed };
  const start = body.replace(/\s+/g, ' ').slice(0, 200);
  return unreadable(asked, start === '' ? `it is empty, not ${wanted}` : `it is not ${wanted}: ${start}`);
}

function within(parsed: unknown, name: string | undefined): readonly unknown[] | null {
  if (parsed === null) return [];
  if (Array.isArray(parsed)) return parsed;
  const object = objectOf(parsed);
  if (object === null || name === undefined) return null;
  const list = memberOf(object, name);
  return Array.isArray(list) ? list : list === null ? [] : null;
}

function rowsOf<T>(of: z.ZodType, list: readonly unknown[], make: (rows: readonly unknown[]) => T): Answer<T> {
  const rows: unknown[] = [];
  const unread: UnreadRow[] = [];
  for (const [at, raw] of list.entries()) {
    const read = of.safeParse(asDocumented(of, raw));
    if (read.success) rows.push(read.data);
    else unread.push({ at, reason: reasonOf(read.error), raw });
  }
  return answered(make(rows), unread);
}

/** The member that can't be parsed. */
function reasonOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  const path = issue?.path.join('.') ?? '';
  return path === '' ? 'It is not an object.' : `${path} is missing or can’t be read.`;
}

function readOne(of: z.ZodType, parsed: unknown, asked: Asked): Answer<unknown> {
  if (parsed === null || (Array.isArray(parsed) && parsed.length === 0)) return answered(null);
  const one: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
  const read = of.safeParse(asDocumented(of, one));
  if (read.success) return answered(read.data);
  const object = objectOf(one);
  if (object !== null && wordsIn(object) !== 'no reason given' && Object.keys(object).length <= 4) {
    return { kind: 'declined', words: wordsIn(object), value: parsed };
  }
  return unreadable(asked, parsed === undefined ? 'it is not JSON' : reasonOf(read.error));
}

function readPage(
  shape: Extract<AnswerShape, { is: 'page' }>,
  parsed: unknown,
  body: string,
  asked: Asked,
): Answer<unknown> {
  const object = objectOf(parsed);
  const list = object === null ? null : within(object, shape.within);
  const page = shape.page.safeParse(asDocumented(shape.page, parsed));
  if (list === null || !page.success) return strange(parsed, body, `an object with ${shape.within}`, asked);
  const around = { ...objectOf(page.data), [shape.within]: undefined };
  return rowsOf(shape.of, list, (rows) => ({ page: around, rows }));
}

function readIdAnswer(parsed: unknown, body: string, asked: Asked): Answer<unknown> {
  const id = typeof parsed === 'string' && /^\s*\d{1,15}\s*$/.test(parsed) ? Number(parsed) : parsed;
  if (typeof id === 'number' && Number.isSafeInteger(id) && id > 0) return answered(id);
  if (parsed === false) return { kind: 'declined', words: 'it answered false', value: parsed };
  return strange(parsed, body, 'the number of a record', asked);
}

function readFlag(is: 'flag' | 'true', parsed: unknown, body: string, asked: Asked): Answer<unknown> {
  if (is === 'true' && isSuccess(parsed)) return answered(true);
  const text = typeof parsed === 'boolean' ? String(parsed) : typeof parsed === 'string' ? parsed : body;
  if (/^\s*true\s*$/i.test(text)) return answered(true);
  if (!/^\s*false\s*$/i.test(text)) return strange(parsed, body, 'true or false', asked);
  return is === 'flag' ? answered(false) : { kind: 'declined', words: 'it answered false', value: false };
}

function readTextAnswer(parsed: unknown, body: string, asked: Asked): Answer<unknown> {
  if (isSuccess(parsed)) return answered('');
  const object = objectOf(parsed);
  const result = object === null ? parsed : memberOf(object, 'Result');
  const text = typeof result === 'string' ? result : parsed === true ? 'true' : parsed === undefined ? body : result;
  if (text === null) return answered('');
  if (typeof text === 'string' && DONE.test(text.trim())) return answered(text.trim());
  if (parsed === false) return { kind: 'declined', words: 'it answered false', value: parsed };
  return strange(parsed, body, 'a text of the document', asked);
}

function readResult(
  shape: Extract<AnswerShape, { is: 'result' }>,
  parsed: unknown,
  body: string,
  asked: Asked,
): Answer<unknown> {
  const object = objectOf(parsed);
  const success = object === null ? undefined : memberOf(object, shape.success);
  if (object !== null && isFalse(success)) {
    return { kind: 'declined', words: wordsIn(object, shape.words), value: parsed };
  }
  const read = shape.of.safeParse(asDocumented(shape.of, parsed));
  if (read.success && isTrue(success)) return answered(read.data);
  // Without its flag the result is unknown: an object with only a message is not a refusal here.
  const start = body.replace(/\s+/g, ' ').slice(0, 200);
  return unreadable(asked, start === '' ? 'it is empty' : `it does not say whether it was done: ${start}`);
}
