import type { Store } from '../db/store.ts';
import { settledOfGroups } from '../queue/job-rows.ts';

/** Seconds over which a rate is told. */
const WINDOW = 10;
const KEPT = 60;

/** What was settled a second, for each group of jobs, over the last minute. Kept in memory: a rate is about now. */
export class Progress {
  readonly #groups = new Map<number, { settled: number; perSecond: number[] }>();

  /** Notes how far every group has come; to be called once a second. @returns whether anything moved */
  sample(store: Store): boolean {
    let moved = false;
    for (const { groupId, settled } of settledOfGroups(store)) {
      const group = this.#groups.get(groupId);
      if (!group) {
        this.#groups.set(groupId, { settled, perSecond: [] });
        continue;
      }
      group.perSecond.push(Math.max(0, settled - group.settled));
      if (group.perSecond.length > KEPT) group.perSecond.shift();
      if (settled !== group.settled) moved = true;
      group.settled = settled;
    }
    return moved;
  }

  /** Settled a second over the last seconds, and second by second; null when nothing has moved. */
  of(groupId: number): { rate: number | null; rates: number[] } {
    const rates = this.#groups.get(groupId)?.perSecond ?? [];
    const recent = rates.slice(-WINDOW);
    const sum = recent.reduce((total, n) => total + n, 0);
    return { rate: sum === 0 ? null : sum / recent.length, rates };
  }

  /** Settled a second over all groups. */
  total(): number {
    let total = 0;
    for (const groupId of this.#groups.keys()) total += this.of(groupId).rate ?? 0;
    return total;
  }
}
