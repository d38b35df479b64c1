import { z } from 'zod';
import { FaultTurns, faultTurn } from '../fault-turns.ts';

/** Deliberate faults of a practice vendor of leads. */
export const VENDOR_FAULT_KINDS = [
  /** The request is processed `ms` later. */
  'slow',
  'http500',
  /** HTTP 503 with `Retry-After`. */
  'http503',
  /** HTTP 429 with `Retry-After` of `retryAfter` seconds. */
  'http429',
  /** HTTP 401. */
  'login-refused',
  /** The connection is reset before an answer. */
  'reset',
  /** The answer ends in its middle. */
  'cut',
  /** The text of the answer ends early although it is complete according to HTTP. */
  'truncated',
  /** Nothing is done, and no answer is ever sent. */
  'hang',
  /** The request is processed, and its answer is never sent. */
  'answer-lost',
  /** A sign-in page with HTTP 200: a captive portal. */
  'portal',
  /** HTTP 302 to a sign-in page elsewhere. */
  'redirect',
] as const;

export const vendorFault = z.strictObject({
  kind: z.enum(VENDOR_FAULT_KINDS),
  ...faultTurn,
  /** Only requests whose path begins with this. */
  path: z.string().default('/'),
  ms: z.number().min(0).max(600_000).default(1000),
  retryAfter: z.number().min(0).default(1),
});
export type VendorFault = z.infer<typeof vendorFault>;

/** Decides for each request which of the active faults occurs. */
export class VendorFaults {
  readonly #turns = new FaultTurns<VendorFault>();

  /** Replaces all faults and resets their counts. The same seed and requests give the same faults. */
  set(faults: readonly VendorFault[], seed = 1): void {
    this.#turns.set(faults, seed);
  }

  get faults(): readonly VendorFault[] {
    return this.#turns.faults;
  }

  /** The fault that occurs for this request, if any: the first in order that is due. */
  next(path: string): VendorFault | null {
    return this.#turns.strike((fault) => path.startsWith(fault.path))[0] ?? null;
  }
}
