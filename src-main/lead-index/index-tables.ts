import { remakeTables } from '../db/remake-tables.ts';
import { setAside, unreadable } from '../db/set-aside.ts';
import type { Store } from '../db/store.ts';
import { makeStamp } from './facets/index-revision.ts';
import { remakeSearch, SEARCH_TABLES } from './search/search-tables.ts';

/**
 * Creates missing tables of the index, empty, and those that FTS5 can't open. Outside of a transaction, before anything else queries the
 * index.
 *
 * @returns whether there were any, so that the index must be rebuilt
 */
export function remakeIndexTables(store: Store): boolean {
  const broken = unreadable(store, SEARCH_TABLES);
  if (broken.length > 0) setAside(store, broken);
  return store.write(() => {
    const made = remakeTables(store, ['lead_facet_value', 'lead_bits', 'lead_bits_log', 'lead_index_state']);
    makeStamp(store);
    return remakeSearch(store) || made.length > 0;
  });
}
