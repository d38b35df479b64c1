/**
 * A lock held by the window in front, or the last one that was: of several windows of one desk only it shows notifications. The browser
 * manages the lock, in one order for all windows, and releases it however a window ends; other storage is visible to other windows only
 * after some time.
 */
const FRONT = 'trunkline.front';
const SPEAKING = 'trunkline.speaking';

let inFront = false;

/**
 * Tracks whether this window is in front: from the time it gets the focus until another does, or if that one is closed, if it has waited
 * longest. Calls `arrived` each time it becomes the front window. @returns a function that stops it
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
      // The wait has ended, because this window got the lock or stopped.
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

/** Whether this window is in front now, even if another one has just become it and this one has not been notified. */
export async function isInFront(): Promise<boolean> {
  // The answer comes after everything that was decided before it.
  if (inFront) await navigator.locks.query();
  return inFront;
}

/** Runs `work` only in the window in front, and only in one window at a time. Work that waits for something calls `isInFront` again. */
export async function ifInFront(work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(SPEAKING, async () => {
    if (await isInFront()) await work();
  });
}
