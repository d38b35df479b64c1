/** Runs `work` at once, and then at most once in `ms`; what was asked for meanwhile runs at its end. */
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
