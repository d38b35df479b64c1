import { z } from 'zod';
import { type Random, seededRandom } from '../seeded-random.ts';

/** What can go wrong on purpose. "After inserting" means: the lead is in the dialer's table, whatever the caller sees. */
export const FAULT_KINDS = [
  /** The request is served, `ms` later. Goes together with any other fault. */
  'slow',
  /** An empty HTTP 500. */
  'http500-empty',
  /** HTTP 500 around the true answer, after inserting. */
  'http500-success',
  /** An HTML page with the true answer in it, after inserting. */
  'html-success',
  /** The connection is reset before the body is read. */
  'cut-before-reading',
  /** The answer breaks off in its middle (or after `cutAt` bytes), after inserting. */
  'cut-mid-answer',
  /** No answer ever comes, after inserting. */
  'answer-lost-hang',
  /** The connection is reset instead of an answer, after inserting. */
  'answer-lost-reset',
  /** No answer ever comes, and nothing is inserted. */
  'hang',
  /** An HTML page with HTTP 200 and no known line in it. */
  'html-page',
  /** HTTP 302 to `location`. */
  'redirect',
  /** HTTP 429 with `Retry-After` (`retryAfter` seconds, as a date when `retryAfterAsDate`). */
  'http429',
  /** HTTP 503. */
  'http503',
  /** `Login incorrect`, with the password echoed. */
  'login-incorrect',
  'locked-out',
  'ip-not-allowed',
  /** `auth USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION`. */
  'no-permission',
  /** `MySQL connect ERROR` in an HTTP 200. */
  'mysql-connect-error',
  /** `LEAD HAS NOT BEEN ADDED`, with the dialer's SQL. */
  'not-added',
  /** An ERROR line of a kind that no document knows. */
  'unknown-error',
  'invalid-source',
  /** `DUPLICATE PHONE NUMBER IN LIST`, whether it is there or not. */
  'duplicate',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export const faultSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  /** Only each n-th of the requests it looks at. */
  every: z.number().int().min(1).optional(),
  /** Only so often, then never again. */
  times: z.number().int().min(0).optional(),
  /** Only with this probability. */
  rate: z.number().min(0).max(1).optional(),
  /** The first so many requests are left alone. */
  after: z.number().int().min(0).optional(),
  /** Only requests with this phone number, digits alone (not for `cut-before-reading`, which doesn't read it). */
  phone: z.string().optional(),
  /** Insert the lead all the same before going wrong, where the kind would not. */
  insertFirst: z.boolean().optional(),
  /** For `slow`: milliseconds. */
  ms: z.number().min(0).max(600_000).optional(),
  /** For `http429` and `http503`: seconds. */
  retryAfter: z.number().min(0).optional(),
  retryAfterAsDate: z.boolean().optional(),
  /** For `redirect`. */
  location: z.string().optional(),
  /** For `cut-mid-answer`: bytes of the body that still arrive. */
  cutAt: z.number().int().min(0).optional(),
});

export type Fault = z.infer<typeof faultSchema>;

interface Armed {
  readonly fault: Fault;
  readonly random: Random;
  seen: number;
  fired: number;
}

/** Decides, request by request, which of the armed faults strike. */
export class FaultPlan {
  #armed: Armed[] = [];
  #faults: readonly Fault[] = [];

  /** Replaces all faults and starts their counts anew. The same seed and requests give the same faults. */
  set(faults: readonly Fault[], seed = 1): void {
    this.#faults = faults;
    this.#armed = faults.map((fault, index) => ({ fault, random: seededRandom(seed + index), seen: 0, fired: 0 }));
  }

  get faults(): readonly Fault[] {
    return this.#faults;
  }

  /** To be asked once a request, as soon as its head is there. */
  onArrival(): Fault | undefined {
    return this.#strike((fault) => fault.kind === 'cut-before-reading', undefined)[0];
  }

  /** To be asked once a request, when it has been read. At most one fault besides the `slow` ones strikes: the first in order. */
  onRead(phone: string): { readonly delayMs: number; readonly fault: Fault | undefined } {
    if (this.#armed.length === 0) return { delayMs: 0, fault: undefined };
    const slow = this.#strike((fault) => fault.kind === 'slow', phone);
    const others = this.#strike((fault) => fault.kind !== 'slow' && fault.kind !== 'cut-before-reading', phone);
    return { delayMs: slow.reduce((sum, fault) => sum + (fault.ms ?? 1000), 0), fault: others[0] };
  }

  #strike(concerned: (fault: Fault) => boolean, phone: string | undefined): Fault[] {
    const struck: Fault[] = [];
    for (const armed of this.#armed) {
      const { fault } = armed;
      if (!concerned(fault)) continue;
      if (fault.phone !== undefined && fault.phone !== phone) continue;
      armed.seen += 1;
      if (struck.length > 0 && fault.kind !== 'slow') continue;
      const turn = armed.seen - (fault.after ?? 0);
      if (turn < 1 || turn % (fault.every ?? 1) !== 0) continue;
      if (fault.times !== undefined && armed.fired >= fault.times) continue;
      if (fault.rate !== undefined && armed.random() >= fault.rate) continue;
      armed.fired += 1;
      struck.push(fault);
    }
    return struck;
  }
}
