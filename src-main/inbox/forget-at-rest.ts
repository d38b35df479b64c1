import { noteFreed } from '../platform/give-back-memory.ts';

/** After this time without a query for leads, cached data is discarded, ms. */
const REST_MS = 2 * 60_000;

/** See `forgetAtRest`. */
export interface AtRest {
  /** Somebody makes a query, and the time starts again. */
  used(): void;
  stop(): void;
}

/** Discards data that can be read again if it was not used for two minutes, once after each use. */
export function forgetAtRest(forget: () => void, restMs = REST_MS): AtRest {
  let timer: NodeJS.Timeout | null = null;
  const rest = () => {
    timer = null;
    forget();
    noteFreed();
  };
  return {
    used() {
      if (timer !== null) timer.refresh();
      else timer = setTimeout(rest, restMs).unref();
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
