import { messagesOf } from '../db/damage/full-check.ts';
import { alteredTables, remakeTables } from '../db/remake-tables.ts';
import { setAside, unreadable } from '../db/set-aside.ts';
import type { Store } from '../db/store.ts';
import { makeStamp } from './facets/index-revision.ts';
import { remakeSearch, SEARCH_TABLES } from './search/search-tables.ts';

const FACET_TABLES = ['lead_facet_value', 'lead_bits', 'lead_bits_log', 'lead_index_state'] as const;

/**
 * Creates missing tables of the index, empty, and those that FTS5 can't open or that another program damaged. Outside of a transaction,
 * before anything else queries the index.
 *
 * @returns whether there were any, so that the index must be rebuilt
 */
export function remakeIndexTables(store: Store): boolean {
  const broken = new Set(unreadable(store, SEARCH_TABLES));
  if (store.isUnvouched) {
    for (const table of alteredTables(store, [...FACET_TABLES, ...SEARCH_TABLES])) broken.add(table);
    // What is corrected in a b-tree whose pages are in the wrong order is not found again.
    for (const table of FACET_TABLES) if (messagesOf(store.raw, table).length > 0) broken.add(table);
  }
  if (broken.size > 0) setAside(store, [...broken]);
  return store.write(() => {
    const made = remakeTables(store, FACET_TABLES);
    makeStamp(store);
    return remakeSearch(store) || made.length > 0;
  });
}
