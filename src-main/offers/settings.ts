import { type OfferSettings, offerSettings } from '../../src-preload/contract/index.ts';
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

/** How this desk deals with offers; what was never set is as it comes. */
export function readOfferSettings(store: Store): OfferSettings {
  const kept = store.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(KEY) as string | undefined;
  return kept === undefined ? DEFAULTS : { ...DEFAULTS, ...offerSettings.partial().parse(JSON.parse(kept)) };
}

/** Changes what is given, leaves the rest. */
export function keepOfferSettings(store: Store, changes: Partial<OfferSettings>): OfferSettings {
  return store.write(() => {
    const now = offerSettings.parse({ ...readOfferSettings(store), ...changes });
    store
      .prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
      .run(KEY, JSON.stringify(now));
    return now;
  });
}
