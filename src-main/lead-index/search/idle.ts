/** The duration of one stretch of maintenance, ms: much shorter than a frame. */
const STRETCH_MS = 4;
/** The pause between stretches, ms, in which waiting commands run. */
const BETWEEN_MS = 10;
/** The pause when there was nothing to do, and after a failure, ms. */
const REST_MS = 250;
const AFTER_TROUBLE_MS = 30_000;

/** Calls `tidy` in short stretches until the returned function is called; after a failure (a full disk) `failed`, and `tidy` again later. */
export function tidyWhenIdle(tidy: (ms: number) => boolean, failed: (error: unknown) => boolean): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const turn = () => {
    let next = AFTER_TROUBLE_MS;
    try {
      next = tidy(STRETCH_MS) ? BETWEEN_MS : REST_MS;
    } catch (error) {
      // If it is a disk error, it is tried again after the longer pause.
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
