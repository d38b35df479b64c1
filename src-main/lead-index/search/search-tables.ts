import { overwriteFreePages } from '../../db/free-pages.ts';
import type { Store } from '../../db/store.ts';
import { emptyFullText, readPages } from './full-text.ts';
import { dropPending } from './pending.ts';
import { removeOldest } from './text/rows.ts';

/** Empties the search before it is rebuilt from the leads. In the caller's write transaction. */
export function emptySearch(store: Store): void {
  while (removeOldest(store, ROWS) === ROWS);
  dropPending(store, Number.MAX_SAFE_INTEGER);
  emptyFullText(store);
}

/** The number of rows that are deleted at once, which takes about 10 ms because their pages are overwritten. */
const ROWS = 1_000;

/**
 * Empties the search in steps of about 10 ms, each in its own transaction, with one step for each call of `next`. Rows are deleted first,
 * and until all are deleted, a search may miss leads. Then the pages of the full-text index are read, it is emptied, and its pages are
 * overwritten.
 * `emptied` is called in the transaction in which the last of it goes.
 */
export function* emptyInSteps(store: Store, emptied: () => void): Generator<void, void> {
  while (store.write(() => removeOldest(store, ROWS)) === ROWS) yield;
  for (let page = pageAfter(store, Number.MIN_SAFE_INTEGER); page !== null; page = pageAfter(store, page)) yield;
  store.write(() => {
    emptySearch(store);
    emptied();
  });
  yield;
  while (overwriteFreePages(store)) yield;
}

/** A page that can't be read doesn't matter, because the index is deleted. */
function pageAfter(store: Store, page: number): number | null {
  try {
    return readPages(store, page);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
