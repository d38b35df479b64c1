import { type EventLoopUtilization, performance } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The interval at which a thread checks whether it is idle, ms. */
const LOOK_MS = 10_000;
/** A thread that worked less than this share of the time since the last check is idle. */
const RESTS_BELOW = 0.1;
/** How much more memory a thread must have than after the last collection, bytes. Less isn't worth the pause. */
const WORTH_BYTES = 12 * 1024 * 1024;

/** Whether much memory was freed outside of the heap, which the heap's size doesn't show. */
let freed = false;

/** Reports that much memory was freed in this thread. It is returned to the system when the thread is next idle. */
export function noteFreed(): void {
  freed = true;
}

type Collect = (options: {
  readonly type: 'major';
  readonly execution: 'sync';
  readonly flavor: 'last-resort';
}) => void;

/**
 * Returns memory that this thread used for work and no longer needs to the system, once the thread is idle. V8 keeps it otherwise, because
 * it can't know that no work follows. The pause is that of one full collection, about 50 ms, and occurs once after work and not again while
 * the thread is idle.
 *
 * @param alsoFree frees what can be computed again, such as caches
 * @returns a function that ends this
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
  // The timer must not keep the process alive.
  timer.unref();
  return () => clearInterval(timer);
}

/** V8's garbage collector, which Node exposes to contexts created after the flag is set; null if it isn't available. */
function collector(): Collect | null {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext("typeof gc === 'function' ? gc : null");
  setFlagsFromString('--no-expose-gc');
  return typeof found === 'function' ? (found as Collect) : null;
}
