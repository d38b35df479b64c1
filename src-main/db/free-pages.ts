import { metaOf } from './meta.ts';
import type { Store } from './store.ts';

/** A key in `meta` that is set while free pages may contain deleted data: `fill` them with zeros, then `delete` the zeros. */
const DUE = 'free_pages';

/** The number of pages that one step fills or frees: 1 MiB, which takes about 5 ms. */
const PAGES = 256;

/** The capacity of an overflow page of 4,096 bytes. */
const OVERFLOW = 4_092;

/**
 * The part of a row's value that stays on the row's own page, so that the rest fills whole overflow pages (SQLite's file format, section
 * 1.6).
 */
const ON_OWN_PAGE = 483;

/**
 * Deletes a large amount of data in a fraction of the time, because the pages that `work` frees are not overwritten. From now on, even
 * after a restart, `overwriteFreePages` must be called until it returns false. In the caller's write transaction.
 */
export function freeWithoutOverwriting(store: Store, work: () => void): void {
  if (!store.raw.inTransaction)
    throw new Error('Pages are freed without being overwritten in a write transaction only.');
  metaOf(store).set(DUE, 'fill');
  leavingFreedPages(store, work);
}

/** `FAST` overwrites deleted data on pages that are still in use, and leaves freed pages unchanged. */
function leavingFreedPages(store: Store, work: () => void): void {
  store.raw.pragma('secure_delete = FAST');
  try {
    work();
  } finally {
    store.raw.pragma('secure_delete = ON');
  }
}

/**
 * Overwrites some free pages, if necessary, in a short separate transaction: rows of zeros are inserted until no page is free, and then
 * deleted. Outside of a write transaction.
 *
 * @returns whether anything is left to do
 */
export function overwriteFreePages(store: Store): boolean {
  const meta = metaOf(store);
  const due = meta.get(DUE);
  if (due === null) return false;
  return store.write(() => {
    if (due === 'fill') {
      const free = Number(store.raw.pragma('freelist_count', { simple: true }));
      if (free === 0) meta.set(DUE, 'delete');
      else
        store
          .prepare<[number]>('INSERT INTO free_page_zeros (zeros) VALUES (zeroblob(?))')
          .run(Math.min(free, PAGES) * OVERFLOW + ON_OWN_PAGE);
      return true;
    }
    // They contain only zeros, so nothing has to be overwritten.
    leavingFreedPages(store, () => {
      const last = store.prepare<[]>('DELETE FROM free_page_zeros WHERE id = (SELECT max(id) FROM free_page_zeros)');
      if (last.run().changes === 0) meta.drop(DUE);
    });
    return meta.get(DUE) !== null;
  });
}
