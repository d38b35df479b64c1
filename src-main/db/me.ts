import { type Store, sqlOf } from './store.ts';

/** What whoever sits at the desk is called until a name is given. */
export const UNNAMED = 'Me';

/** Who sits at this desk. */
export const me = (store: Store): string =>
  store.get(sqlOf.selectFrom('meta').select('value').where('key', '=', 'me'))?.value ?? UNNAMED;
