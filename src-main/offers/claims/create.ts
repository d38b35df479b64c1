import type { CallTimes } from '../../call-times/handlers.ts';
import { Handlers } from '../../commands/handlers.ts';
import { getConnection } from '../../connections/connections.ts';
import type { LeadIndex } from '../../lead-index/index.ts';
import type { Timeline } from '../../lead-work/timeline.ts';
import type { LeadHooks } from '../../leads/hooks.ts';
import type { CoreEvents, ModuleContext } from '../../module/context.ts';
import type { Module } from '../../module/module.ts';
import { askOffers } from '../../sync/ask-offers.ts';
import type { SyncModule } from '../../sync/create.ts';
import type { Offer } from '../../vendors/liondesk/offer.ts';
import { arrivedOffer } from '../arrived-offer.ts';
import { cardOf } from '../cards.ts';
import { upsertOffers } from '../keep.ts';
import type { Offers } from '../offers.ts';
import { askClaims } from './ask-claims.ts';
import { ClaimExecutor } from './executor.ts';
import { FirstTouch } from './first-touch.ts';
import { Follow } from './follow.ts';
import { findActions } from './forget.ts';
import { registerClaims } from './handlers.ts';
import { offerEvents } from './history.ts';
import type { ClaimPoint } from './ports.ts';
import { renewingAccess } from './renew-token.ts';

/** The most offers of a lead that are counted. */
const OFFERS_AT_MOST = 1000;

interface Needs {
  readonly queue: {
    executor(kind: 'liondesk', executor: ClaimExecutor): void;
    /** Whether a connection's last attempts failed to reach the vendor. */
    unreached(connectionId: number): boolean;
  };
  readonly leadIndex: { readonly index: LeadIndex };
  readonly leads: { readonly hooks: LeadHooks };
  readonly callTimes: { readonly times: CallTimes };
  readonly leadWork: { readonly timeline: Timeline };
  readonly dialing: { readonly checkAndStart: (importId: number) => void };
  readonly offers: { readonly offers: Offers };
  readonly sync: SyncModule;
  /** Tests stop the process here. */
  readonly reached: ((point: ClaimPoint) => void) | undefined;
}

/** Claiming offers, write-back to the vendor, handing over and the first-contact timer. Once started it follows its jobs. */
export function createClaims(context: ModuleContext, needs: Needs): Module {
  const { store, clock, now, events, health, sends, secretOf, exportsDir, uploadsDir } = context;
  const { queue, sync, reached } = needs;
  const { hooks } = needs.leads;
  const { offers } = needs.offers;
  const { fetcher, oauth } = sync;
  const handlers = new Handlers();
  const touched = (ids: readonly number[]) => offers.changed(ids);
  let closed = false;

  /** Reads a lead's current offers from the vendor. @throws CommandError */
  async function offersOf(connectionId: number, externalId: string): Promise<Offer[]> {
    const asking = { store, fetcher, oauth, secretOf };
    const query = { limit: OFFERS_AT_MOST };
    const { offers: found } = await askOffers(asking, getConnection(store, connectionId), externalId, query);
    return found.filter(({ leadId }) => leadId === externalId);
  }

  const renewing = renewingAccess(context, sync, () => follow.now());
  const { access } = renewing;
  const ports = {
    ...{ store, index: needs.leadIndex.index, hooks, clock, now, times: needs.callTimes.times },
    ...{ exportsDir, uploadsDir, sends, touched, checkAndStart: needs.dialing.checkAndStart },
    changed: (topic: CoreEvents['changed']) => events.publish('changed', topic),
    card: (id: number) => cardOf(store, id, now()),
    offline: (id: number) => sync.offline(id) || queue.unreached(id),
    wake: () => events.publish('jobs-ready'),
    ask: (connectionId: number, externalIds: readonly string[]) =>
      askClaims({ store, now, secretOf, fetcher, oauth, offers }, connectionId, externalIds),
    fetchOffers: (connectionId: number, externalId: string) => {
      void offersOf(connectionId, externalId)
        .then((found) => {
          if (closed) return;
          const kept = upsertOffers(store, { connectionId, offers: found.map(arrivedOffer), now: now() });
          offers.changed(kept.touched);
        })
        // The next sync fetches the offers. Disk errors are reported.
        .catch((error: unknown) => health.failed('offers', error));
    },
    countOffers: async (connectionId: number, externalId: string) => {
      try {
        return (await offersOf(connectionId, externalId)).length;
      } catch {
        // The number only helps to explain a result. The next sync reports problems with the vendor.
        return null;
      }
    },
    ...(reached ? { reached } : {}),
  };
  const follow = new Follow({ ...ports, access, patiently: (work) => health.patiently(work) });
  const firstTouch = new FirstTouch({ store, clock, touched });
  queue.executor('liondesk', new ClaimExecutor({ store, now, access, touched }));
  hooks.onTouch((_, leadId) => firstTouch.touch(leadId));
  hooks.onForget((_, person) => findActions(store, person, now));
  needs.leadWork.timeline.register(offerEvents(now));
  registerClaims(handlers, { ...ports, follow, firstTouch });
  events.on('changed', (topic) => {
    if (topic === 'offers') firstTouch.arm();
    if (topic === 'sources') follow.now();
  });
  for (const name of ['queue-moved', 'connections-changed'] as const) events.on(name, () => follow.now());
  events.on('jobs-moved', () => follow.all());
  return {
    handlers,
    start() {
      follow.all();
      firstTouch.arm();
    },
    stop() {
      closed = true;
      follow.close();
      firstTouch.close();
      renewing.close();
    },
  };
}
