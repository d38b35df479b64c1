import { create } from 'zustand';
import type { SourceHealth } from '../../src-preload/contract/index.ts';
import { call, onDesk } from '../bridge/index.ts';
import { throttle } from './throttle.ts';

interface InboxHealth {
  /** Each source of leads; empty before the first answer. */
  readonly sources: readonly SourceHealth[];
  /** Callbacks due until the day ends, those whose time is over among them. */
  readonly today: number;
  readonly overdue: number;
}

/** How the sources of leads do and what is due: what the strip and the rail tell. */
export const useInboxHealth = create<InboxHealth>(() => ({ sources: [], overdue: 0, today: 0 }));

const EVERY_MS = 1000;
/** Callbacks become due by themselves. */
const AGAIN_MS = 30_000;

async function refresh(): Promise<void> {
  // What can't be told keeps what was told last: the strip's first entry says when nothing answers at all.
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

/** Keeps it true: asked at every event about it, and now and then by itself. */
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
