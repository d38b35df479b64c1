import type { Store } from '../../db/store.ts';

/** As the full-text index is set up; the reasons stand in the migration that makes it. */
const SEARCH_SETTINGS = [
  ['secure-delete', 1],
  ['automerge', 32],
  ['usermerge', 4],
  ['crisismerge', 1999],
  ['hashsize', 8_388_608],
] as const;

/** Sets up an empty full-text index that was made just now. In the caller's write transaction. */
export function setUpFullText(store: Store): void {
  // Written out: a number that is bound arrives as one with a fraction, which FTS5 refuses.
  for (const [name, value] of SEARCH_SETTINGS) {
    store.raw.exec(`INSERT INTO lead_find (lead_find, rank) VALUES ('${name}', ${value})`);
  }
}

/** Empties what the search holds, for it to be made again from the leads. In the caller's write transaction. */
export function emptySearch(store: Store): void {
  for (const table of ['lead_text_pending', 'lead_text']) store.prepare(`DELETE FROM ${table}`).run();
  store.prepare(`INSERT INTO lead_find (lead_find) VALUES ('delete-all')`).run();
}

/** Rows that are deleted in one go: some 10 ms, since their pages are overwritten. */
const ROWS = 1_000;

/**
 * Empties a part of what the search holds. The rows go first, some at a time; until all have gone, a search may miss leads. In the caller's
 * write transaction.
 *
 * @returns whether anything is left
 */
export function emptySomeOfSearch(store: Store): boolean {
  const some = store.prepare<[number]>(
    'DELETE FROM lead_text WHERE id IN (SELECT id FROM lead_text ORDER BY id LIMIT ?)',
  );
  if (some.run(ROWS).changes === ROWS) return true;
  emptySearch(store);
  return false;
}
