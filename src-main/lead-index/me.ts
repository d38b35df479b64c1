import { type Store, sqlOf } from '../db/store.ts';

/** Who sits at this desk. */
export const me = (store: Store): string =>
  store.get(sqlOf.selectFrom('meta').select('value').where('key', '=', 'me'))?.value ?? 'Me';
