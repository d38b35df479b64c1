import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import {
  CHUNK_IDS,
  type Chunk,
  chunkOfPlaces,
  chunkPlaces,
  encodeChunk,
} from '../../../../src-main/lead-index/bitmap/chunk.ts';
import { type Joined, joinedSql, splitJoined } from '../../../../src-main/lead-index/bitmap/joined-chunks.ts';
import { seeded } from '../support.ts';

const below = seeded(11);
const db = new Database(':memory:');
db.exec('CREATE TABLE bits (key INTEGER PRIMARY KEY, n INTEGER NOT NULL, bits BLOB NOT NULL)');
const read = db
  .prepare<[number, number], Joined>(joinedSql('SELECT key, n, bits FROM bits WHERE key >= ? AND key < ? ORDER BY key'))
  .raw();
const joined = (from: number, to: number) => read.get(from, to) as Joined;

/** So many places: with every byte there is, those that are no text among them. */
function chunk(n: number): Chunk {
  const places = new Set<number>();
  while (places.size < n) places.add(below(CHUNK_IDS));
  return chunkOfPlaces([...places].sort((a, b) => a - b)) as Chunk;
}

describe('chunks read in one piece', () => {
  const sizes = [1, 3, 0x80, 255, 1023, 1024, 2, 9000, 5, CHUNK_IDS];
  const chunks = new Map(sizes.map((n, at) => [at * 7, chunk(n)]));
  for (const [key, one] of chunks) db.prepare('INSERT INTO bits VALUES (?, ?, ?)').run(key, one.n, encodeChunk(one));

  it('are the same as one by one, lists and bitmaps between each other, and stay when the bytes read are used again', () => {
    for (const [from, to] of [
      [0, 1000],
      [7, 50],
      [1, 7],
    ] as const) {
      const read = joined(from, to);
      const split = splitJoined(read, new Uint8Array(64 * 1024));
      read[2]?.fill(0);
      const held = [...chunks].filter(([key]) => key >= from && key < to);
      expect([...split.keys()]).toEqual(held.map(([key]) => key));
      for (const [key, one] of held) expect(chunkPlaces(split.get(key) as Chunk)).toEqual(chunkPlaces(one));
    }
  });

  it('are refused when their bytes are more or fewer than they say', () => {
    const [keys, numbers, bytes] = joined(0, 15);
    const memory = () => new Uint8Array(64 * 1024);
    const fewer = (bytes as Uint8Array).subarray(2);
    const more = Buffer.concat([bytes as Uint8Array, new Uint8Array(2)]);
    expect(() => splitJoined([keys, numbers, fewer], memory())).toThrow('another length');
    expect(() => splitJoined([keys, numbers, fewer], memory())).toThrow('made anew');
    expect(() => splitJoined([keys, numbers, more], memory())).toThrow('another length');
  });
});
