import { metaOf } from './meta.ts';
import { COPY_MARK } from './migrate.ts';
import type { Ownership } from './own.ts';
import type { Store } from './store.ts';

/**
 * Counts this opening of the store, in the store and then in the data folder's lock file, which is in no backup.
 *
 * A store that was restored from a copy is recognized by the copy's mark; one that was copied in another way has been opened less often
 * than the folder. Neither knows what was sent since. `onRestored` runs in the transaction that removes the mark, so that a crash in
 * between can't let the desk continue as if nothing had happened.
 *
 * @returns whether it was restored
 */
export function noteOpening(store: Store, owner: Ownership, onRestored: () => void): boolean {
  const meta = metaOf(store);
  const seen = Number(meta.get('opens') ?? 0);
  const restored = meta.get(COPY_MARK) !== null || seen < owner.opens;
  const opens = Math.max(seen, owner.opens) + 1;
  store.write(() => {
    if (restored) onRestored();
    meta.drop(COPY_MARK);
    meta.set('opens', String(opens));
  });
  owner.noteOpens(opens);
  return restored;
}
