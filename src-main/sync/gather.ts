import type { LocumjobsParameter } from '../../src-preload/contract/index.ts';
import type { ReadRecord, UnreadRecord } from '../vendors/lead-record.ts';
import { FetchError, type LocumjobsAnswer } from './fetch.ts';

export type Query = Readonly<Partial<Record<LocumjobsParameter, string>>>;
/** Requests one page. @throws FetchError */
export type Ask = (query: Query) => Promise<LocumjobsAnswer>;

/** What is known about the number of leads the vendor returns at once. */
export interface PageSizes {
  /** The largest number received so far. */
  readonly largest: number;
  /** The number at which it stopped although more was requested; null if that has not happened. */
  readonly cap: number | null;
}

/** What was read from one window. */
export interface Gathered {
  readonly records: readonly ReadRecord[];
  readonly unread: readonly UnreadRecord[];
  /** Whether this is proved to be complete. */
  readonly whole: boolean;
  readonly sizes: PageSizes;
}

/** The largest number of leads requested at once, for a second with more leads than usual. */
const MOST_AT_ONCE = 2_000;

const countOf = (page: LocumjobsAnswer): number => page.records.length + page.unread.length;

/** What identifies an entry of a page: the vendor's id, or else its whole text. */
const keyOf = ({ externalId, raw }: ReadRecord | UnreadRecord): string => externalId ?? raw;

const keysOf = (page: LocumjobsAnswer): Set<string> => new Set([...page.records, ...page.unread].map(keyOf));

/**
 * Whether the second page starts like the first although the opposite order was requested, which means that the vendor ignores the order.
 * Parsed and unparsed entries are separate lists, and either of them shows it.
 */
function beginsAlike(up: LocumjobsAnswer, down: LocumjobsAnswer): boolean {
  const begin = ([first]: readonly (ReadRecord | UnreadRecord)[]) => (first === undefined ? null : keyOf(first));
  return countOf(up) > 1 && begin(up.records) === begin(down.records) && begin(up.unread) === begin(down.unread);
}

/** Joins pages of the same query. Of a record that was received twice, the last version counts. */
function together(...pages: readonly LocumjobsAnswer[]): Pick<Gathered, 'records' | 'unread'> {
  return {
    records: [...new Map(pages.flatMap((page) => page.records).map((one) => [one.externalId, one])).values()],
    unread: [...new Map(pages.flatMap((page) => page.unread).map((one) => [one.raw, one])).values()],
  };
}

/** What a page in the opposite order shows about one that may be truncated. */
function compare(up: LocumjobsAnswer, down: LocumjobsAnswer): 'whole' | 'cut' | 'tells-nothing' {
  const [upKeys, downKeys] = [keysOf(up), keysOf(down)];
  // More than before means that leads were added between the requests, so the first page was not truncated at its length.
  if (countOf(down) > countOf(up)) return 'whole';
  if (beginsAlike(up, down)) return 'tells-nothing';
  for (const key of upKeys) if (downKeys.has(key)) return 'whole';
  return upKeys.size === 0 ? 'tells-nothing' : 'cut';
}

/**
 * Reads one window with one request, and with a second in the opposite order if the answer may be truncated below the requested number
 * because it is as long as the longest so far. If lowest and highest ids overlap, the result is complete. If they don't, the vendor has its
 * own limit.
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
 * Reads a window that can't be split further by time although it contains more than is returned at once: from both ends, and then from both
 * ends again with a greater `max`. If the ends overlap, nothing is missing between them.
 */
export async function gatherHard(ask: Ask, query: Query, max: number, sizes: PageSizes): Promise<Gathered> {
  const pages: LocumjobsAnswer[] = [];
  let { largest, cap } = sizes;
  // If the vendor was seen to return fewer than requested, requesting more doesn't help.
  for (const most of new Set(cap === null ? [max, Math.max(max, MOST_AT_ONCE)] : [max])) {
    const ends = await bothEnds(ask, query, most).catch((error: unknown) => {
      // If this is too much for the vendor or for one answer, it is read in smaller parts.
      if (most > max && error instanceof FetchError && /^(vendor|network)$/.test(error.failure.why)) return null;
      throw error;
    });
    if (ends === null) break;
    const [up, down] = ends;
    pages.push(up, down);
    const count = countOf(up);
    largest = Math.max(largest, count);
    // An answer that is shorter than the longest so far, and than what was requested, was not truncated.
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
