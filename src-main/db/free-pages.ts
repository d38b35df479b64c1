import { metaOf } from './meta.ts';
import type { Store } from './store.ts';

/** Set in `meta` while free pages may hold what was deleted: `fill` them with zeros, then `delete` the zeros. */
const DUE = 'free_pages';

/** Pages that one step fills or gives back: 1 MiB, some 5 ms. */
const PAGES = 256;

/** What one overflow page of 4,096 bytes holds. */
const OVERFLOW = 4_092;

/** What of a row's value stays on the row's own page, so that the rest fills whole overflow pages (SQLite's file format, section 1.6). */
const ON_OWN_PAGE = 483;

/**
 * Deletes very much in a fraction of the time: the pages that `work` frees are not overwritten. They are once `overwriteFreePages` has returned
 * false, which is due from now on, also after a stop. In the caller's write transaction.
 */
export function freeWithoutOverwriting(store: Store, work: () => void): void {
  if (!store.raw.inTransaction)
    throw new Error('Pages are freed without being overwritten in a write transaction only.');
  metaOf(store).set(DUE, 'fill');
  leavingFreedPages(store, work);
}

/** `FAST` overwrites what is deleted on pages that stay in use, and leaves pages that are freed as they are. */
function leavingFreedPages(store: Store, work: () => void): void {
  store.raw.pragma('secure_delete = FAST');
  try {
    work();
  } finally {
    store.raw.pragma('secure_delete = ON');
  }
}

/**
 * Overwrites some free pages where that is due, in a short transaction of its own: rows of zeros take them up until none is free, and are deleted
 * then. Outside of a write transaction.
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
    // They hold zeros already, so that nothing is to be overwritten.
    leavingFreedPages(store, () => {
      const last = store.prepare<[]>('DELETE FROM free_page_zeros WHERE id = (SELECT max(id) FROM free_page_zeros)');
      if (last.run().changes === 0) meta.drop(DUE);
    });
    return meta.get(DUE) !== null;
  });
}
