import type { Store } from '../../db/store.ts';
import { type Chunk, chunkForm, isSound, sameChunk } from '../bitmap/chunk.ts';
import type { ExpectedChunk } from './expected-chunk.ts';
import { makeStamp, renewStamp } from './index-revision.ts';
import { type BitsChange, CHUNKS_A_VALUE, type Entry, type LeadBits } from './lead-bits.ts';

/** What is stored of a chunk; undefined when it can't be read, as before `repairTables`. */
function storedChunk(bits: LeadBits, valueId: number, at: number): Chunk | null | undefined {
  try {
    return bits.chunk(valueId, at);
  } catch {
    // Why it can't be read does not matter here: it differs from what it should be.
    return undefined;
  }
}

/**
 * The differences between a chunk and what it should hold. Called after `sync`. Only with `toWrite`, after `repairTables` and inside the
 * caller's write transaction, may they be given to `LeadBits.write`: values that are missing in the dictionary are then added to it.
 */
export function differences(bits: LeadBits, at: number, expected: ExpectedChunk, toWrite: boolean): BitsChange[] {
  const found: BitsChange[] = [];
  const note = (entry: Entry, after: Chunk | null) => {
    const before = storedChunk(bits, entry.id, at);
    if (before !== undefined && (before === null || isSound(before)) && sameChunk(before, after)) return;
    // Also of a chunk that is not valid the number of leads counts: it is part of the value's number.
    found.push({ entry, chunk: at, before: before ?? null, after, ops: null });
  };
  for (const entry of [...bits.everyEntry()]) note(entry, expected.chunk(entry.facet, entry.value));
  for (const [facet, value] of expected.values()) {
    if (bits.entry(facet, value) !== undefined) continue;
    if (toWrite) note(bits.entryToWrite(facet, value), expected.chunk(facet, value));
    else found.push({ entry: { id: 0, facet, value, n: 0 }, chunk: at, before: null, after: null, ops: null });
  }
  return found;
}

/**
 * Makes the tables consistent with one another: removes a log that names unknown values, and chunks of no value, above the last lead, or of a
 * length that does not fit their number of leads; and counts each value's leads again. Whatever is in memory is read again afterwards. In the
 * caller's write transaction.
 *
 * @returns whether anything was wrong
 */
export function repairTables(store: Store, bits: LeadBits, lastChunk: number): boolean {
  let wrong = makeStamp(store);
  const run = (sql: string, ...parameters: number[]) => {
    if (store.prepare(sql).run(...parameters).changes > 0) wrong = true;
  };
  renewStamp(store);
  try {
    bits.sync();
    bits.fold();
  } catch {
    // The log can't be read. What it held follows from the rows of leads, too.
    run('DELETE FROM lead_bits_log');
  }
  const values = store.prepare<[], [number, number]>('SELECT id, n FROM lead_facet_value').raw().all();
  const held = new Map(values.map(([id]) => [id, 0]));
  // Read in one pass: at a million leads each takes some 30 ms.
  const chunks = store.prepare<[], [number, number, number]>('SELECT id, n, length(bits) FROM lead_bits').raw().all();
  for (const [id, n, length] of chunks) {
    const value = Math.floor(id / CHUNKS_A_VALUE);
    const before = held.get(value);
    const isChunk = id % CHUNKS_A_VALUE <= lastChunk && n >= 1 && chunkForm(n).byteLength === length;
    if (before === undefined || !isChunk) run('DELETE FROM lead_bits WHERE id = ?', id);
    else held.set(value, before + n);
  }
  for (const [id, n] of values) {
    const counted = held.get(id) ?? 0;
    if (counted !== n) run('UPDATE lead_facet_value SET n = ? WHERE id = ?', counted, id);
  }
  renewStamp(store);
  return wrong;
}
