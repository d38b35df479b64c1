import { z } from 'zod';
import { FaultTurns, faultTurn } from './fault-turns.ts';

/** What faults of several kinds need besides when they occur. */
export const faultDetails = {
  ...faultTurn,
  /** For `slow`: milliseconds. */
  ms: z.number().min(0).max(600_000).optional(),
  /** For `http429` and `http503`: seconds. */
  retryAfter: z.number().min(0).optional(),
  retryAfterAsDate: z.boolean().optional(),
  /** For `redirect`. */
  location: z.string().optional(),
  /** For an answer that ends or stops in its middle: the number of bytes of the body that are sent. */
  cutAt: z.number().int().min(0).optional(),
};

const detailsSchema = z.object(faultDetails);
type PlannedFault = z.infer<typeof detailsSchema> & { readonly kind: string };

/** Decides for each request which of the faults occur. `concerns` is whether a fault is about such a request. */
export class FaultPlan<F extends PlannedFault, Request> {
  readonly #turns = new FaultTurns<F>();
  readonly #concerns: (fault: F, request: Request) => boolean;

  constructor(concerns: (fault: F, request: Request) => boolean) {
    this.#concerns = concerns;
  }

  /** Replaces all faults and resets their counts. The same seed and requests give the same faults. */
  set(faults: readonly F[], seed = 1): void {
    this.#turns.set(faults, seed);
  }

  get faults(): readonly F[] {
    return this.#turns.faults;
  }

  /** To be called once per request, as soon as its head is received. */
  onArrival(request: Request): F | undefined {
    return this.#turns.strike((one) => one.kind === 'cut-before-reading' && this.#concerns(one, request))[0];
  }

  /** To be called once per request, when it has been read. At most one fault besides the `slow` ones occurs: the first in order. */
  onRead(request: Request): { readonly delayMs: number; readonly fault: F | undefined } {
    if (this.#turns.faults.length === 0) return { delayMs: 0, fault: undefined };
    const slow = this.#turns.strike((one) => one.kind === 'slow' && this.#concerns(one, request), true);
    const [fault] = this.#turns.strike(
      (one) => one.kind !== 'slow' && one.kind !== 'cut-before-reading' && this.#concerns(one, request),
    );
    return { delayMs: slow.reduce((sum, { ms }) => sum + (ms ?? 1000), 0), fault };
  }
}
