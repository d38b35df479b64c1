import { z } from 'zod';
import { type Random, seededRandom } from './seeded-random.ts';

/** When a fault strikes, of the requests it looks at. */
export const faultTurn = {
  /** Only each n-th of them. */
  every: z.number().int().min(1).optional(),
  /** Only so often, then never again. */
  times: z.number().int().min(0).optional(),
  /** Only with this probability. */
  rate: z.number().min(0).max(1).optional(),
  /** The first so many are left alone. */
  after: z.number().int().min(0).optional(),
};

const turnSchema = z.object(faultTurn);
type FaultTurn = z.infer<typeof turnSchema>;

interface Armed<F> {
  readonly fault: F;
  readonly random: Random;
  seen: number;
  struck: number;
}

/** Decides, request by request, which of the faults that are switched on have their turn. */
export class FaultTurns<F extends FaultTurn> {
  #armed: Armed<F>[] = [];

  /** Replaces all faults and starts their counts anew. The same seed and requests give the same faults. */
  set(faults: readonly F[], seed = 1): void {
    this.#armed = faults.map((fault, index) => ({ fault, random: seededRandom(seed + index), seen: 0, struck: 0 }));
  }

  get faults(): readonly F[] {
    return this.#armed.map(({ fault }) => fault);
  }

  /**
   * To be asked once a request. Each fault counts every request that it looks at, also one that another fault strikes.
   * @returns the first in order whose turn it is, and with `all` the others too
   */
  strike(looksAt: (fault: F) => boolean, all = false): F[] {
    const struck: F[] = [];
    for (const armed of this.#armed) {
      const { fault } = armed;
      if (!looksAt(fault)) continue;
      armed.seen += 1;
      if (struck.length > 0 && !all) continue;
      const turn = armed.seen - (fault.after ?? 0);
      if (turn < 1 || turn % (fault.every ?? 1) !== 0) continue;
      if (fault.times !== undefined && armed.struck >= fault.times) continue;
      if (fault.rate !== undefined && armed.random() >= fault.rate) continue;
      armed.struck += 1;
      struck.push(fault);
    }
    return struck;
  }
}
