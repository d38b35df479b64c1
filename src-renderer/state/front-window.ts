/**
 * Held by the window in front, or that was so last: of several windows of one desk it alone speaks. The browser keeps it, in one order
 * for all windows, and frees it however a window ends; what windows store is seen by each other only some time later.
 */
const FRONT = 'trunkline.front';
const SPEAKING = 'trunkline.speaking';

let inFront = false;

/**
 * Follows whether this window is in front: it is from when it has the focus until another has it, or where that one is closed, while it
 * waits longest. Calls `arrived` each time it comes to be. Returns how to stop.
 */
export function watchFront(arrived: () => void): () => void {
  let leave = () => {};
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  let stopped = false;
  let taking = false;
  let waiting = new AbortController();
  const request = async (options: LockOptions) => {
    try {
      await navigator.locks.request(FRONT, options, async () => {
        taking = false;
        if (stopped) return;
        inFront = true;
        arrived();
        await left;
      });
    } catch (thrown) {
      // No longer waited for: this window took it, or stopped.
      if (stopped || options.signal?.aborted === true) return;
      if (!(thrown instanceof DOMException && thrown.name === 'AbortError')) throw thrown;
      // Another window took it.
      inFront = false;
      wait();
    }
  };
  const wait = () => {
    waiting = new AbortController();
    void request({ signal: waiting.signal });
  };
  const take = () => {
    if (inFront || taking) return;
    taking = true;
    waiting.abort();
    void request({ steal: true });
  };
  if (document.hasFocus()) take();
  else wait();
  addEventListener('focus', take);
  return () => {
    stopped = true;
    inFront = false;
    removeEventListener('focus', take);
    waiting.abort();
    leave();
  };
}

/** Whether this window is in front now, also where another came there a moment ago and this one has not heard of it. */
export async function isInFront(): Promise<boolean> {
  // The answer comes after all that was decided before it.
  if (inFront) await navigator.locks.query();
  return inFront;
}

/** Runs `work` in the window in front and in no other, and in one window at a time. Whoever waits for something in it asks `isInFront` again. */
export async function ifInFront(work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(SPEAKING, async () => {
    if (await isInFront()) await work();
  });
}
