import type { Store } from '../../db/store.ts';
import { yieldToEventLoop } from '../../platform/yielding.ts';
import { CHUNK_IDS, type Chunk, fromWords, WORDS } from '../bitmap/chunk.ts';
import { type Direction, FixedSet, type LeadSet } from '../bitmap/lead-set.ts';
import type { LeadBits } from '../facets/lead-bits.ts';

export type KeySort = 'name' | 'sent' | 'callback' | 'touched';

type Key = string | number;

/** Columns with an index in the database. Leads without a value (or with an empty name) are in none of these orders. */
const COLUMNS: { readonly [Sort in KeySort]: { column: string; index: string; has: string } } = {
  name: { column: 'name_key', index: 'lead_name', has: `name_key > ''` },
  sent: { column: 'sent_at', index: 'lead_sent', has: 'sent_at IS NOT NULL' },
  callback: { column: 'callback_at', index: 'lead_callback', has: 'callback_at IS NOT NULL' },
  touched: { column: 'touched_at', index: 'lead_touched', has: 'touched_at IS NOT NULL' },
};

/** The number of rows read from the index at once, which takes about 5 ms. */
const SLICE = 5_000;
/** The number of places examined at once while an order is updated, which takes about 3 ms. */
const STRETCH = 1_000_000;
/** With more new leads than this, the order is read again. */
const NEW_AT_MOST = 20_000;

/** Every lead with a key, by key and id, as of one revision of the index. */
export class KeySnapshot {
  readonly ids: Uint32Array;
  /** The newest lead at that time. */
  readonly upTo: number;
  /** The revision of the index for which it is valid. */
  readonly revision: number;
  #members: LeadSet | null = null;

  constructor(ids: Uint32Array, upTo: number, revision: number) {
    this.ids = ids;
    this.upTo = upTo;
    this.revision = revision;
  }

  /** The same order for a later revision, when nothing in it has changed. */
  at(revision: number): KeySnapshot {
    const later = new KeySnapshot(this.ids, this.upTo, revision);
    later.#members = this.#members;
    return later;
  }

  /** The same leads as a set. */
  members(): LeadSet {
    if (this.#members) return this.#members;
    const chunks = Math.floor(this.upTo / CHUNK_IDS) + 1;
    const flat = new Int32Array(chunks * WORDS);
    for (const id of this.ids) flat[id >>> 5] = (flat[id >>> 5] as number) | (1 << (id & 31));
    const made = new Map<number, Chunk>();
    for (let at = 0; at < chunks; at++) {
      const chunk = fromWords(flat.subarray(at * WORDS, (at + 1) * WORDS));
      if (chunk) made.set(at, chunk);
    }
    this.#members = new FixedSet(made);
    return this.#members;
  }
}

/**
 * The order of all leads by a key that has no bitmaps. It is kept in memory, four bytes per lead, from its first use on. It is read in
 * slices, with pauses for other commands, and updated with the leads that have changed when it is used again.
 */
export class KeyOrder {
  readonly #store: Store;
  readonly #bits: LeadBits;
  readonly by: KeySort;
  #snapshot: KeySnapshot | null = null;
  #working: Promise<KeySnapshot> | null = null;

  constructor(store: Store, bits: LeadBits, by: KeySort) {
    this.#store = store;
    this.#bits = bits;
    this.by = by;
  }

  /** The order in memory, which may be of an earlier revision; null if it is not in memory yet. */
  get snapshot(): KeySnapshot | null {
    return this.#snapshot;
  }

  /** The updated order. @throws Error if the desk closes meanwhile */
  async current(): Promise<KeySnapshot> {
    if (this.#working) return this.#working;
    this.#bits.sync();
    if (this.#snapshot?.revision === this.#bits.revision) return this.#snapshot;
    this.#working = this.#bringUpToDate().finally(() => {
      this.#working = null;
    });
    return this.#working;
  }

  async #bringUpToDate(): Promise<KeySnapshot> {
    this.#snapshot = this.#snapshot === null ? await this.#read() : await this.#update(this.#snapshot);
    return this.#snapshot;
  }

