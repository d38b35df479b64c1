import { type Chunk, WORDS } from '../bitmap/chunk.ts';
import { AndSet, type Direction, type LeadSet, MinusSet } from '../bitmap/lead-set.ts';
import type { KeySnapshot } from './key-order.ts';

/** Places of an order that are counted together. */
const BLOCK = 4096;

/** One set of leads in one order: those with a key by their key, and behind them, in either direction, those without one. */
export class KeyList {
  readonly #ids: Uint32Array;
  readonly #flat: Int32Array;
  /** How many leads of the set are in each block of the order; null when all of the order are in the set. */
  readonly #blocks: Uint16Array | null;
  readonly #keyed: number;
  readonly #rest: LeadSet;

  constructor(set: LeadSet, snapshot: KeySnapshot) {
    this.#ids = snapshot.ids;
    const total = set.count();
    const members = snapshot.members();
    const inside = new AndSet([set, members]);
    this.#keyed = inside.count();
    this.#rest = new MinusSet(set, members);
    this.#flat = flatten(set);
    this.#blocks = total > 0 && this.#keyed === this.#ids.length ? null : this.#count();
  }

  #has(id: number): boolean {
    return (((this.#flat[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1;
  }

  #count(): Uint16Array {
    const ids = this.#ids;
    const flat = this.#flat;
    const words = flat.length;
    const blocks = new Uint16Array(Math.ceil(ids.length / BLOCK));
    for (let block = 0; block < blocks.length; block++) {
      const end = Math.min(ids.length, (block + 1) * BLOCK);
      let n = 0;
      for (let i = block * BLOCK; i < end; i++) {
        const id = ids[i] as number;
        const word = id >>> 5;
        if (word < words) n += ((flat[word] as number) >>> (id & 31)) & 1;
      }
      blocks[block] = n;
    }
    return blocks;
  }

  /** The leads from place `n` on. */
  page(n: number, limit: number, direction: Direction): number[] {
    const found: number[] = [];
    if (n < this.#keyed) {
      const wanted = Math.min(limit, this.#keyed - n);
      if (direction === 'ascending') this.#read(n, wanted, found);
      else {
        this.#read(this.#keyed - n - wanted, wanted, found);
        found.reverse();
      }
    }
    if (found.length < limit) {
      found.push(...this.#rest.page(Math.max(0, n - this.#keyed), limit - found.length, direction));
    }
    return found;
  }

  /** Adds `wanted` leads from place `n` of the ascending order on. */
  #read(n: number, wanted: number, found: number[]): void {
    const ids = this.#ids;
    if (!this.#blocks) {
      for (let i = n; i < n + wanted; i++) found.push(ids[i] as number);
      return;
    }
    let block = 0;
    let skip = n;
    while (block < this.#blocks.length && skip >= (this.#blocks[block] as number)) {
      skip -= this.#blocks[block] as number;
      block++;
    }
    for (let i = block * BLOCK; i < ids.length && found.length < wanted; i++) {
      if (!this.#has(ids[i] as number)) continue;
      if (skip > 0) skip--;
      else found.push(ids[i] as number);
    }
  }

  /** The place of a lead of the set. */
  placeOf(id: number, direction: Direction): number | null {
    const up = direction === 'ascending';
    const at = this.#ids.indexOf(id);
    if (at < 0) {
      const place = this.#rest.placeOf(id, direction);
      return place === null ? null : this.#keyed + place;
    }
    if (!this.#has(id)) return null;
    let before = at;
    if (this.#blocks) {
      const block = Math.floor(at / BLOCK);
      before = 0;
      for (let i = 0; i < block; i++) before += this.#blocks[i] as number;
      for (let i = block * BLOCK; i < at; i++) if (this.#has(this.#ids[i] as number)) before++;
    }
    return up ? before : this.#keyed - 1 - before;
  }
}

/** A set as one bitmap, for testing millions of ids. */
function flatten(set: LeadSet): Int32Array {
  const last = set.last();
  const flat = new Int32Array((last + 1) * WORDS);
  for (let at = 0; at <= last; at++) {
    const chunk = set.chunk(at);
    if (chunk) copyInto(flat, at * WORDS, chunk);
  }
  return flat;
}

function copyInto(flat: Int32Array, base: number, { words, list }: Chunk): void {
  if (words) flat.set(words, base);
  for (const place of list ?? []) {
    const word = base + (place >>> 5);
    flat[word] = (flat[word] as number) | (1 << (place & 31));
  }
}
