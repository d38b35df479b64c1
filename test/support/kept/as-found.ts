import { setTimeout as wait } from 'node:timers/promises';

/** How long what a desk has closed may take to be gone, ms. It bounds how long a failure takes. */
const GONE_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 2;

type Timer = ReturnType<typeof setTimeout>;

/** What keeps this thread running, sorted by kind; timers are looked at separately. */
const resources = () => process.getActiveResourcesInfo().filter((kind) => kind !== 'Timeout' && kind !== 'Immediate');

/**
 * Notes how this thread is, before a desk runs in it. In the product the thread or process ends after that desk, and with it what the desk
 * has left: timers and listeners of the process.
 *
 * @returns ends those too, and waits until nothing else of the desk is left; gives the kinds of what is left all the same
 */
export function noteAsFound(goneWithinMs = GONE_WITHIN_MS): () => Promise<string[]> {
  const before = resources();
  const listeners = new Map(process.eventNames().map((name) => [name, process.rawListeners(name as 'exit')]));
  const { setTimeout: timeout, setInterval: interval } = globalThis;
  const timers = new Set<WeakRef<Timer>>();
  const noted = <Start extends typeof setTimeout | typeof setInterval>(start: Start): Start =>
    Object.assign((...args: Parameters<Start>) => {
      const timer = Reflect.apply(start, globalThis, args) as Timer;
      timers.add(new WeakRef(timer));
      return timer;
    }, start) as unknown as Start;
  globalThis.setTimeout = noted(timeout);
  globalThis.setInterval = noted(interval);
  return async () => {
    Object.assign(globalThis, { setTimeout: timeout, setInterval: interval });
    for (const timer of timers) clearTimeout(timer.deref());
    for (const name of process.eventNames()) {
      const kept = listeners.get(name) ?? [];
      for (const listener of process.rawListeners(name as 'exit'))
        if (!kept.includes(listener)) process.off(name, listener as () => void);
    }
    const until = performance.now() + goneWithinMs;
    for (;;) {
      const left = without(resources(), before);
      if (left.length === 0 || performance.now() > until) return left;
      await wait(LOOK_EVERY_MS);
    }
  };
}

/** The elements of a list beyond those of another. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const rest = [...other];
  return list.filter((one) => {
    const at = rest.indexOf(one);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}
