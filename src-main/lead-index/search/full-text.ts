import type { Store } from '../../db/store.ts';

/** What of one lead goes and comes, joined by spaces. Null: it was not in the index, or shall not be any more. */
export interface TermChange {
  readonly id: number;
  readonly goes: string | null;
  readonly comes: string | null;
}

interface PageTerm {
  readonly segid: number;
  readonly term: Buffer;
}

/** Segment by segment, as the table is sorted: looking through all of it takes long. */
const PAGE_TERMS = `
WITH RECURSIVE segment (id) AS (
  SELECT min(segid) FROM lead_find_idx
  UNION ALL SELECT (SELECT min(segid) FROM lead_find_idx WHERE segid > segment.id) FROM segment WHERE segment.id IS NOT NULL
)
SELECT segid, CAST(term AS BLOB) AS term FROM segment CROSS JOIN lead_find_idx ON segid = segment.id AND term >= ? AND term < ?`;

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
export function mergeFor(store: Store, ms: number): boolean {
  const changes = store.prepare<[], number>('SELECT total_changes()').pluck();
  const merge = store.prepare<[number]>(`INSERT INTO lead_find (lead_find, rank) VALUES ('merge', ?)`);
  const until = performance.now() + ms;
  let before = changes.get() ?? 0;
  do {
    merge.run(STEP);
    const after = changes.get() ?? 0;
    // The command itself counts as one change; a second is work (FTS5, section 6.7).
    if (after - before < 2) return false;
    before = after;
  } while (performance.now() < until);
  return true;
}

/**
 * The index of a segment's pages holds the term each page begins with, also when that term has gone: 'secure-delete' leaves it
 * (https://sqlite.org/fts5.html, section 6.12). Where one of these terms stands there and no lead has it any more, the next one
 * in order takes its place: the same page is found for every other term.
 */
export function blurPageTerms(store: Store, terms: ReadonlySet<string>): void {
  // What was taken out has to be in the pages before they are looked at.
  store.prepare(`INSERT INTO lead_find (lead_find) VALUES ('flush')`).run();
  const find = store.prepare<[Buffer, Buffer], PageTerm>(PAGE_TERMS);
  for (const term of terms) {
    // '0' stands before every term, to tell it from those of a prefix index.
    const stored = Buffer.from(`0${term}`);
    const next = Buffer.from(stored);
    next[next.length - 1] = (next.at(-1) ?? 0) + 1;
    const pages = find.all(stored, next);
    if (pages.length > 0 && !stands(store, term)) changePageTerms(store, pages, next);
  }
}

/** The tables beneath a full-text index are closed to writing, but for this. */
function changePageTerms(store: Store, pages: readonly PageTerm[], to: Buffer): void {
  store.raw.unsafeMode(true);
  try {
    const change = store.raw.prepare('UPDATE OR IGNORE lead_find_idx SET term = ? WHERE segid = ? AND term = ?');
    for (const page of pages) change.run(to, page.segid, page.term);
  } finally {
    store.raw.unsafeMode(false);
  }
}

/**
 * Whether some lead has a term, or a longer one that begins with it: an e-mail's word has no beginnings below three letters, and the last three
 * digits of a phone may begin four of another. The longer ones are looked for last, since where many have them the term itself stands.
 */
function stands(store: Store, term: string): boolean {
  const find = store.prepare<[string]>('SELECT rowid FROM lead_find WHERE lead_find MATCH ? LIMIT 1');
  return find.get(`"${term}"`) !== undefined || find.get(`"${term}" *`) !== undefined;
}
