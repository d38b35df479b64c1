import { perSecondOf } from '../connections/connection-rows.ts';
import type { StoredConnection } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import type { Clock } from '../platform/clock.ts';
import type { AnswerTo, FetchOrder, SourceFetcher } from './fetch.ts';
import { countAsked } from './progress.ts';
import { readSource, updateSource } from './source-rows.ts';
import type { Lane } from './window-rows.ts';

/** The default limit of a source's requests per second. */
export const DEFAULT_PER_SECOND = 10;

/** The shortest interval between two requests to a source, ms. */
function gapMs(store: Store, id: number): number {
  return 1000 / (perSecondOf(store, id) ?? DEFAULT_PER_SECOND);
}

interface PacePorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly fetcher: SourceFetcher;
  /** Whether requests to the source are still wanted. */
  readonly wanted: () => boolean;
  /** Called with a function that ends the wait for a request early, and with null when there is no wait. */
  readonly waiting: (end: (() => void) | null) => void;
}

/**
 * Sends requests no more often than the connection allows ("At most a second"). The time of the next request and the number of requests of
 * the current read are stored before a request is sent, so that a restart doesn't lose them. No wait is longer than the one between two
 * requests, even if the clock was changed.
 */
export function paced(ports: PacePorts, { id, name }: StoredConnection, lane: Lane): SourceFetcher {
  const { store, clock, fetcher, wanted, waiting } = ports;
  const turn = async (): Promise<void> => {
    const gap = gapMs(store, id);
    const wait = Math.min(gap, (readSource(store, id)?.paced_until ?? 0) - clock.now());
    if (wait <= 0) return;
    await new Promise<void>((resolve) => {
      const cancelTimer = clock.after(wait, resolve);
      waiting(() => {
        cancelTimer();
        resolve();
      });
    });
    waiting(null);
  };
  return {
    async fetch<Order extends FetchOrder>(order: Order): Promise<AnswerTo<Order>> {
      await turn();
      if (!wanted()) {
        const words = `${name} was not contacted: the sync has ended.`;
        return { is: 'failed', why: 'vendor', words, retryAfterMs: null } as AnswerTo<Order>;
      }
      store.write(() => {
        updateSource(store, id, { paced_until: Math.ceil(clock.now() + gapMs(store, id)) });
        countAsked(store, id, lane);
      });
      return fetcher.fetch(order);
    },
    close: () => fetcher.close(),
  };
}
