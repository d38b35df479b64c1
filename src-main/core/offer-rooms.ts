import type { DeskEvent } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import type { DiskHealth } from '../db/disk-health.ts';
import type { Store } from '../db/store.ts';
import type { LeadHooks } from '../leads/hooks.ts';
import { registerOffers } from '../offers/handlers.ts';
import { Offers } from '../offers/offers.ts';
import { registerOfferReports } from '../offers/report.ts';
import type { Clock } from '../platform/clock.ts';
import { writeCsv } from './write-csv.ts';

/** What the rooms of offers need of the core. */
export interface OfferRoomsPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly hooks: LeadHooks;
  readonly health: DiskHealth;
  readonly exportsDir: string;
  readonly tell: (topic: DeskEvent['topic']) => void;
}

/** Starts the rooms of offers and registers what each answers. */
export function startOfferRooms(handlers: Handlers, ports: OfferRoomsPorts): { offers: Offers; close(): void } {
  const { store, clock, hooks, health, exportsDir, tell } = ports;
  const offers = new Offers({
    store,
    clock,
    tell,
    disk: (error) => (error === null ? health.worked('rollout') : health.failed('rollout', error, true)),
  });
  registerOffers(handlers, { store, now: () => clock.now(), hooks, offers });
  registerOfferReports(handlers, { store, now: () => clock.now(), exportsDir, writeCsv });
  return { offers, close: () => offers.close() };
}
