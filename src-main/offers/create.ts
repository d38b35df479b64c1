import { Handlers } from '../commands/handlers.ts';
import { writeCsv } from '../dialing/write-csv.ts';
import type { LeadHooks } from '../leads/hooks.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { registerOffers } from './handlers.ts';
import { Offers } from './offers.ts';
import { registerOfferReports } from './report.ts';

export interface OffersModule extends Module {
  readonly offers: Offers;
}

/** The offers, their board and its reports. */
export function createOffers(
  context: ModuleContext,
  needs: { readonly leads: { readonly hooks: LeadHooks } },
): OffersModule {
  const { store, clock, now, events, health, exportsDir } = context;
  const handlers = new Handlers();
  const offers = new Offers({
    store,
    clock,
    publish: (topic) => events.publish('changed', topic),
    disk: (error) => (error === null ? health.worked('rollout') : health.failed('rollout', error, true)),
  });
  registerOffers(handlers, { store, now, hooks: needs.leads.hooks, offers });
  registerOfferReports(handlers, { store, now, exportsDir, writeCsv });
  events.on('connections-changed', () => offers.changed([]));
  return { handlers, offers, start: () => offers.start(), stop: () => offers.close() };
}
