import type { Clock } from '../../platform/clock.ts';

/** The default number of reads per second, and how many seconds' worth of reads a burst may make at once. */
export const READS_PER_SECOND = 5;
const BURST_SECONDS = 4;

interface Waiting {
  readonly begin: () => void;
  readonly background: boolean;
}
interface Lane {
  busy: boolean;
  /** How many reads may be made now, and the time of that. */
  permits: number;
  at: number;
  readonly waiting: Waiting[];
  cancel: (() => void) | null;
}

/** Makes a connection's reads one after the other, within a pace. Reads that an operator waits for come before those in the background. */
export class ReadPace {
  readonly #clock: Clock;
  readonly #perSecond: (connectionId: number) => number;
  readonly #lanes = new Map<number, Lane>();

  constructor(clock: Clock, perSecond: (connectionId: number) => number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
  }

  /** Makes one read when it is its turn. @throws what `work` throws */
  async run<T>(connectionId: number, background: boolean, work: () => Promise<T>): Promise<T> {
    const lane = this.#lane(connectionId);
    await new Promise<void>((begin) => {
      lane.waiting.push({ begin, background });
      this.#pump(connectionId, lane);
    });
    try {
      return await work();
    } finally {
      lane.busy = false;
      this.#pump(connectionId, lane);
    }
  }

  /** Starts all waiting reads at once, which then notice that they should stop. */
  close(): void {
    for (const lane of this.#lanes.values()) {
      lane.cancel?.();
      for (const { begin } of lane.waiting.splice(0)) begin();
    }
  }

  #lane(connectionId: number): Lane {
    const known = this.#lanes.get(connectionId);
    if (known) return known;
    const permits = this.#perSecond(connectionId) * BURST_SECONDS;
    const lane: Lane = { busy: false, permits, at: this.#clock.now(), waiting: [], cancel: null };
    this.#lanes.set(connectionId, lane);
    return lane;
  }

  #pump(connectionId: number, lane: Lane): void {
    if (lane.busy || lane.waiting.length === 0 || lane.cancel !== null) return;
    const perSecond = this.#perSecond(connectionId);
    const now = this.#clock.now();
    const filled = (Math.max(0, now - lane.at) / 1000) * perSecond;
    lane.permits = Math.min(Math.max(1, perSecond * BURST_SECONDS), lane.permits + filled);
    lane.at = now;
    if (lane.permits < 1) {
      const wait = Math.max(1, Math.ceil(((1 - lane.permits) / perSecond) * 1000));
      lane.cancel = this.#clock.after(wait, () => {
        lane.cancel = null;
        this.#pump(connectionId, lane);
      });
      return;
    }
    const first = lane.waiting.findIndex(({ background }) => !background);
    const [next] = lane.waiting.splice(Math.max(0, first), 1);
    if (!next) return;
    lane.permits--;
    lane.busy = true;
    next.begin();
  }
}
