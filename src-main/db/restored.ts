import type { Ownership } from './own.ts';
import { type Store, sqlOf } from './store.ts';

/**
 * Counts this opening of the store, in the store and then in the data folder's lock file, which no backup holds.
 * @returns whether the store was put back from a backup: then it has seen fewer openings than the folder, and knows nothing
 * of what was sent since
 */
export function noteOpening(store: Store, owner: Ownership): boolean {
  const seen = Number(store.get(sqlOf.selectFrom('meta').select('value').where('key', '=', 'opens'))?.value ?? 0);
  const value = String(Math.max(seen, owner.opens) + 1);
  store.run(
    sqlOf
      .insertInto('meta')
      .values({ key: 'opens', value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value })),
  );
  owner.noteOpens(Number(value));
  return seen < owner.opens;
}
