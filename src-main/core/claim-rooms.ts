import type { DeskEvent } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import { getConnection, type StoredConnection } from '../connections/connections.ts';
import type { Tokens } from '../connections/tokens.ts';
import type { DiskHealth } from '../db/disk-health.ts';
import type { Store } from '../db/store.ts';
import { arrivedOffer } from '../offers/arrived-offer.ts';
import { cardOf } from '../offers/cards.ts';
import { Access, type Renewal } from '../offers/claims/access.ts';
import { ClaimExecutor } from '../offers/claims/executor.ts';
import { FirstTouch } from '../offers/claims/first-touch.ts';
import { Follow } from '../offers/claims/follow.ts';
import { findActs } from '../offers/claims/forget.ts';
import { registerClaims } from '../offers/claims/handlers.ts';
import { offerEvents } from '../offers/claims/history.ts';
import { keepOffers } from '../offers/keep.ts';
import type { Offers } from '../offers/offers.ts';
import { setRunState } from '../queue/run-state.ts';
import { askOffers } from '../sync/ask-offers.ts';
import { FetchError, type SourceFetcher } from '../sync/fetch.ts';
import type { OAuth } from '../sync/oauth.ts';
import type { Poller } from '../sync/poller.ts';
import type { Offer } from '../vendors/liondesk/offer.ts';
import { askClaims } from './ask-claims.ts';
import type { LeadRooms } from './lead-rooms.ts';
import type { CorePorts } from './ports.ts';

/** Parts of the core that are made after this room. */
export interface LaterParts {
  readonly poller: Poller;
  readonly oauth: OAuth;
  readonly tokens: Tokens;
  readonly offers: Offers;
  readonly fetcher: SourceFetcher;
  /** Whether the last tries of a connection did not reach the vendor. */
  readonly unreached: (connectionId: number) => boolean;
  /** There are new jobs. */
  readonly wake: () => void;
  /** Checks a dial list and, when it is found good, starts it. */
  readonly checkAndStart: (importId: number) => void;
  readonly connectionsChanged: () => void;
}

export interface ClaimRoomsPorts {
  readonly core: Pick<CorePorts, 'clock' | 'sends' | 'reached'>;
  readonly store: Store;
  readonly health: DiskHealth;
  readonly rooms: LeadRooms;
  readonly exportsDir: string;
  readonly uploadsDir: string;
  readonly tell: (topic: DeskEvent['topic']) => void;
  readonly secretOf: (connectionId: number) => string | null;
  readonly later: () => LaterParts;
}

export interface ClaimRooms {
  readonly executor: ClaimExecutor;
  /** To be told of every change of the queue, the sources and the connections. */
  readonly follow: Follow;
  /** To be told of every change of offers and of their settings. */
  readonly firstTouch: FirstTouch;
  close(): void;
}

/** Between two tries to renew a token for want of which jobs are held, ms. */
const RENEW_AGAIN_MS = 15_000;
/** Offers of one lead that are counted. */
const OFFERS_AT_MOST = 1000;

/** Starts the room of claims and registers what it answers. Its jobs are followed once `follow.all` was called. */
export function startClaimRooms(handlers: Handlers, ports: ClaimRoomsPorts): ClaimRooms {
  const { core, store, health, rooms, exportsDir, uploadsDir, tell, secretOf, later } = ports;
  const { clock, sends, reached } = core;
  const { index, hooks, callTimes: times } = rooms;
  const now = () => clock.now();
  const touched = (ids: readonly number[]) => later().offers.changed(ids);
  const retries = new Set<() => void>();
  let closed = false;

  async function renew(connection: StoredConnection, refused: string | null): Promise<Renewal> {
    try {
      const { oauth } = later();
      const token = await oauth.token(connection);
      if (token === refused) await oauth.token(connection, true);
      return { is: 'token' };
    } catch (error) {
      const login = error instanceof FetchError && error.failure.why === 'login';
      return { is: 'failed', login, words: error instanceof Error ? error.message : String(error) };
    }
  }
  function renewed(connection: StoredConnection, renewal: Renewal): void {
    if (closed) return;
    if (renewal.is === 'token') follow.now();
    else if (renewal.login) {
      setRunState(store, connection.id, { runState: 'stopped', runReason: renewal.words });
      later().connectionsChanged();
    } else {
      const callOff = clock.after(RENEW_AGAIN_MS, () => {
        retries.delete(callOff);
        access.token(connection);
      });
      retries.add(callOff);
    }
  }
  const access = new Access({ known: (id) => later().tokens.known(id), now, secretOf, renew, renewed });

  /** The offers of a lead that the vendor has now. @throws CommandError */
  async function offersOf(connectionId: number, externalId: string): Promise<Offer[]> {
    const { oauth, fetcher } = later();
    const asking = { store, fetcher, oauth, secretOf };
    const query = { limit: OFFERS_AT_MOST };
    const { offers } = await askOffers(asking, getConnection(store, connectionId), externalId, query);
    return offers.filter(({ leadId }) => leadId === externalId);
  }

  const claimPorts = {
    store,
    index,
    hooks,
    clock,
    now,
    times,
    changed: tell,
    exportsDir,
    uploadsDir,
    sends,
    card: (id: number) => cardOf(store, id, now()),
    touched,
    offline: (id: number) => later().poller.offline(id) || later().unreached(id),
    wake: () => later().wake(),
    ask: (connectionId: number, externalIds: readonly string[]) =>
      askClaims({ store, now, secretOf, ...later() }, connectionId, externalIds),
    fetchOffers: (connectionId: number, externalId: string) => {
      void offersOf(connectionId, externalId)
        .then((found) => {
          if (closed) return;
          const kept = keepOffers(store, { connectionId, offers: found.map(arrivedOffer), now: now() });
          later().offers.changed(kept.touched);
        })
        // The next sync brings them; a disk that refuses is told.
        .catch((error: unknown) => health.failed('offers', error));
    },
    checkAndStart: (importId: number) => later().checkAndStart(importId),
    countOffers: async (connectionId: number, externalId: string) => {
      try {
        return (await offersOf(connectionId, externalId)).length;
      } catch {
        return null;
      }
    },
    ...(reached ? { reached } : {}),
  };
  const follow = new Follow({ ...claimPorts, access, patiently: (work) => health.patiently(work) });
  const firstTouch = new FirstTouch({ store, clock, touched });
  hooks.onTouch((_, leadId) => firstTouch.touch(leadId));
  hooks.onForget((_, person) => findActs(store, person, now));
  rooms.timeline.register(offerEvents(now));
  registerClaims(handlers, { ...claimPorts, follow, firstTouch });
  return {
    executor: new ClaimExecutor({ store, now, access, touched }),
    follow,
    firstTouch,
    close() {
      closed = true;
      follow.close();
      firstTouch.close();
      for (const callOff of retries) callOff();
    },
  };
}
