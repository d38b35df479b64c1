import type { DeskStatus } from '../../src-preload/contract/index.ts';
import { accountPlace } from './account/place.tsx';
import { whatIfPlace } from './account/what-if/place.tsx';
import { callbacksPlace } from './callbacks/place.tsx';
import { deliveriesPlace } from './deliveries/place.tsx';
import { dialListsPlace } from './dial-import/place.tsx';
import { firstRunPlace } from './first-run/place.tsx';
import { inboxPlace } from './inbox/place.tsx';
import { leadsInPlace } from './leads-in/place.tsx';
import { offersPlace } from './offers/place.tsx';
import type { Place } from './place.ts';
import { postsPlace } from './posts/place.tsx';
import { reportsPlace } from './reports/place.tsx';
import { settingsPlace } from './settings/place.tsx';

/** All places, in the rail's order. */
export const PLACES: readonly Place[] = [
  inboxPlace,
  offersPlace,
  callbacksPlace,
  dialListsPlace,
  postsPlace,
  deliveriesPlace,
  accountPlace,
  whatIfPlace,
  reportsPlace,
  settingsPlace,
  firstRunPlace,
  leadsInPlace,
];

/** The place where the desk opens. */
export const firstPlace = (status: DeskStatus): Place | undefined =>
  PLACES.find((place) => place.greets?.(status) === true) ?? PLACES[0];

/** The places that have an entry in the rail now. */
export const placesIn = (status: DeskStatus | null): readonly Place[] =>
  PLACES.filter((p) => p.hidden !== true && (p.shown === undefined || (status !== null && p.shown(status))));
