/** One stretch of tidying, ms: short beside a frame. */
const STRETCH_MS = 4;
/** Between stretches, so that whoever waits comes first. */
const BETWEEN_MS = 10;
/** Until the next look when there was nothing to do, or it did not work out. */
const REST_MS = 250;
const AFTER_TROUBLE_MS = 30_000;

/**
 * Calls `tidy` in short stretches whenever the desk has a moment, until the returned function is called. Where it fails (a full
 * disk) `failed` is told and it is tried again later: nothing depends on it but speed.
 */
export function tidyWhenIdle(tidy: (ms: number) => boolean, failed: (error: unknown) => boolean): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const turn = () => {
    let next = AFTER_TROUBLE_MS;
    try {
      next = tidy(STRETCH_MS) ? BETWEEN_MS : REST_MS;
    } catch (error) {
      // Tried again after the longer pause, where it is the disk's fault.
      if (!failed(error)) throw error;
    }
    again(next);
  };
  const again = (ms: number) => {
    timer = setTimeout(turn, ms);
    timer.unref();
  };
  again(REST_MS);
  return () => clearTimeout(timer);
}
