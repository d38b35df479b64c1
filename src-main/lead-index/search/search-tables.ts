import { remakeTables } from '../../db/remake-tables.ts';
import type { Store } from '../../db/store.ts';
import { emptyFullText, setUpFullText } from './full-text.ts';
import { dropPending } from './pending.ts';
import { removeRows } from './text/rows.ts';

/** The tables of the search. */
export const SEARCH_TABLES = ['lead_text', 'lead_text_pending', 'lead_find'] as const;

/** Creates missing tables of the search, empty. In the caller's write transaction. @returns whether any was missing */
export function remakeSearch(store: Store): boolean {
  const made = remakeTables(store, SEARCH_TABLES);
  if (made.includes('lead_find')) setUpFullText(store);
  return made.length > 0;
}

/** Empties the search in one step: for few leads, in the caller's write transaction. */
export function emptySearch(store: Store): void {
  removeRows(store);
  dropPending(store, Number.MAX_SAFE_INTEGER);
  emptyFullText(store);
}
