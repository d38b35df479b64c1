import { offerFilter } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import { connectionsInUse } from '../connections/connection-rows.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import type { LeadHooks } from '../leads/hooks.ts';
import { recordKeysOf } from '../leads/rows/records.ts';
import { arrivals, keepSeen } from './arrivals.ts';
import { boardAnswer, cardsAnswer } from './board-answer.ts';
import { Cards } from './cards.ts';
import { findOffers, moveOffers, splitOffers } from './forget.ts';
import type { Offers } from './offers.ts';
import { offeredByKey } from './rows/offered-leads.ts';
import { keepOfferSettings, readOfferSettings } from './settings.ts';
import { viewerOf } from './viewer.ts';

export interface OfferModulePorts {
  readonly store: Store;
  readonly now: () => Millis;
  readonly hooks: LeadHooks;
  readonly offers: Offers;
}

/** Registers the board's commands, and moves offers along when leads are merged or split. Claiming is a separate module. */
export function registerOffers(handlers: Handlers, ports: OfferModulePorts): void {
  const { store, now, hooks, offers } = ports;
  const { board } = offers;
  const cards = () => new Cards(store, viewerOf(store, '@me'), now());

  handlers.on('offers.board', async ({ filter }) => boardAnswer(store, await board.ask(filter)));
  handlers.on('offers.cards', async (input) => cardsAnswer(store, await board.ask(input.filter), input, now()));
  handlers.on('offers.get', ({ id }) => cards().detail(id));
  handlers.on('offers.ofLead', ({ leadId }) => {
    const make = cards();
    return offeredOf(store, leadId).map((id) => make.detail(id));
  });
  handlers.on('offers.arrivals', async ({ since }) => {
    const mine = await board.ask(offerFilter.parse({}));
    return arrivals(store, board.rows, mine, since);
  });
  handlers.on('offers.seen', ({ upTo }) => {
    keepSeen(store, upTo, now());
    offers.changed([]);
    return {};
  });
  handlers.on('offers.settings', () => readOfferSettings(store));
  handlers.on('offers.setSettings', (changes) => {
    const settings = keepOfferSettings(store, changes);
    offers.changed([]);
    return settings;
  });

  hooks.onMove((_, from, to) => offers.changed(moveOffers(store, from, to)));
  hooks.onSplit((_, leadId) => offers.changed(splitOffers(store, leadId)));
  hooks.onChange((_, leadIds) => offers.leadsChanged(leadIds));
  hooks.onForget((_, person) => findOffers(store, person, (ids) => offers.changed(ids)));
}

/** The offered leads that belong to the records of a lead in the inbox, from connections in use. */
function offeredOf(store: Store, leadId: number): number[] {
  const inUse = new Set(connectionsInUse(store).map(({ id }) => id));
  const keys = recordKeysOf(store, [leadId]).filter(({ connectionId }) => inUse.has(connectionId));
  return keys.flatMap((key) => offeredByKey(store, key) ?? []).sort((a, b) => a - b);
}
