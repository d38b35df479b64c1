import { z } from 'zod';
import { type Random, seededRandom } from './seeded-random.ts';

/** When a fault occurs, among the requests it applies to. */
export const faultTurn = {
  /** Only every n-th of them. */
  every: z.number().int().min(1).optional(),
  /** Only this many times. */
  times: z.number().int().min(0).optional(),
  /** Only with this probability. */
  rate: z.number().min(0).max(1).optional(),
  /** Not for the first `after` of them. */
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

/** Decides for each request which of the active faults occur. */
export class FaultTurns<F extends FaultTurn> {
  #armed: Armed<F>[] = [];

  /** Replaces all faults and resets their counts. The same seed and requests give the same faults. */
  set(faults: readonly F[], seed = 1): void {
    this.#armed = faults.map((fault, index) => ({ fault, random: seededRandom(seed + index), seen: 0, struck: 0 }));
  }

  get faults(): readonly F[] {
    return this.#armed.map(({ fault }) => fault);
  }

  /**
   * To be called once per request. Each fault counts every request that it applies to, even if another fault occurs.
   * @returns the first in order that is due, and with `all` the others too
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
