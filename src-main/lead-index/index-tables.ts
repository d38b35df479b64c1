import { remakeTables } from '../db/remake-tables.ts';
import type { Store } from '../db/store.ts';
import { emptyBits } from './facets/bit-rows.ts';
import { makeStamp, renewStamp } from './facets/index-revision.ts';
import { setUpFullText } from './search/full-text.ts';
import { emptySearch } from './search/search-tables.ts';

/** Every table of the index. Their content is derived from the rows of leads. */
export const INDEX_TABLES = [
  'lead_facet_value',
  'lead_bits',
  'lead_bits_log',
  'lead_index_state',
  'lead_text',
  'lead_text_pending',
  'lead_find',
] as const;

/**
 * Creates missing tables of the index, empty. In the caller's write transaction, before anything else queries the index.
 *
 * @returns whether any was missing, so that the index must be rebuilt
 */
export function remakeIndexTables(store: Store): boolean {
  const made = remakeTables(store, INDEX_TABLES);
  makeStamp(store);
  if (made.includes('lead_find')) setUpFullText(store);
  return made.length > 0;
}

/** Empties the whole index before it is rebuilt. In the caller's write transaction. */
export function emptyIndex(store: Store): void {
  emptyBits(store);
  emptySearch(store);
  renewStamp(store);
}
