import type { LocumjobsParameter } from '../../src-preload/contract/index.ts';
import type { ReadRecord, UnreadRecord } from '../vendors/lead-record.ts';
import { FetchError, type LocumjobsAnswer } from './fetch.ts';

export type Query = Readonly<Partial<Record<LocumjobsParameter, string>>>;
/** Asks for one page. @throws FetchError */
export type Ask = (query: Query) => Promise<LocumjobsAnswer>;

/** What is known of how much the vendor gives at once. */
export interface PageSizes {
  /** The most that ever came. */
  readonly largest: number;
  /** Where it was seen to stop though more was asked for; null while it never did. */
  readonly cap: number | null;
}

/** What was read of one window. */
export interface Gathered {
  readonly records: readonly ReadRecord[];
  readonly unread: readonly UnreadRecord[];
  /** Whether this is proven to be all there is. */
  readonly whole: boolean;
  readonly sizes: PageSizes;
}

/** The most leads that are ever asked for at once, to get past a second that holds more than the usual. */
const MOST_AT_ONCE = 2_000;

const countOf = (page: LocumjobsAnswer): number => page.records.length + page.unread.length;

/** What tells an element of a page from others: its number at the vendor, else all of its text. */
const keyOf = ({ externalId, raw }: ReadRecord | UnreadRecord): string => externalId ?? raw;

const keysOf = (page: LocumjobsAnswer): Set<string> => new Set([...page.records, ...page.unread].map(keyOf));

/**
 * Whether the second page begins as the first does, though it was asked for from the other end: the vendor passes over the order. What
 * could be read and what could not come as two lists: either of them tells.
 */
function beginsAlike(up: LocumjobsAnswer, down: LocumjobsAnswer): boolean {
  const begin = ([first]: readonly (ReadRecord | UnreadRecord)[]) => (first === undefined ? null : keyOf(first));
  return countOf(up) > 1 && begin(up.records) === begin(down.records) && begin(up.unread) === begin(down.unread);
}

/** Pages of the same question as one; a record that came twice counts as it came last. */
function together(...pages: readonly LocumjobsAnswer[]): Pick<Gathered, 'records' | 'unread'> {
  return {
    records: [...new Map(pages.flatMap((page) => page.records).map((one) => [one.externalId, one])).values()],
    unread: [...new Map(pages.flatMap((page) => page.unread).map((one) => [one.raw, one])).values()],
  };
}

/** What a page from the other end says of one that may have been cut off. */
function compare(up: LocumjobsAnswer, down: LocumjobsAnswer): 'whole' | 'cut' | 'tells-nothing' {
  const [upKeys, downKeys] = [keysOf(up), keysOf(down)];
  // More than before: leads came in between, so the first page was not cut off at its length.
  if (countOf(down) > countOf(up)) return 'whole';
  if (beginsAlike(up, down)) return 'tells-nothing';
  for (const key of upKeys) if (downKeys.has(key)) return 'whole';
  return upKeys.size === 0 ? 'tells-nothing' : 'cut';
}

/**
 * Reads one window with one question; a second, from the other end, where the answer may have been cut off below what was asked for:
 * as long as the longest that ever came. Lowest and highest ids that meet are all there are; if they differ, the vendor has a
 * limit of its own.
 */
export async function gatherPage(ask: Ask, query: Query, max: number, sizes: PageSizes): Promise<Gathered> {
  const up = await ask({ ...query, sort: 'id', max: String(max) });
  const count = countOf(up);
  const largest = Math.max(sizes.largest, count);
  const cap = sizes.cap !== null && count > sizes.cap ? null : sizes.cap;
  const alone = { ...together(up), sizes: { largest, cap } };
  if (count >= max || (cap !== null && count === cap)) return { ...alone, whole: false };
  if (count === 0 || count < sizes.largest) return { ...alone, whole: true };
  const down = await ask({ ...query, sort: '-id', max: String(max) });
  if (compare(up, down) === 'whole') return { ...together(up, down), sizes: { largest, cap }, whole: true };
  const differs = compare(up, down) === 'cut';
  return { ...together(up, down), sizes: { largest, cap: differs ? count : cap }, whole: false };
}

/**
 * Reads a window that can't be cut any smaller by time, though it holds more than comes at once: from both ends, then with a
 * greater `max`, from both ends again. Ends that meet prove that nothing lies between them.
 */
export async function gatherHard(ask: Ask, query: Query, max: number, sizes: PageSizes): Promise<Gathered> {
  const pages: LocumjobsAnswer[] = [];
  let { largest, cap } = sizes;
  // Where the vendor was seen to stop short of what was asked for, asking for more helps nothing.
  for (const most of new Set(cap === null ? [max, Math.max(max, MOST_AT_ONCE)] : [max])) {
    const ends = await bothEnds(ask, query, most).catch((error: unknown) => {
      // Too much for the vendor, or for one answer: it is read in smaller parts.
      if (most > max && error instanceof FetchError && /^(vendor|network)$/.test(error.failure.why)) return null;
      throw error;
    });
    if (ends === null) break;
    const [up, down] = ends;
    pages.push(up, down);
    const count = countOf(up);
    largest = Math.max(largest, count);
    // What is short of everything that came before, and of what was asked for, was not cut off.
    const short = count < most && count < sizes.largest;
    const verdict = compare(up, down);
    if (short || verdict === 'whole') return { ...together(...pages), sizes: { largest, cap }, whole: true };
    if (verdict === 'cut' && count < most) cap = count;
  }
  return { ...together(...pages), sizes: { largest, cap }, whole: false };
}

async function bothEnds(ask: Ask, query: Query, most: number): Promise<[LocumjobsAnswer, LocumjobsAnswer]> {
  const up = await ask({ ...query, sort: 'id', max: String(most) });
  return [up, await ask({ ...query, sort: '-id', max: String(most) })];
}
