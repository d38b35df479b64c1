import type { Store } from '../../db/store.ts';
import { CHUNK_IDS, chunkOf, testBit, toWords } from '../bitmap/chunk.ts';
import type { LeadSet } from '../bitmap/lead-set.ts';
import { newestMatches } from './full-text.ts';
import { matchOf, type Term } from './query.ts';
import { matchingRows } from './text/matching.ts';

/** The newest leads that match, newest first. */
export interface Found {
  readonly ids: number[];
  /** False if there are more. */
  readonly exact: boolean;
}

/** The number of leads whose rows one statement reads. */
const ROWS_AT_ONCE = 4_096;
/** The number of leads requested from the full-text index at once: at first, and at most. */
const FIRST = 1_024;
const MOST = 8_192;
/** With more rows tested in vain than this, and than three times those that match, all letters of a long word are searched. */
const IN_VAIN = 256;
/** After this many leads it is estimated whether testing the rows of the filter would be faster. */
const THINK_AFTER = 4_096;
/** Testing a row takes about this many times as long as getting a lead from the full-text index. */
const ROW_AGAINST_TERM = 8;
/** Above every id. */
const ABOVE_ALL = 2 ** 52;

/** Limits ids to the first `limit`, with whether there are more. */
const found = (ids: number[], limit: number): Found => ({
  ids: ids.length > limit ? ids.slice(0, limit) : ids,
  exact: ids.length <= limit,
});

/** The newest leads, for a text that excludes none. */
export const newest = (within: LeadSet, limit: number): Found =>
  found(within.ids(undefined, limit + 1, 'descending'), limit);

/** Tests the rows of a filter's leads below an id, newest first: for filters with few leads. */
export function findByRows(
  store: Store,
  terms: readonly Term[],
  within: LeadSet,
  limit: number,
  below = ABOVE_ALL,
): Found {
  const ids: number[] = [];
  for (let from = below - 1; from >= 0 && ids.length <= limit; ) {
    const some = within.ids(from, ROWS_AT_ONCE, 'descending');
    ids.push(...matchingRows(store, terms, some));
    from = some.length < ROWS_AT_ONCE ? -1 : (some.at(-1) ?? 0) - 1;
  }
  return found(ids, limit);
}

/**
 * Queries the full-text index, newest lead first, and keeps the leads that are in the filter. If there are so few of them that testing the
 * rows of the filter would be faster, it switches to that. If few of the words that begin like a long one are that word, all its leads are
 * requested at once.
 */
export function findByTerms(store: Store, terms: Term[], states: string[], within: LeadSet, limit: number): Found {
  const { quick, whole, sure } = matchOf(terms, states);
  const top = within.at(0, 'descending');
  if (top === null) return found([], limit);
  const holds = testOf(within);
  const ids: number[] = [];
  let match = quick;
  let below = top + 1;
  let looked = 0;
  let tested = 0;
  for (let size = FIRST; ; size = match === quick ? Math.min(MOST, size * 2) : Number.MAX_SAFE_INTEGER) {
    const some = newestMatches(store, match, below, size);
    const inside = some.filter(holds);
    for (const id of sure && match === whole ? inside : matchingRows(store, terms, inside)) ids.push(id);
    const last = some.at(-1);
    if (ids.length > limit || some.length < size || last === undefined) return found(ids, limit);
    looked += some.length;
    tested += inside.length;
    below = last;
    if (tested - ids.length > Math.max(IN_VAIN, 3 * ids.length)) match = whole;
    if (looked < THINK_AFTER) continue;
    const left = below / (top + 1 - below);
    const toLook = Math.min(left * looked, ((limit + 1 - ids.length) * looked) / Math.max(1, ids.length));
    const toRead = within.size() * (below / top) * ROW_AGAINST_TERM;
    if (toRead < toLook) {
      const rest = findByRows(store, terms, within, limit - ids.length, below);
      return { ids: [...ids, ...rest.ids], exact: rest.exact };
    }
  }
}

/** Tests ids that come in descending order: each chunk of the set is computed once, as a bitmap. */
function testOf(within: LeadSet): (id: number) => boolean {
  let first = Number.POSITIVE_INFINITY;
  let words: Int32Array = new Int32Array(0);
  return (id) => {
    if (id < first) {
      const at = chunkOf(id);
      first = at * CHUNK_IDS;
      words = toWords(within.chunk(at));
    }
    return testBit(words, id - first);
  };
}
