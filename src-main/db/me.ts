import { metaOf } from './meta.ts';
import type { Store } from './store.ts';

/** What whoever sits at the desk is called until a name is given. */
export const UNNAMED = 'Me';

/** Who sits at this desk. */
export const me = (store: Store): string => metaOf(store).get('me') ?? UNNAMED;

/** Who sits at this desk from now on. */
export const keepMe = (store: Store, name: string): void => metaOf(store).set('me', name);
