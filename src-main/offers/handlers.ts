import type { Handlers } from '../commands/handlers.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { Cards } from './cards.ts';
import type { Offers } from './offers.ts';
import { keepOfferSettings, readOfferSettings } from './settings.ts';
import { viewerOf } from './viewer.ts';

export interface OfferRoomPorts {
  readonly store: Store;
  readonly now: () => Millis;
  readonly offers: Offers;
}

/** Registers what the board answers; claiming is a room of its own. */
export function registerOffers(handlers: Handlers, { store, now, offers }: OfferRoomPorts): void {
  const cards = () => new Cards(store, viewerOf(store, '@me'), now());
  handlers.on('offers.get', ({ id }) => cards().detail(id));
  handlers.on('offers.ofLead', ({ leadId }) => {
    const make = cards();
    return offeredOf(store, leadId).map((id) => make.detail(id));
  });
  handlers.on('offers.settings', () => readOfferSettings(store));
  handlers.on('offers.setSettings', (changes) => {
    const settings = keepOfferSettings(store, changes);
    offers.peopleChanged();
    return settings;
  });
}

/** The offered leads of a lead in the inbox: those of its records. */
const offeredOf = (store: Store, leadId: number): number[] =>
  store
    .prepare(
      `SELECT l.id FROM lead_record r JOIN offered_lead l ON l.connection_id = r.connection_id AND l.external_id = r.external_id
       JOIN connection c ON c.id = l.connection_id AND c.removed_at IS NULL WHERE r.lead_id = ? ORDER BY l.id`,
    )
    .pluck()
    .all(leadId) as number[];
