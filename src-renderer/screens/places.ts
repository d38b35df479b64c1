import { dialListsPlace } from './dial-import/place.tsx';
import type { Place } from './place.ts';

/** Every place there is, in the rail's order. */
export const PLACES: readonly Place[] = [dialListsPlace];
