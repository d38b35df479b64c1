import { noteFreed } from '../platform/give-back-memory.ts';

/** So long nobody asks for leads before what was read for them is forgotten, ms. */
const REST_MS = 2 * 60_000;

/** See `forgetAtRest`. */
export interface AtRest {
  /** Somebody asks: the rest begins anew. */
  used(): void;
  stop(): void;
}

/** Forgets what can be read again when it was not used for two minutes, once after each use. */
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
