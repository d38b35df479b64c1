import { z } from 'zod';
import { seededRandom } from '../seeded-random.ts';

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
  /** Only each n-th request. */
  every: z.number().int().min(1).default(1),
  /** Only so often, then never again. */
  times: z.number().int().min(0).optional(),
  /** The first so many requests are left alone. */
  after: z.number().int().min(0).default(0),
  /** Only with this probability. */
  rate: z.number().min(0).max(1).default(1),
  /** Only requests whose path begins so. */
  path: z.string().default('/'),
  ms: z.number().min(0).max(600_000).default(1000),
  retryAfter: z.number().min(0).default(1),
});
export type VendorFault = z.infer<typeof vendorFault>;

/** Decides, request by request, which of the switched-on faults strikes. */
export class VendorFaults {
  #faults: { readonly fault: VendorFault; readonly random: () => number; seen: number; struck: number }[] = [];

  /** Replaces all faults and starts their counts anew; the same seed and requests give the same faults. */
  set(faults: readonly VendorFault[], seed = 1): void {
    this.#faults = faults.map((fault, index) => ({ fault, random: seededRandom(seed + index), seen: 0, struck: 0 }));
  }

  get faults(): readonly VendorFault[] {
    return this.#faults.map(({ fault }) => fault);
  }

  /** The fault that strikes this request, if any: the first in order whose turn it is. */
  next(path: string): VendorFault | null {
    let strikes: VendorFault | null = null;
    for (const armed of this.#faults) {
      const { fault } = armed;
      if (!path.startsWith(fault.path)) continue;
      // Each counts every request that it looks at, also those that another one strikes.
      armed.seen += 1;
      if (strikes !== null) continue;
      const turn = armed.seen - fault.after;
      if (turn < 1 || turn % fault.every !== 0) continue;
      if (fault.times !== undefined && armed.struck >= fault.times) continue;
      if (fault.rate < 1 && armed.random() >= fault.rate) continue;
      armed.struck += 1;
      strikes = fault;
    }
    return strikes;
  }
}
