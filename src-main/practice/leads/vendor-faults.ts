import { z } from 'zod';
import { FaultTurns, faultTurn } from '../fault-turns.ts';

/** What can go wrong on purpose at a practice vendor of leads. */
export const VENDOR_FAULT_KINDS = [
  /** The request is served, `ms` later. */
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
  /** The answer breaks off in its middle. */
  'cut',
  /** The text of the answer ends early, though HTTP says that it is whole. */
  'truncated',
  /** Nothing is done, and no answer ever comes. */
  'hang',
  /** The served request's answer never comes. */
  'answer-lost',
  /** A sign-in page with HTTP 200: a captive portal. */
  'portal',
  /** HTTP 302 to a sign-in page elsewhere. */
  'redirect',
] as const;

export const vendorFault = z.strictObject({
  kind: z.enum(VENDOR_FAULT_KINDS),
  ...faultTurn,
  /** Only requests whose path begins so. */
  path: z.string().default('/'),
  ms: z.number().min(0).max(600_000).default(1000),
  retryAfter: z.number().min(0).default(1),
});
export type VendorFault = z.infer<typeof vendorFault>;

/** Decides, request by request, which of the switched-on faults strikes. */
export class VendorFaults {
  readonly #turns = new FaultTurns<VendorFault>();

  /** Replaces all faults and starts their counts anew; the same seed and requests give the same faults. */
  set(faults: readonly VendorFault[], seed = 1): void {
    this.#turns.set(faults, seed);
  }

  get faults(): readonly VendorFault[] {
    return this.#turns.faults;
  }

  /** The fault that strikes this request, if any: the first in order whose turn it is. */
  next(path: string): VendorFault | null {
    return this.#turns.strike((fault) => path.startsWith(fault.path))[0] ?? null;
  }
}
