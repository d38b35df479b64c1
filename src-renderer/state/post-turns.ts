import { create } from 'zustand';
import type { PostTurn } from '../../src-preload/contract/index.ts';
import { call, onDesk } from '../bridge/index.ts';
import { usePreferences } from './preferences.ts';
import { throttle } from './throttle.ts';

interface PostTurns {
  /** The newest changes of posted leads, newest first; null before the first answer. */
  readonly turns: readonly PostTurn[] | null;
  /** Those that arrived since the page was opened, as of the last query; for their notifications. */
  readonly arrived: readonly PostTurn[];
}

/** What LeadExec reported about posted leads after it had accepted them: returns, reviews, prices. */
export const usePostTurns = create<PostTurns>(() => ({ turns: null, arrived: [] }));

/** More are shown as "100 and more". */
export const TURNS_AT_MOST = 100;
const EVERY_MS = 1_000;

/** A lead that is put up for review is no news: that it passed or was rejected is. */
const isNews = ({ what, after }: PostTurn): boolean => what !== 'review' || after !== 'pending';

async function refresh(): Promise<void> {
  const all = await call('delivery.turned', { limit: TURNS_AT_MOST });
  const turns = all.filter(isNews);
  usePostTurns.setState((before) => {
    if (before.turns === null) return { turns };
    const newest = before.turns[0]?.id ?? 0;
    const arrived = turns.filter(({ id }) => id > newest);
    return arrived.length === 0 ? {} : { turns, arrived };
  });
}

/** How many changes nobody has looked at yet, of the newest. */
export function useUnseenTurns(): number {
  const seen = usePreferences((p) => p.postTurnsSeen);
  return usePostTurns((s) => s.turns?.filter(({ id }) => id > seen).length ?? 0);
}

/** Keeps it true: asked at every event about posts. */
export function watchPostTurns(): () => void {
  // If this can't be read, the last result is kept. The status bar shows when nothing answers at all.
  const again = throttle(() => void refresh().catch(() => undefined), EVERY_MS);
  const stop = onDesk((event) => (event === null || event.topic === 'jobs') && again());
  again();
  return () => {
    stop();
    again.stop();
  };
}
