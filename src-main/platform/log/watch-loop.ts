import { monitorEventLoopDelay } from 'node:perf_hooks';
import { log } from './log.ts';

/** A stretch in which nothing else has its turn is told from here on, ms. */
const LONG_MS = 50;
const LOOK_EVERY_MS = 1_000;
const RESOLUTION_MS = 10;

/**
 * Tells in the log of stretches of this thread in which nothing else had its turn for over 50 ms: the longest of each second.
 * @returns how to stop
 */
export function watchLoop(): () => void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const timer = setInterval(() => {
    const longest = delay.max / 1e6 - RESOLUTION_MS;
    delay.reset();
    if (longest > LONG_MS) log('warn', 'the thread was busy in one stretch', { ms: Math.round(longest) });
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    delay.disable();
  };
}
