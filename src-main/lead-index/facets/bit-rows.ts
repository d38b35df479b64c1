import type { Store } from '../../db/store.ts';
import { type Chunk, decodeChunk, encodeChunk } from '../bitmap/chunk.ts';
import { slabMemory } from '../bitmap/slab-memory.ts';

/** A value of a facet in the dictionary, a row of `lead_facet_value`. */
export interface Entry {
  readonly id: number;
  readonly facet: string;
  readonly value: string;
  /** The number of leads that have it. */
  n: number;
}

/** The number of chunk numbers per value in the row ids of `lead_bits`. */
const CHUNKS_A_VALUE = 2 ** 20;

/** Every value of every facet. */
export const readValues = (store: Store): Entry[] =>
  store.prepare<[], Entry>('SELECT id, facet, value, n FROM lead_facet_value').all();

/** Adds a value that no lead has yet. @returns its id */
export const insertValue = (store: Store, facet: string, value: string): number =>
  Number(
    store.prepare('INSERT INTO lead_facet_value (facet, value, n) VALUES (?, ?, 0)').run(facet, value).lastInsertRowid,
  );

export function setValueCount(store: Store, id: number, n: number): void {
  store.prepare('UPDATE lead_facet_value SET n = ? WHERE id = ?').run(n, id);
}

/** Removes the values that no lead has. */
export function removeUnusedValues(store: Store): void {
  store.prepare('DELETE FROM lead_facet_value WHERE n = 0').run();
}

/** The highest chunk of a value; -1 if there is none. */
export function highestChunk(store: Store, valueId: number): number {
  const base = valueId * CHUNKS_A_VALUE;
  const highest = store
    .prepare<[number, number], number | null>('SELECT max(id) FROM lead_bits WHERE id >= ? AND id < ?')
    .pluck()
    .get(base, base + CHUNKS_A_VALUE);
  return (highest ?? base - 1) - base;
}

/** Some chunks of a value, with their numbers. @throws Error if one can't be read */
export function readChunks(store: Store, valueId: number, first: number, count: number): [number, Chunk][] {
  const base = valueId * CHUNKS_A_VALUE;
  const rows = store
    .prepare<[number, number], [number, number, Buffer]>('SELECT id, n, bits FROM lead_bits WHERE id >= ? AND id < ?')
    .raw()
    .all(base + first, base + first + count);
  return rows.map(([id, n, bits]) => {
    const memory = slabMemory(bits.byteLength);
    memory.set(bits);
    return [id - base, decodeChunk(n, memory)];
  });
}

/** Writes a chunk of a value, or removes it (null). */
export function writeChunk(store: Store, valueId: number, chunk: number, state: Chunk | null): void {
  const id = valueId * CHUNKS_A_VALUE + chunk;
  if (state === null) store.prepare('DELETE FROM lead_bits WHERE id = ?').run(id);
  else {
    store
      .prepare(
        'INSERT INTO lead_bits (id, n, bits) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET n = excluded.n, bits = excluded.bits',
      )
      .run(id, state.n, encodeChunk(state));
  }
}

/** Every stored chunk: its value, its number, how many leads it has, and its length in bytes. In one pass, about 30 ms at a million leads. */
export function measureChunks(store: Store): { valueId: number; chunk: number; n: number; length: number }[] {
  const rows = store.prepare<[], [number, number, number]>('SELECT id, n, length(bits) FROM lead_bits').raw().all();
  return rows.map(([id, n, length]) => ({
    valueId: Math.floor(id / CHUNKS_A_VALUE),
    chunk: id % CHUNKS_A_VALUE,
    n,
    length,
  }));
}

/** The changes that are not in the chunks yet, oldest first. */
export const readLog = (store: Store): Buffer[] =>
  store.prepare<[], Buffer>('SELECT changes FROM lead_bits_log ORDER BY id').pluck().all();

export function appendToLog(store: Store, changes: Buffer): void {
  store.prepare('INSERT INTO lead_bits_log (changes) VALUES (?)').run(changes);
}

/** @returns whether there were any */
export const emptyLog = (store: Store): boolean => store.prepare('DELETE FROM lead_bits_log').run().changes > 0;
