import type { Store } from '../../db/store.ts';
import { type Chunk, chunkForm, isSound, sameChunk } from '../bitmap/chunk.ts';
import { type Entry, emptyLog, measureChunks, readValues, setValueCount, writeChunk } from './bit-rows.ts';
import type { ExpectedChunk } from './expected-chunk.ts';
import { makeStamp, renewStamp } from './index-revision.ts';
import type { BitsChange, LeadBits } from './lead-bits.ts';

/** The stored form of a chunk; undefined if it can't be read, as before `repairTables`. */
function storedChunk(bits: LeadBits, valueId: number, at: number): Chunk | null | undefined {
  try {
    return bits.chunk(valueId, at);
  } catch {
    // The reason why it can't be read does not matter here, because it differs from what it should be.
    return undefined;
  }
}

/**
 * The differences between a chunk and what it should contain. To be called after `sync`. They may only be passed to `LeadBits.write` with
 * `toWrite`, after `repairTables` and in the caller's write transaction. Missing values are then added to the dictionary.
 */
export function differences(bits: LeadBits, at: number, expected: ExpectedChunk, toWrite: boolean): BitsChange[] {
  const found: BitsChange[] = [];
  const note = (entry: Entry, after: Chunk | null) => {
    const before = storedChunk(bits, entry.id, at);
    if (before !== undefined && (before === null || isSound(before)) && sameChunk(before, after)) return;
    // The number of leads counts even for an invalid chunk, because it is part of the value's total.
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
 * Makes the tables consistent with each other: deletes a log with unknown values, and chunks without a value, above the last lead, or of a
 * length that does not match their number of leads; and counts each value's leads again. The cache is read again afterwards. In the
 * caller's write transaction.
 *
 * @returns whether anything was wrong
 */
export function repairTables(store: Store, bits: LeadBits, lastChunk: number): boolean {
  let wrong = makeStamp(store);
  renewStamp(store);
  try {
    bits.sync();
    bits.fold();
  } catch {
    // The log can't be read. Its content can also be computed from the rows of leads.
    if (emptyLog(store)) wrong = true;
  }
  const values = readValues(store);
  const held = new Map(values.map(({ id }) => [id, 0]));
  for (const { valueId, chunk, n, length } of measureChunks(store)) {
    const before = held.get(valueId);
    const isChunk = chunk <= lastChunk && n >= 1 && chunkForm(n).byteLength === length;
    if (before !== undefined && isChunk) held.set(valueId, before + n);
    else {
      writeChunk(store, valueId, chunk, null);
      wrong = true;
    }
  }
  for (const { id, n } of values) {
    const counted = held.get(id) ?? 0;
    if (counted === n) continue;
    setValueCount(store, id, counted);
    wrong = true;
  }
  renewStamp(store);
  return wrong;
}
