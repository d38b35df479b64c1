import type { Store } from '../../db/store.ts';

/** The settings of the index. The reasons are in the migration that creates it. */
const SETTINGS = [
  ['secure-delete', 1],
  ['automerge', 32],
  ['usermerge', 4],
  ['crisismerge', 1999],
  ['hashsize', 8_388_608],
] as const;

/** Sets up an empty index that was just created. In the caller's write transaction. */
export function setUpFullText(store: Store): void {
  // These are literals because better-sqlite3 binds numbers as floating-point values, which FTS5 refuses.
  for (const [name, value] of SETTINGS) {
    store.raw.exec(`INSERT INTO lead_find (lead_find, rank) VALUES ('${name}', ${value})`);
  }
}

/** The newest leads below an id that match, newest first, which is the order of the index. */
export const newestMatches = (store: Store, match: string, below: number, most: number): number[] =>
  store
    .prepare<[string, number, number], number>(
      'SELECT rowid FROM lead_find WHERE lead_find MATCH ? AND rowid < CAST(? AS INTEGER) ORDER BY rowid DESC LIMIT ?',
    )
    .pluck()
    .all(match, below, most);

/**
 * The terms that a lead loses and gains, joined by spaces. Null means that the lead was not in the index, or will not be in it any more.
 */
export interface TermChange {
  readonly id: number;
  readonly goes: string | null;
  readonly comes: string | null;
}

type PageTerm = Readonly<Record<'segid', number>>;

/** In the order of segments, because the table is sorted by segment and term, and scanning all of it takes long. */
const PAGE_TERMS = `
WITH RECURSIVE segment (id) AS (
  SELECT min(segid) FROM lead_find_idx
  UNION ALL SELECT (SELECT min(segid) FROM lead_find_idx WHERE segid > segment.id) FROM segment WHERE segment.id IS NOT NULL
)
SELECT segid FROM segment CROSS JOIN lead_find_idx ON segid = segment.id AND term >= ? AND term < ?`;

/** The number of pages merged in one step, which takes about 5 ms. */
const STEP = 64;

/**
 * Changes the terms of leads, in ascending order of id. Terms that a lead loses are also removed from the file. Each lead is a separate
 * statement with nothing in between, because a statement with several rows, on any table, makes FTS5 write what it has collected so far as
 * a segment.
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
 * Merges segments for about `ms` milliseconds. Outside of a write transaction, where each step is its own transaction.
 *
 * @returns false if there is nothing more to merge
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
    // The command itself counts as one change. A second one means that something was merged (FTS5, section 6.7).
    if (after - before < 2) return false;
    before = after;
  } while (performance.now() < until);
  return true;
}

/**
 * Whether one of these terms, which no lead has any more, is still in the index as the first term of a page: 'secure-delete' removes a term
 * from the pages but leaves it there (https://sqlite.org/fts5.html, section 6.12). A merge of the segment removes it.
 */
export function beginPages(store: Store, terms: ReadonlySet<string>): boolean {
  // Deletions must be written before the pages are read.
  store.prepare(`INSERT INTO lead_find (lead_find) VALUES ('flush')`).run();
  const find = store.prepare<[Buffer, Buffer], PageTerm>(PAGE_TERMS);
  for (const term of terms) {
    // FTS5 puts '0' before every term to distinguish it from those of a prefix index.
    const stored = Buffer.from(`0${term}`);
    const next = Buffer.from(stored);
    next[next.length - 1] = (next.at(-1) ?? 0) + 1;
    if (find.get(stored, next) !== undefined && !isInUse(store, term)) return true;
  }
  return false;
}

/**
 * Starts a merge of all segments, which `mergeAll` continues: adds one more segment, so that even a single one is merged. `id` is any lead
 * that is kept, with its terms. In the caller's write transaction.
 */
export function beginMergeAll(store: Store, id: number, terms: string): void {
  changeTerms(store, [{ id, goes: terms, comes: terms }]);
  store.prepare(`INSERT INTO lead_find (lead_find) VALUES ('flush')`).run();
}

/** Merges all segments into one, for about `ms` milliseconds. Outside of a write transaction. @returns false if there is only one */
export const mergeAll = (store: Store, ms: number): boolean => merge(store, ms, -STEP);

/**
 * Whether some lead has a term, or a longer one that begins with it: a word of an email has no prefixes below three letters, and the last
 * three digits of a phone may be the first of another's four. Longer ones are searched last, because if many leads have them the term
 * usually exists too.
 */
function isInUse(store: Store, term: string): boolean {
  const find = store.prepare<[string]>('SELECT rowid FROM lead_find WHERE lead_find MATCH ? LIMIT 1');
  return find.get(`"${term}"`) !== undefined || find.get(`"${term}" *`) !== undefined;
}
