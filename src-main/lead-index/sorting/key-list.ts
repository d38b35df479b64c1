import { toWords, WORDS } from '../bitmap/chunk.ts';
import type { Direction, LeadSet } from '../bitmap/lead-set.ts';
import type { KeySnapshot } from './key-order.ts';

/** One set of leads in one order: those with a key by their key, and after them, in both directions, those without one. */
export class KeyList {
  /** The leads with a key, ascending. */
  readonly #ids: Uint32Array;
  readonly #rest: LeadSet;

  constructor(ids: Uint32Array, rest: LeadSet) {
    this.#ids = ids;
    this.#rest = rest;
  }

  /** A set in an order that is in memory. */
  static of(set: LeadSet, snapshot: KeySnapshot): KeyList {
    const members = snapshot.members();
    const keyed = set.and(members).count();
    const ids = keyed === snapshot.ids.length ? snapshot.ids : inside(snapshot.ids, set, keyed);
    return new KeyList(ids, set.minus(members));
  }

  /** The leads from place `n` on. */
  page(n: number, limit: number, direction: Direction): number[] {
    const { length } = this.#ids;
    const found =
      direction === 'ascending'
        ? Array.from(this.#ids.subarray(n, n + limit))
        : Array.from(this.#ids.subarray(Math.max(0, length - n - limit), Math.max(0, length - n))).reverse();
    if (found.length === limit) return found;
    return [...found, ...this.#rest.page(Math.max(0, n - length), limit - found.length, direction)];
  }

  /** The place of a lead of the set. */
  placeOf(id: number, direction: Direction): number | null {
    const { length } = this.#ids;
    const at = this.#ids.indexOf(id);
    if (at >= 0) return direction === 'ascending' ? at : length - 1 - at;
    const place = this.#rest.placeOf(id, direction);
    return place === null ? null : length + place;
  }
}

/** Those of these ids that are in a set, `n` in number, in the order given. */
function inside(ids: Uint32Array, set: LeadSet, n: number): Uint32Array {
  // As one bitmap, for testing millions of ids.
  const flat = new Int32Array((set.last() + 1) * WORDS);
  for (const [at, chunk] of set.chunks()) flat.set(toWords(chunk), at * WORDS);
  const found = new Uint32Array(n);
  let length = 0;
  for (let i = 0; i < ids.length && length < n; i++) {
    const id = ids[i] as number;
    found[length] = id;
    length += ((flat[id >>> 5] ?? 0) >>> (id & 31)) & 1;
  }
  return found;
}
