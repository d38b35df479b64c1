import type { Millis } from '../db/tables.ts';
import { LONGEST_RETRY_AFTER_MS } from '../platform/retry-after.ts';

/**
 * The instant until which a connection has to wait; 0 if that is later than any rule allows, which means that the clock was ahead and has
 * been set back.
 */
export const waitsUntil = (notBefore: Millis, now: Millis): Millis =>
  notBefore - now > LONGEST_RETRY_AFTER_MS ? 0 : notBefore;
