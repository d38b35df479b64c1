import type { LeadFilter } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';
import { FixedSet, type LeadSet } from '../bitmap/lead-set.ts';
import { dayBegins } from './desk-days.ts';
import type { LeadBits } from './lead-bits.ts';
import { ValueSet } from './value-set.ts';

type Due = NonNullable<LeadFilter['callback']>['due'];

/** The time before which callbacks count, ms since 1970, by the desk's clock and local days. */
export function dueUntil(due: Due, now: number): number {
  if (due === 'any') return Number.POSITIVE_INFINITY;
  if (due === 'overdue') return now;
  return dayBegins(now, due === 'today' ? 1 : 7);
}

/** The leads with a callback, by the time it is due. They are cached until the index changes. */
export class Callbacks {
  readonly #store: Store;
  readonly #bits: LeadBits;
  readonly #ownedBy: ((me: string) => readonly number[]) | null;
  #times: number[] = [];
  #ids: number[] = [];
  #sets = new Map<number, LeadSet>();
  #revision = -1;

  /** @param ownedBy returns the leads with a callback of this agent; without it, the leads assigned to this agent */
  constructor(store: Store, bits: LeadBits, ownedBy: ((me: string) => readonly number[]) | null) {
    this.#store = store;
    this.#bits = bits;
    this.#ownedBy = ownedBy;
  }

  /** The leads whose callback is due before `until`. */
  before(until: number): LeadSet {
    this.#read();
    const due = this.#times.filter((time) => time < until).length;
    const set = this.#sets.get(due) ?? FixedSet.of(this.#ids.slice(0, due));
    this.#sets.set(due, set);
    return set;
  }

  /** The leads whose callback is this agent's. */
  mine(me: string): LeadSet {
    return this.#ownedBy ? FixedSet.of(this.#ownedBy(me)) : new ValueSet(this.#bits, 'owner', me);
  }

  #read(): void {
    this.#bits.sync();
    if (this.#revision === this.#bits.revision) return;
    const rows = this.#store
      .prepare<[], [number, number]>(
        'SELECT callback_at, id FROM lead WHERE callback_at IS NOT NULL ORDER BY callback_at, id',
      )
      .raw()
      .all() as [number, number][];
    this.#times = rows.map(([at]) => at);
    this.#ids = rows.map(([, id]) => id);
    this.#sets = new Map();
    this.#revision = this.#bits.revision;
  }
}
