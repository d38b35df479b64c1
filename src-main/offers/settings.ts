import { type OfferSettings, offerSettings } from '../../src-preload/contract/index.ts';
import { metaOf } from '../db/meta.ts';
import type { Store } from '../db/store.ts';

const KEY = 'offers.settings';

const DEFAULTS: OfferSettings = {
  notify: true,
  sound: false,
  quiet: null,
  blind: false,
  firstTouchMinutes: 5,
  teamLead: '',
};

/** The offer settings of this desk. Settings that were never changed have their defaults. */
export function readOfferSettings(store: Store): OfferSettings {
  const kept = metaOf(store).get(KEY);
  return kept === null ? DEFAULTS : { ...DEFAULTS, ...offerSettings.partial().parse(JSON.parse(kept)) };
}

/** Changes the given settings and keeps the rest. */
export function keepOfferSettings(store: Store, changes: Partial<OfferSettings>): OfferSettings {
  return store.write(() => {
    const now = offerSettings.parse({ ...readOfferSettings(store), ...changes });
    metaOf(store).set(KEY, JSON.stringify(now));
    return now;
  });
}
