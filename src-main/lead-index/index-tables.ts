import { remakeTables } from '../db/remake-tables.ts';
import type { Store } from '../db/store.ts';

/** Every table of the index. All of them follow from the rows of leads. */
export const INDEX_TABLES = [
  'lead_facet_value',
  'lead_bits',
  'lead_bits_log',
  'lead_index_state',
  'lead_text',
  'lead_text_late',
  'lead_often',
  'lead_find',
] as const;

/** As the full-text index is set up; the reasons stand in the migration that makes it. */
const SEARCH_SETTINGS = [
  ['secure-delete', 1],
  ['automerge', 32],
  ['usermerge', 4],
  ['crisismerge', 1999],
  ['hashsize', 8_388_608],
] as const;

/**
 * Makes tables of the index that are gone, empty. In the caller's write transaction, before anything else asks the index.
 *
 * @returns whether any was: what they held has to be made again
 */
export function remakeIndexTables(store: Store): boolean {
  const made = remakeTables(store, INDEX_TABLES);
  store.prepare('INSERT OR IGNORE INTO lead_index_state (id, stamp) VALUES (1, 1)').run();
  if (made.includes('lead_find')) {
    // Written out: a number that is bound arrives as one with a fraction, which FTS5 refuses.
    for (const [name, value] of SEARCH_SETTINGS) {
      store.raw.exec(`INSERT INTO lead_find (lead_find, rank) VALUES ('${name}', ${value})`);
    }
  }
  return made.length > 0;
}

/** Empties what the search holds, for it to be made again from the leads. In the caller's write transaction. */
export function emptySearch(store: Store): void {
  for (const table of ['lead_text_late', 'lead_text', 'lead_often']) store.prepare(`DELETE FROM ${table}`).run();
  store.prepare(`DELETE FROM meta WHERE key = 'lead_often_chunks'`).run();
  store.prepare(`INSERT INTO lead_find (lead_find) VALUES ('delete-all')`).run();
}

/** Empties the whole index, for it to be made again. In the caller's write transaction. */
export function emptyIndex(store: Store): void {
  for (const table of ['lead_bits', 'lead_bits_log', 'lead_facet_value']) store.prepare(`DELETE FROM ${table}`).run();
  emptySearch(store);
  store.prepare('UPDATE lead_index_state SET stamp = stamp + 1 WHERE id = 1').run();
}
