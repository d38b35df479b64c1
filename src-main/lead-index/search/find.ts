import type { Store } from '../../db/store.ts';
import { CHUNK_IDS, chunkOf, testBit, toWords } from '../bitmap/chunk.ts';
import type { LeadSet } from '../bitmap/lead-set.ts';
import { conditionOf, matchOf, type Term } from './query.ts';

/** The newest leads that match, newest first. */
export interface Found {
  readonly ids: number[];
  /** False if there are more. */
  readonly exact: boolean;
}

/** The number of leads whose rows one statement reads. */
const ROWS_AT_ONCE = 4_096;
/** The number of leads requested from the full-text index at once: at first, and at most. */
const FIRST = 256;
const MOST = 8_192;
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
export function newest(store: Store, within: LeadSet | null, limit: number): Found {
  if (within) return found(within.ids(undefined, limit + 1, 'descending'), limit);
  const all = store.prepare<[number], number>('SELECT id FROM lead_text ORDER BY id DESC LIMIT ?').pluck();
  return found(all.all(limit + 1), limit);
}

/** Tests the rows of a filter's leads, newest first: for filters with few leads. */
export function findByRows(store: Store, terms: readonly Term[], within: LeadSet, limit: number): Found {
  return found(testRows(store, terms, within, undefined, limit + 1), limit);
}

/** The leads whose rows match, in the order given. */
function tested(store: Store, terms: readonly Term[], ids: readonly number[]): number[] {
  const { sql, parameters } = conditionOf(terms);
  return store
    .prepare<string[], number>(`SELECT t.id FROM json_each(?) j CROSS JOIN lead_text t ON t.id = j.value WHERE ${sql}`)
    .pluck()
    .all(JSON.stringify(ids), ...parameters);
}

function testRows(
  store: Store,
  terms: readonly Term[],
  within: LeadSet,
  from: number | undefined,
  wanted: number,
): number[] {
  const ids: number[] = [];
  let start = from;
  while (ids.length < wanted) {
    const some = within.ids(start, ROWS_AT_ONCE, 'descending');
    ids.push(...tested(store, terms, some));
    const last = some.at(-1);
    if (some.length < ROWS_AT_ONCE || last === undefined || last === 0) break;
    start = last - 1;
  }
  return ids.slice(0, wanted);
}

/** The statement that queries the full-text index for the newest leads below an id, and its parameters before that id. */
function newestBelow(terms: readonly Term[]): { sql: string; match: string; parameters: string[] } {
  const { match, sure } = matchOf(terms);
  const range = 'f.lead_find MATCH ? AND f.rowid < CAST(? AS INTEGER)';
  const order = 'ORDER BY f.rowid DESC LIMIT ?';
  if (sure) return { sql: `SELECT f.rowid FROM lead_find f WHERE ${range} ${order}`, match, parameters: [] };
  const { sql, parameters } = conditionOf(terms);
  // CROSS JOIN makes the index the outer loop. Its order is that of the answer, so that nothing is sorted.
  const joined = 'SELECT f.rowid FROM lead_find f CROSS JOIN lead_text t ON t.id = f.rowid';
  return { sql: `${joined} WHERE ${range} AND ${sql} ${order}`, match, parameters };
}

/**
 * Queries the full-text index, newest lead first, and keeps the leads that are in the filter. If there are so few of them that testing the
 * rows of the filter would be faster, it switches to that.
 */
export function findByTerms(store: Store, terms: readonly Term[], within: LeadSet | null, limit: number): Found {
  const { sql, match, parameters } = newestBelow(terms);
  const newestFirst = store.prepare<unknown[], number>(sql).pluck();
  const ask = (below: number, most: number): number[] => newestFirst.all(match, below, ...parameters, most);
  const wanted = limit + 1;
  if (!within) return found(ask(ABOVE_ALL, wanted), limit);

  const holds = testOf(within);
  const top = within.at(0, 'descending');
  if (top === null) return found([], limit);
  const ids: number[] = [];
  let below = top + 1;
  let looked = 0;
  for (let size = FIRST; ; size = Math.min(MOST, size * 2)) {
    const some = ask(below, size);
    for (const id of some) if (holds(id)) ids.push(id);
    const last = some.at(-1);
    if (ids.length >= wanted || some.length < size || last === undefined) return found(ids.slice(0, wanted), limit);
    looked += some.length;
    below = last;
    if (looked < THINK_AFTER) continue;
    const left = below / (top + 1 - below);
    const toLook = Math.min(left * looked, ((wanted - ids.length) * looked) / Math.max(1, ids.length));
    const toRead = within.size() * (below / top) * ROW_AGAINST_TERM;
    if (toRead < toLook) {
      return found([...ids, ...testRows(store, terms, within, below - 1, wanted - ids.length)], limit);
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
