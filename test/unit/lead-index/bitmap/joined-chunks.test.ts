import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import {
  CHUNK_IDS,
  type Chunk,
  chunkOfPlaces,
  chunkPlaces,
  encodeChunk,
} from '../../../../src-main/lead-index/bitmap/chunk.ts';
import {
  type Joined,
  JoinedChunks,
  joinedSql,
  stayingMemory,
} from '../../../../src-main/lead-index/bitmap/joined-chunks.ts';
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

  it('are the same as one by one, lists and bitmaps between each other', () => {
    const read = new JoinedChunks().fill(joined(0, 1000));
    const keys = Array.from({ length: 1000 }, (_, key) => key).filter((key) => read.has(key));
    expect(keys).toEqual([...chunks.keys()]);
    for (const [key, one] of chunks) expect(chunkPlaces(read.chunk(key) as Chunk)).toEqual(chunkPlaces(one));
  });

  it('are the same when each is made on demand, and none between them or beside them', () => {
    const some = new JoinedChunks().fill(joined(7, 50));
    const held = [...chunks.keys()].filter((key) => key >= 7 && key < 50);
    expect(some.count).toBe(held.length);
    for (let key = 0; key < 70; key++) {
      const one = held.includes(key) ? chunks.get(key) : undefined;
      expect([key, some.has(key)]).toEqual([key, one !== undefined]);
      const made = some.chunk(key);
      expect(made && chunkPlaces(made)).toEqual(one ? chunkPlaces(one) : null);
    }
  });

  it('are filled again into memory of their own, with more, with fewer, with none', () => {
    const some = new JoinedChunks(stayingMemory(64 * 1024));
    for (const [from, to] of [
      [0, 1000],
      [14, 30],
      [1, 7],
      [7, 1000],
    ] as const) {
      const held = [...chunks.keys()].filter((key) => key >= from && key < to);
      const [keys, numbers, bytes] = joined(from, to);
      some.fill([keys, numbers, bytes]);
      bytes?.fill(0);
      expect([some.count, some.bytes]).toEqual([held.length, 64 * 1024]);
      for (let key = 0; key < 70; key++) {
        const made = some.chunk(key);
        const one = held.includes(key) ? chunks.get(key) : undefined;
        expect([key, made && chunkPlaces(made)]).toEqual([key, one ? chunkPlaces(one) : null]);
      }
    }
  });

  it('are none where there are no rows', () => {
    const none = new JoinedChunks().fill(joined(1, 7));
    expect([none.count, none.has(0), none.has(3), none.chunk(0)]).toEqual([0, false, false, null]);
  });

  it('are refused when their bytes are more or fewer than they say', () => {
    const [keys, numbers, bytes] = joined(0, 15);
    const fewer = (bytes as Uint8Array).subarray(2);
    const more = Buffer.concat([bytes as Uint8Array, new Uint8Array(2)]);
    expect(() => new JoinedChunks().fill([keys, numbers, fewer])).toThrow('made anew');
    expect(() => new JoinedChunks().fill([keys, numbers, fewer])).toThrow('another length');
    expect(() => new JoinedChunks().fill([keys, numbers, more])).toThrow('another length');
  });
});
