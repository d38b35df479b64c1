/** Runs one at a time: calls while it is running cause one more run afterwards, and never cancel the current one. */
export function oneByOne(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await work();
    } while (again);
  };
  return () => {
    again = running !== null;
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}

/** Runs `work` at once, and then at most once in `ms`. Calls meanwhile cause a run at the end. */
export function throttle(work: () => void, ms: number): (() => void) & { stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const run = () => {
    if (timer !== undefined) {
      again = true;
      return;
    }
    work();
    timer = setTimeout(() => {
      timer = undefined;
      if (!again) return;
      again = false;
      run();
    }, ms);
  };
  return Object.assign(run, {
    stop: () => {
      clearTimeout(timer);
      again = false;
    },
  });
}
