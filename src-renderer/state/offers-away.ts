import { create } from 'zustand';
import type { CommandOutput } from '../../src-preload/contract/index.ts';
import { call, onDesk } from '../bridge/index.ts';
import { throttle } from './throttle.ts';

export type Arrivals = CommandOutput<'offers.arrivals'>;

interface Away {
  /** What arrived while nobody was looking; null if there is nothing to show. */
  readonly arrivals: Arrivals | null;
}

/** What arrived while the agent was away. */
export const useAway = create<Away>(() => ({ arrivals: null }));

/** Without a key press or pointer movement for this long, nobody is looking. */
const AWAY_MS = 2 * 60_000;
const EVERY_MS = 1000;

let seenUpTo = 0;

async function seen(upTo: number): Promise<void> {
  if (upTo <= seenUpTo) return;
  try {
    await call('offers.seen', { upTo });
    seenUpTo = upTo;
  } catch {
    // It is tried again at the next event; until then it counts as not seen.
  }
}

/** Removes the notice about arrivals, because they were shown or dismissed. */
export function putArrivalsAside(): void {
  const { arrivals } = useAway.getState();
  useAway.setState({ arrivals: null });
  if (arrivals !== null) void seen(arrivals.latest);
}

/**
 * Shows what arrived while the board was closed, hidden or not used. What arrives while somebody is looking counts as seen. @returns a
 * function that stops it
 */
export function watchArrivals(now: () => number = Date.now): () => void {
  let touched = now();
  let stopped = false;
  // After returning, what was not seen yet is shown instead of being marked as seen.
  let back = true;
  const ask = async () => {
    const looking = !document.hidden && now() - touched < AWAY_MS;
    if (!looking) {
      back = true;
      return;
    }
    if (useAway.getState().arrivals !== null) return;
    const returned = back;
    back = false;
    try {
      const arrivals = await call('offers.arrivals', {});
      if (stopped) return;
      if (returned && arrivals.arrived.length > 0 && arrivals.lookedAt !== null) useAway.setState({ arrivals });
      else await seen(arrivals.latest);
    } catch {
      // The desk does not answer, which the strip shows. It is tried again at the next event.
      back = back || returned;
    }
  };
  const again = throttle(() => void ask(), EVERY_MS);
  const touch = () => {
    const was = touched;
    touched = now();
    if (touched - was < AWAY_MS) return;
    back = true;
    again();
  };
  const stop = onDesk((event) => (event === null || event.topic === 'offers') && again());
  const shown = () => !document.hidden && again();
  document.addEventListener('visibilitychange', shown);
  addEventListener('pointermove', touch, { passive: true });
  addEventListener('keydown', touch, { capture: true });
  again();
  return () => {
    stopped = true;
    stop();
    again.stop();
    document.removeEventListener('visibilitychange', shown);
    removeEventListener('pointermove', touch);
    removeEventListener('keydown', touch, { capture: true });
    useAway.setState({ arrivals: null });
  };
}
