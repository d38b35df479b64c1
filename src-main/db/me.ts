import { metaOf } from './meta.ts';
import type { Store } from './store.ts';

/** The name of the agent at the desk until one is entered. */
export const UNNAMED = 'Me';

/** The agent at this desk. */
export const me = (store: Store): string => metaOf(store).get('me') ?? UNNAMED;

/** Stores the agent at this desk. */
export const keepMe = (store: Store, name: string): void => metaOf(store).set('me', name);
