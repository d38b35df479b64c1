import type { Store } from '../db/store.ts';

/** Empties the tables of the index, for it to be made again. In the caller's write transaction. */
export function emptyIndex(store: Store): void {
  for (const table of ['lead_bits', 'lead_bits_log', 'lead_facet_value', 'lead_text_late', 'lead_text', 'lead_often']) {
    store.prepare(`DELETE FROM ${table}`).run();
  }
  store.prepare(`DELETE FROM meta WHERE key = 'lead_often_chunks'`).run();
  store.prepare(`INSERT INTO lead_find (lead_find) VALUES ('delete-all')`).run();
  store.prepare('UPDATE lead_index_state SET stamp = stamp + 1 WHERE id = 1').run();
}
