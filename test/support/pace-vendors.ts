/** Evenly distributed numbers from 0 to 1 that are the same each time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A log-normal number with mean 1 and this deviation of its logarithm. */
export function lognormal(random: () => number, deviation: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.exp(deviation * normal - (deviation * deviation) / 2);
}

/** A model of a vendor's response times at a time (ms since the start). */
export interface VendorModel {
  /** The network delay and the vendor's processing time without load, ms. */
  readonly delay: (at: number, random: () => number) => number;
  /**
   * The work it does per second with this many requests in progress, which share it equally; a request is work of 1. Without it the vendor
   * is never under load.
   */
  readonly capacity?: (inside: number, at: number) => number;
  /** The work of a request; by default 1. */
  readonly work?: (random: () => number) => number;
  /** Requests accepted in any second; further ones are answered with a 429 that asks to wait this many seconds. */
  readonly limit?: (at: number) => { readonly perSecond: number; readonly retryAfter: number };
  /** The share of requests that fail. */
  readonly breaks?: number;
}

interface Request {
  readonly id: number;
  readonly sentAt: number;
  readonly throttled: number | null;
  readonly broken: boolean;
  /** When it arrives at the vendor, or back. */
  due: number;
  work: number;
  stage: 'way' | 'inside' | 'back';
}

export interface SimulatedAnswer {
  readonly id: number;
  readonly ms: number;
  /** The seconds to wait of a 429. */
  readonly throttled: number | null;
  readonly broken: boolean;
}

/** A vendor with a clock that advances from event to event. */
export class SimulatedVendor {
  now = 0;
  readonly #model: VendorModel;
  readonly #random: () => number;
  readonly #requests = new Map<number, Request>();
  readonly #taken: number[] = [];

  constructor(model: VendorModel, seed: number) {
    this.#model = model;
    this.#random = seeded(seed);
  }

  send(id: number): void {
    const limit = this.#model.limit?.(this.now);
    let throttled: number | null = null;
    if (limit) {
      while ((this.#taken[0] ?? this.now) <= this.now - 1000) this.#taken.shift();
      if (this.#taken.length >= limit.perSecond) throttled = limit.retryAfter;
      else this.#taken.push(this.now);
    }
    const delay = this.#model.delay(this.now, this.#random);
    const inside = this.#model.capacity !== undefined && throttled === null;
    this.#requests.set(id, {
      id,
      sentAt: this.now,
      throttled,
      broken: this.#random() < (this.#model.breaks ?? 0),
      due: this.now + (inside ? delay / 2 : delay),
      work: this.#model.work?.(this.#random) ?? 1,
      stage: inside ? 'way' : 'back',
    });
  }

  /** Advances to the next answer, or to `until` if there is none before that. */
  next(until: number): SimulatedAnswer | null {
    for (;;) {
      const inside = [...this.#requests.values()].filter(({ stage }) => stage === 'inside');
      const perMs =
        inside.length === 0 ? 0 : (this.#model.capacity?.(inside.length, this.now) ?? 0) / inside.length / 1000;
      let next: Request | null = null;
      // No step is longer than this, because capacity may change with time.
      let at = Math.min(until, this.now + (inside.length > 0 ? 50 : Number.POSITIVE_INFINITY));
      for (const request of this.#requests.values()) {
        const due = request.stage === 'inside' ? this.now + request.work / perMs : request.due;
        if (due > at) continue;
        at = due;
        next = request;
      }
      for (const request of inside) request.work -= perMs * (at - this.now);
      this.now = Math.max(this.now, at);
      if (next?.stage === 'way') next.stage = 'inside';
      else if (next?.stage === 'inside') {
        next.stage = 'back';
        next.due = this.now + this.#model.delay(this.now, this.#random) / 2;
      } else if (next) {
        this.#requests.delete(next.id);
        return { id: next.id, ms: this.now - next.sentAt, throttled: next.throttled, broken: next.broken };
      } else if (this.now >= until) return null;
    }
  }
}
