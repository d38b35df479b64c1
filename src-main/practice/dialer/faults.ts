import { z } from 'zod';
import { FaultTurns, faultTurn } from '../fault-turns.ts';

/** Deliberate faults. "After inserting" means that the lead is in the dialer's table, whatever the caller receives. */
export const FAULT_KINDS = [
  /** The request is processed `ms` later. It can be combined with any other fault. */
  'slow',
  /** An empty HTTP 500. */
  'http500-empty',
  /** HTTP 500 with the true answer, after inserting. */
  'http500-success',
  /** An HTML page that contains the true answer, after inserting. */
  'html-success',
  /** The connection is reset before the body is read. */
  'cut-before-reading',
  /** The answer ends in its middle (or after `cutAt` bytes), after inserting. */
  'cut-mid-answer',
  /** No answer is ever sent, after inserting. */
  'answer-lost-hang',
  /** The connection is reset instead of an answer, after inserting. */
  'answer-lost-reset',
  /** No answer is ever sent, and nothing is inserted. */
  'hang',
  /** An HTML page with HTTP 200 and no known line in it. */
  'html-page',
  /** HTTP 302 to `location`. */
  'redirect',
  /** HTTP 429 with `Retry-After` (`retryAfter` seconds, as a date when `retryAfterAsDate`). */
  'http429',
  /** HTTP 503. */
  'http503',
  /** `Login incorrect`, with the password repeated. */
  'login-incorrect',
  'locked-out',
  'ip-not-allowed',
  /** `auth USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION`. */
  'no-permission',
  /** `MySQL connect ERROR` in an HTTP 200. */
  'mysql-connect-error',
  /** `LEAD HAS NOT BEEN ADDED`, with the dialer's SQL. */
  'not-added',
  /** An undocumented kind of ERROR line. */
  'unknown-error',
  'invalid-source',
  /** `DUPLICATE PHONE NUMBER IN LIST`, whether that is true or not. */
  'duplicate',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export const faultSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  ...faultTurn,
  /** Only requests with this phone number, digits only (not for `cut-before-reading`, which doesn't read it). */
  phone: z.string().optional(),
  /** Insert the lead before the fault, even if its kind would not. */
  insertFirst: z.boolean().optional(),
  /** For `slow`: milliseconds. */
  ms: z.number().min(0).max(600_000).optional(),
  /** For `http429` and `http503`: seconds. */
  retryAfter: z.number().min(0).optional(),
  retryAfterAsDate: z.boolean().optional(),
  /** For `redirect`. */
  location: z.string().optional(),
  /** For `cut-mid-answer`: the number of bytes of the body that are sent. */
  cutAt: z.number().int().min(0).optional(),
});

export type Fault = z.infer<typeof faultSchema>;

/** Decides for each request which of the faults occur. */
export class FaultPlan {
  readonly #turns = new FaultTurns<Fault>();

  /** Replaces all faults and resets their counts. The same seed and requests give the same faults. */
  set(faults: readonly Fault[], seed = 1): void {
    this.#turns.set(faults, seed);
  }

  get faults(): readonly Fault[] {
    return this.#turns.faults;
  }

  /** To be called once per request, as soon as its head is received. */
  onArrival(): Fault | undefined {
    return this.#turns.strike((fault) => fault.kind === 'cut-before-reading' && fault.phone === undefined)[0];
  }

  /** To be called once per request, when it has been read. At most one fault besides the `slow` ones occurs: the first in order. */
  onRead(phone: string): { readonly delayMs: number; readonly fault: Fault | undefined } {
    if (this.#turns.faults.length === 0) return { delayMs: 0, fault: undefined };
    const concerns = (fault: Fault) => fault.phone === undefined || fault.phone === phone;
    const slow = this.#turns.strike((fault) => fault.kind === 'slow' && concerns(fault), true);
    const [fault] = this.#turns.strike(
      (one) => one.kind !== 'slow' && one.kind !== 'cut-before-reading' && concerns(one),
    );
    return { delayMs: slow.reduce((sum, { ms }) => sum + (ms ?? 1000), 0), fault };
  }
}
