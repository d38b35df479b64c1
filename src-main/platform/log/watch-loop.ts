import { monitorEventLoopDelay } from 'node:perf_hooks';
import { log } from './log.ts';

/** The shortest stretch without a turn of the event loop that is logged, ms. */
const LONG_MS = 50;
const LOOK_EVERY_MS = 1_000;
const RESOLUTION_MS = 10;

/**
 * Logs stretches of over 50 ms in which this thread's event loop had no turn: the longest one of each second.
 * @returns a function that stops it
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
