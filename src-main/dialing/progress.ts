import type { Store } from '../db/store.ts';
import { settledOfGroups } from '../queue/rows/counts.ts';

/** The time over which a rate is averaged, seconds. */
const WINDOW = 10;
const KEPT = 60;

/**
 * The number of jobs completed per second for each group, over the last minute. It is kept in memory because rates are only about the
 * present.
 */
export class Progress {
  readonly #groups = new Map<number, { settled: number; perSecond: number[] }>();

  /** Samples the progress of every group; to be called once a second. @returns whether anything changed */
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

  /** Completed jobs per second, averaged over the last seconds and second by second; null if nothing changed. */
  of(groupId: number): { rate: number | null; rates: number[] } {
    const rates = this.#groups.get(groupId)?.perSecond ?? [];
    const recent = rates.slice(-WINDOW);
    const sum = recent.reduce((total, n) => total + n, 0);
    return { rate: sum === 0 ? null : sum / recent.length, rates };
  }

  /** Completed jobs per second of all groups. */
  total(): number {
    let total = 0;
    for (const groupId of this.#groups.keys()) total += this.of(groupId).rate ?? 0;
    return total;
  }
}
