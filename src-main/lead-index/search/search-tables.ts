import { remakeTables } from '../../db/remake-tables.ts';
import type { Store } from '../../db/store.ts';
import { setUpFullText } from './full-text.ts';

/** The tables of the search. */
export const SEARCH_TABLES = ['lead_text', 'lead_text_pending', 'lead_find'] as const;

/** Creates missing tables of the search, empty. In the caller's write transaction. @returns whether any was missing */
export function remakeSearch(store: Store): boolean {
  const made = remakeTables(store, SEARCH_TABLES);
  if (made.includes('lead_find')) setUpFullText(store);
  return made.length > 0;
}
