import type { JobFilter } from '../../../src-preload/contract/index.ts';
import { isAnswerWord } from './answer-words.ts';
import { BETWEEN_CLIENTS, NAMES, nameHash, PHONE_END, type PostColumns } from './post-columns.ts';
import { NO_TEXT, type TextCodes } from './text-codes.ts';

/** Whether the post with this number is in the log and matches. */
export type PostTest = (id: number) => boolean;

/** The connections and batches whose posts can't be sent now, by number. */
export interface AsleepPosts {
  readonly connections: ReadonlySet<number>;
  readonly batches: ReadonlySet<number>;
}

const ANY = null;

/** The digits of a text that may be the end of a phone number; null for other texts. */
export const phoneEnd = (text: string): string | null => {
  const digits = text.replace(/[\s().+-]/g, '');
  return /^\d{4,15}$/.test(digits) ? digits : null;
};

/**
 * The test of a filter. Every matching post passes it; for texts, reasons and times a few others pass too, whose rows are compared
 * afterwards. It is called for a million posts at each query, so a filter that is not set costs only a comparison with null.
 */
export function postTest(columns: PostColumns, filter: JobFilter, asleep: AsleepPosts): PostTest {
  const { post = {}, connectionId, from, until } = filter;
  const { kind, review, returnState, batchId, campaign, client, priceFrom, priceTo } = post;
  const is = (codes: TextCodes, text: string | undefined) => (text === undefined ? ANY : codes.find(text));
  const [wantedKind, wantedReview] = [is(columns.kinds, kind), is(columns.reviews, review)];
  const wantedReturn = is(columns.returns, returnState);
  const clientSets =
    client === undefined ? ANY : columns.clientSets.passing((names) => names.split(BETWEEN_CLIENTS).includes(client));
  const reasons = filter.reason === undefined ? ANY : columns.reasons.passing((reason) => reason === filter.reason);
  const priced = priceFrom !== undefined || priceTo !== undefined;
  const [low, high] = [priceFrom ?? Number.NEGATIVE_INFINITY, priceTo ?? Number.POSITIVE_INFINITY];
  const since = from === undefined ? ANY : Math.floor(from / 1000);
  const before = until === undefined ? ANY : Math.ceil(until / 1000);
  const inState = stateTest(columns, filter.state, asleep);
  const hasText = filter.text === undefined ? ANY : textTest(columns, filter.text);
  const isNamed = post.text === undefined ? ANY : nameTest(columns, post.text);
  const { state: states, connection, batch, kind: kinds, review: reviews, returnState: returns } = columns;
  const { campaign: campaigns, price, clients, updated, reason: reasonOf } = columns;
  return (id) => {
    if (states[id] === NO_TEXT) return false;
    if (inState !== ANY && !inState(id)) return false;
    if (connectionId !== undefined && connection[id] !== connectionId) return false;
    if (batchId !== undefined && batch[id] !== batchId) return false;
    if (wantedKind !== ANY && kinds[id] !== wantedKind) return false;
    if (wantedReview !== ANY && reviews[id] !== wantedReview) return false;
    if (wantedReturn !== ANY && returns[id] !== wantedReturn) return false;
    if (campaign !== undefined && campaigns[id] !== campaign) return false;
    // A missing price is NaN, which is neither above nor below any number.
    if (priced && !((price[id] ?? 0) >= low && (price[id] ?? 0) <= high)) return false;
    if (clientSets !== ANY && clientSets[clients[id] ?? 0] !== 1) return false;
    if (since !== ANY && (updated[id] ?? 0) < since) return false;
    if (before !== ANY && (updated[id] ?? 0) >= before) return false;
    if (reasons !== ANY && reasons[reasonOf[id] ?? 0] !== 1) return false;
    if (isNamed !== ANY && !isNamed(id)) return false;
    return hasText === ANY || hasText(id);
  };
}

/** A ready job that can't be sent now is shown as held. */
function stateTest(columns: PostColumns, state: JobFilter['state'], asleep: AsleepPosts): PostTest | null {
  if (state === undefined) return ANY;
  const { state: states, states: codes, connection, batch } = columns;
  const wanted = codes.find(state);
  if (state !== 'ready' && state !== 'held') return (id) => states[id] === wanted;
  const ready = codes.find('ready');
  const sleeps: PostTest = (id) => asleep.connections.has(connection[id] ?? 0) || asleep.batches.has(batch[id] ?? 0);
  if (state === 'ready') return (id) => states[id] === ready && !sleeps(id);
  return (id) => states[id] === wanted || (states[id] === ready && sleeps(id));
}

/** Matches the end of a phone number, or a complete name. */
function nameTest({ names, phone, phoneEnd: ends }: PostColumns, text: string): PostTest {
  const hash = nameHash(text);
  const digits = phoneEnd(text);
  const isName: PostTest = (id) => {
    const first = id * NAMES;
    for (let at = first; at < first + NAMES; at++) if (names[at] === hash) return true;
    return false;
  };
  if (digits === null) return isName;
  const [part, value] = [10 ** digits.length, Number(digits)];
  const end = (value % PHONE_END) + 1;
  return (id) => (ends[id] === end && (phone[id] ?? 0) % part === value) || isName(id);
}

interface Word {
  readonly reasons: Uint8Array;
  readonly answers: Uint8Array;
  readonly isNamed: PostTest | null;
}

/** Matches the text of a search: a complete name, or else words that all occur. */
function textTest(columns: PostColumns, text: string): PostTest | null {
  const whole = text.trim();
  if (whole === '') return ANY;
  const isNamed = nameTest(columns, whole);
  if (/^\d{4,}$/.test(whole.replace(/[\s().+-]/g, ''))) return isNamed;
  const words = whole.split(/\s+/).map((word) => readWord(columns, word.toLowerCase()));
  const { reason, answer } = columns;
  const has = (word: Word, id: number) =>
    word.reasons[reason[id] ?? 0] === 1 ||
    word.answers[answer[id] ?? 0] === 1 ||
    (word.isNamed !== ANY && word.isNamed(id));
  return (id) => {
    let found = true;
    for (let at = 0; found && at < words.length; at++) {
      const word = words[at];
      found = word !== undefined && has(word, id);
    }
    return found || isNamed(id);
  };
}

/** A word of the reason or of the receiver's answer, or else a name. */
function readWord(columns: PostColumns, word: string): Word {
  return {
    reasons: columns.reasons.passing((reason) => reason.toLowerCase().includes(word)),
    answers: isAnswerWord(word) ? columns.answers.passing((answer) => answer.includes(word)) : new Uint8Array(),
    isNamed: /^\d{4,}$/.test(word) ? nameTest(columns, word) : ANY,
  };
}
