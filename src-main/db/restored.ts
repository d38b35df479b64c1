import { COPY_MARK } from './migrate.ts';
import type { Ownership } from './own.ts';
import { type Store, sqlOf } from './store.ts';

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
  const meta = (key: string) => store.get(sqlOf.selectFrom('meta').select('value').where('key', '=', key))?.value;
  const seen = Number(meta('opens') ?? 0);
  const restored = meta(COPY_MARK) !== undefined || seen < owner.opens;
  const opens = Math.max(seen, owner.opens) + 1;
  const value = String(opens);
  store.write(() => {
    if (restored) onRestored();
    store.run(sqlOf.deleteFrom('meta').where('key', '=', COPY_MARK));
    store.run(
      sqlOf
        .insertInto('meta')
        .values({ key: 'opens', value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value })),
    );
  });
  owner.noteOpens(opens);
  return restored;
}
