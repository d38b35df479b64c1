import { type EventLoopUtilization, performance } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How often a thread looks whether it rests, ms. */
const LOOK_MS = 10_000;
/** A thread that worked less than this share of the time since the last look rests. */
const RESTS_BELOW = 0.1;
/** What a thread may hold beyond what it held after the last time, bytes: less isn't worth the pause. */
const WORTH_BYTES = 12 * 1024 * 1024;

/** Whether much was freed outside of the heap, which its size doesn't tell. */
let freed = false;

/** Tells that much was let go of in this thread: it goes back to the system at the next rest. */
export function noteFreed(): void {
  freed = true;
}

type Collect = (options: {
  readonly type: 'major';
  readonly execution: 'sync';
  readonly flavor: 'last-resort';
}) => void;

/**
 * Gives memory back that this thread took for work and no longer uses, once it rests: V8 keeps what it has, since it can't know that
 * nothing follows. The pause is that of one whole collection, some 50 ms, and comes once after work, not again while nothing is done.
 *
 * @param alsoFree frees what else is held that can be had again, such as caches
 * @returns ends it
 */
export function giveBackMemoryAtRest(alsoFree: () => void = () => {}, lookMs = LOOK_MS): () => void {
  const collect = collector();
  if (collect === null) return () => {};
  let since: EventLoopUtilization = performance.eventLoopUtilization();
  let heldAfter = 0;
  const timer = setInterval(() => {
    const { utilization } = performance.eventLoopUtilization(since);
    since = performance.eventLoopUtilization();
    const isWorth = freed || getHeapStatistics().total_physical_size >= heldAfter + WORTH_BYTES;
    if (utilization > RESTS_BELOW || !isWorth) return;
    freed = false;
    alsoFree();
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    heldAfter = getHeapStatistics().total_physical_size;
  }, lookMs);
  // It keeps no process alive.
  timer.unref();
  return () => clearInterval(timer);
}

/** V8's own, which Node shows to contexts that are made after it was asked for; null where it can't be had. */
function collector(): Collect | null {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext("typeof gc === 'function' ? gc : null");
  setFlagsFromString('--no-expose-gc');
  return typeof found === 'function' ? (found as Collect) : null;
}
