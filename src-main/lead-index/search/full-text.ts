import type { Store } from '../../db/store.ts';

/** What of one lead goes and comes, joined by spaces. Null: it was not in the index, or shall not be any more. */
export interface TermChange {
  readonly id: number;
  readonly goes: string | null;
  readonly comes: string | null;
}

type PageTerm = Readonly<Record<'segid', number>>;

/** Segment by segment, as the table is sorted: looking through all of it takes long. */
const PAGE_TERMS = `
WITH RECURSIVE segment (id) AS (
  SELECT min(segid) FROM lead_find_idx
  UNION ALL SELECT (SELECT min(segid) FROM lead_find_idx WHERE segid > segment.id) FROM segment WHERE segment.id IS NOT NULL
)
SELECT segid FROM segment CROSS JOIN lead_find_idx ON segid = segment.id AND term >= ? AND term < ?`;

/** Pages merged in one step: some 5 ms. */
const STEP = 64;

/**
 * Changes the terms of leads, in ascending order of id; what goes, goes from the file too. Each lead by a statement of its own
 * and nothing else in between: a statement of several rows, on whatever table, makes FTS5 write out what it has gathered so far,
 * and that is a segment each time.
 */
export function changeTerms(store: Store, changes: readonly TermChange[]): void {
  const remove = store.prepare(`INSERT INTO lead_find (lead_find, rowid, terms) VALUES ('delete', ?, ?)`);
  const add = store.prepare('INSERT INTO lead_find (rowid, terms) VALUES (?, ?)');
  for (const { id, goes, comes } of [...changes].sort((a, b) => a.id - b.id)) {
    if (goes !== null) remove.run(id, goes);
    if (comes !== null) add.run(id, comes);
  }
}

/**
 * Merges segments for about `ms` milliseconds. Outside of a write transaction each step commits by itself.
 *
 * @returns false when there is nothing more to merge
 */
export const mergeFor = (store: Store, ms: number): boolean => merge(store, ms, STEP);

/** A negative number of pages merges segments of all levels (FTS5, section 6.7). */
function merge(store: Store, ms: number, pages: number): boolean {
  const changes = store.prepare<[], number>('SELECT total_changes()').pluck();
  const step = store.prepare<[number]>(`INSERT INTO lead_find (lead_find, rank) VALUES ('merge', CAST(? AS INTEGER))`);
  const until = performance.now() + ms;
  let before = changes.get() ?? 0;
  do {
    step.run(pages);
    const after = changes.get() ?? 0;
    // The command itself counts as one change; a second is work (FTS5, section 6.7).
    if (after - before < 2) return false;
    before = after;
  } while (performance.now() < until);
  return true;
}

/**
 * Whether one of these terms, which no lead has any more, still stands as the one with which a page of the index begins: 'secure-delete'
 * takes a term out of the pages and leaves it there (https://sqlite.org/fts5.html, section 6.12). A merge of the segment takes it away.
 */
export function beginPages(store: Store, terms: ReadonlySet<string>): boolean {
  // What was taken out has to be in the pages before they are looked at.
  store.prepare(`INSERT INTO lead_find (lead_find) VALUES ('flush')`).run();
  const find = store.prepare<[Buffer, Buffer], PageTerm>(PAGE_TERMS);
  for (const term of terms) {
    // '0' stands before every term, to tell it from those of a prefix index.
    const stored = Buffer.from(`0${term}`);
    const next = Buffer.from(stored);
    next[next.length - 1] = (next.at(-1) ?? 0) + 1;
    if (find.get(stored, next) !== undefined && !stands(store, term)) return true;
  }
  return false;
}

/**
 * Has every segment written anew, step by step by `mergeAll`: one more is made, so that also a single one is merged. `id` is a lead that
 * stays, with its terms. In the caller's write transaction.
 */
export function beginMergeAll(store: Store, id: number, terms: string): void {
  changeTerms(store, [{ id, goes: terms, comes: terms }]);
  store.prepare(`INSERT INTO lead_find (lead_find) VALUES ('flush')`).run();
}

/** Merges all segments into one, for about `ms` milliseconds. Outside of a write transaction. @returns false when there is one */
export const mergeAll = (store: Store, ms: number): boolean => merge(store, ms, -STEP);

/**
 * Whether some lead has a term, or a longer one that begins with it: an e-mail's word has no beginnings below three letters, and the last three
 * digits of a phone may begin four of another. The longer ones are looked for last, since where many have them the term itself stands.
 */
function stands(store: Store, term: string): boolean {
  const find = store.prepare<[string]>('SELECT rowid FROM lead_find WHERE lead_find MATCH ? LIMIT 1');
  return find.get(`"${term}"`) !== undefined || find.get(`"${term}" *`) !== undefined;
}