  #highest(): number {
    return this.#store.prepare<[], number | null>('SELECT max(id) FROM lead').pluck().get() ?? 0;
  }

  async #read(): Promise<KeySnapshot> {
    // Leads that change while the order is read are put in their place at the end.
    const { revision } = this.#bits;
    const upTo = this.#highest();
    const seen = new Uint8Array(upTo + 1);
    const ids = new Uint32Array(upTo + 1);
    let n = 0;
    let last: readonly [Key, number] | null = null;
    for (;;) {
      if (!this.#store.raw.open) throw new Error('The desk is closing.');
      const some = this.slice('ascending', last, SLICE);
      for (const [id] of some) {
        // A lead that got a higher key while the order was read would occur twice.
        if (id > upTo || seen[id] === 1) continue;
        seen[id] = 1;
        ids[n++] = id;
      }
      const end = some.at(-1);
      if (end === undefined || some.length < SLICE) break;
      last = [end[1], end[0]];
      await yieldToEventLoop();
    }
    return this.#update(new KeySnapshot(ids.slice(0, n), upTo, revision));
  }

  /** Removes the leads that have changed, and inserts them and the new ones at their places. */
  async #update(known: KeySnapshot): Promise<KeySnapshot> {
    const highest = this.#highest();
    this.#bits.sync();
    const { revision } = this.#bits;
    const changed = this.#bits.leadsChangedSince(known.revision);
    if (changed === null || highest - known.upTo > NEW_AT_MOST) return this.#read();
    if (changed.size === 0 && highest === known.upTo) return known.at(revision);
    const { column, has } = COLUMNS[this.by];
    const keyOf = this.#store.prepare<[number], Key>(`SELECT ${column} FROM lead WHERE id = ? AND ${has}`).pluck();
    const fresh: [number, Key][] = [];
    for (const id of changed) {
      const key = keyOf.get(id);
      if (key !== undefined && id <= known.upTo) fresh.push([id, key]);
    }
    for (let id = known.upTo + 1; id <= highest; id++) {
      const key = keyOf.get(id);
      if (key !== undefined) fresh.push([id, key]);
    }
    fresh.sort((a, b) => compareKeys(a[1], b[1]) || a[0] - b[0]);
    const stay = await without(known.ids, changed);
    return new KeySnapshot(this.#merge(stay, fresh, keyOf), highest, revision);
  }

  #merge(stay: Uint32Array, fresh: [number, Key][], keyOf: { get(id: number): Key | undefined }): Uint32Array {
    const ids = new Uint32Array(stay.length + fresh.length);
    let from = 0;
    let n = 0;
    for (const [id, key] of fresh) {
      let low = from;
      let high = stay.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        const other = stay[middle] as number;
        const otherKey = keyOf.get(other);
        // A lead that has just lost its key may be anywhere until the next update.
        const before = otherKey === undefined || compareKeys(otherKey, key) < 0 || (otherKey === key && other < id);
        if (before) low = middle + 1;
        else high = middle;
      }
      ids.set(stay.subarray(from, low), n);
      n += low - from;
      ids[n++] = id;
      from = low;
    }
    ids.set(stay.subarray(from), n);
    return ids;
  }

  /** Leads with their keys, read from the database's index, after `after` (key, id). */
  slice(direction: Direction, after: readonly [Key, number] | null, limit: number): [number, Key][] {
    return this.#store
      .prepare<(Key | number)[], [number, Key]>(this.#sql(direction, after !== null))
      .raw()
      .all(...(after ?? []), limit) as [number, Key][];
  }

  #sql(direction: Direction, behindOne: boolean): string {
    const { column, index, has } = COLUMNS[this.by];
    const up = direction === 'ascending';
    const order = up ? 'ASC' : 'DESC';
    // Of two lower bounds of one column SQLite uses the first, and the partial indexes are only used with theirs.
    const bound = behindOne && up && this.by === 'name' ? 'TRUE' : has;
    const behind = behindOne ? `AND (${column}, id) ${up ? '>' : '<'} (?, ?)` : '';
    return `SELECT id, ${column} FROM lead INDEXED BY ${index} WHERE ${bound} ${behind} ORDER BY ${column} ${order}, id ${order} LIMIT ?`;
  }

  /** The leads among these that have a key, by key and id: for few leads. */
  sorted(ids: readonly number[]): number[] {
    const { column, has } = COLUMNS[this.by];
    const keyOf = this.#store.prepare<[number], Key>(`SELECT ${column} FROM lead WHERE id = ? AND ${has}`).pluck();
    const keyed = ids.flatMap((id) => {
      const key = keyOf.get(id);
      return key === undefined ? [] : [[id, key] as const];
    });
    return keyed.sort(([a, one], [b, two]) => compareKeys(one, two) || a - b).map(([id]) => id);
  }
}

const compareKeys = (a: Key, b: Key): number => (a < b ? -1 : a > b ? 1 : 0);

async function without(ids: Uint32Array, gone: ReadonlySet<number>): Promise<Uint32Array> {
  if (gone.size === 0) return ids;
  const stay = new Uint32Array(ids.length);
  let n = 0;
  for (let from = 0; from < ids.length; from += STRETCH) {
    const to = Math.min(ids.length, from + STRETCH);
    for (let i = from; i < to; i++) if (!gone.has(ids[i] as number)) stay[n++] = ids[i] as number;
    await yieldToEventLoop();
  }
  return stay.subarray(0, n);
}
