import type { Store } from '../../db/store.ts';
import { emptyFullText } from './full-text.ts';
import { dropPending } from './pending.ts';
import { removeOldest } from './text-rows.ts';

/** Empties what the search holds, for it to be made again from the leads. In the caller's write transaction. */
export function emptySearch(store: Store): void {
  while (emptySomeOfSearch(store));
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
  if (removeOldest(store, ROWS) === ROWS) return true;
  dropPending(store, Number.MAX_SAFE_INTEGER);
  emptyFullText(store);
  return false;
}
