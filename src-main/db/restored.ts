import { metaOf } from './meta.ts';
import { COPY_MARK } from './migrate.ts';
import type { Ownership } from './own.ts';
import type { Store } from './store.ts';

/**
 * Counts this opening of the store, in the store and then in the data folder's lock file, which no backup holds.
 *
 * A store that was put back from a copy is told by the copy's own mark; one that was copied by other means has seen fewer
 * openings than the folder. Either knows nothing of what was sent since: `onRestored` runs in the transaction that takes
 * the mark away, so that no crash between the two lets it go on as if nothing had happened.
 *
 * @returns whether it was put back
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
