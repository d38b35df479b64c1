import { create } from 'zustand';
import type { SourceHealth } from '../../src-preload/contract/index.ts';
import { call, onDesk } from '../bridge/index.ts';
import { throttle } from './throttle.ts';

interface InboxHealth {
  /** Each source of leads; empty before the first answer. */
  readonly sources: readonly SourceHealth[];
  /** Callbacks due until the end of the day, including overdue ones. */
  readonly today: number;
  readonly overdue: number;
}

/** The state of lead sources and the number of due callbacks, for the status strip and the rail. */
export const useInboxHealth = create<InboxHealth>(() => ({ sources: [], overdue: 0, today: 0 }));

const EVERY_MS = 1000;
/** Callbacks become due over time, without an event. */
const AGAIN_MS = 30_000;

async function refresh(): Promise<void> {
  // If a request fails the last values are kept. The first entry of the strip shows if nothing answers at all.
  await Promise.all([
    call('sources.health', {}).then(
      (sources) => useInboxHealth.setState({ sources }),
      () => undefined,
    ),
    call('callbacks.list', { limit: 1 }).then(
      ({ overdue, today }) => useInboxHealth.setState({ overdue, today }),
      () => undefined,
    ),
  ]);
}

/** Keeps the values current: requested at every related event, and from time to time. */
export function watchInbox(): () => void {
  const again = throttle(() => void refresh(), EVERY_MS);
  const topics = new Set(['sources', 'callbacks', 'connections', 'leads']);
  const stop = onDesk((event) => (event === null || topics.has(event.topic)) && again());
  const timer = setInterval(() => !document.hidden && again(), AGAIN_MS);
  again();
  return () => {
    stop();
    clearInterval(timer);
    again.stop();
  };
}
