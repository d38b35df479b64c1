import { describe, expect, it } from 'vitest';
import {
  CHUNK_IDS,
  type Chunk,
  chunkHas,
  chunkOfPlaces,
  chunkOfRange,
  chunkPlaces,
  chunkRank,
  compact,
  decodeChunk,
  encodeChunk,
} from '../../../../src-main/lead-index/bitmap/chunk.ts';
import { chunkAnd, chunkMinus, chunkOrAll, countAnd } from '../../../../src-main/lead-index/bitmap/combine-chunks.ts';
import { seeded } from '../support.ts';

const below = seeded(3);
/** From nothing over lists and bitmaps, loose and full words, to everything. */
const parts = [0, 1, 40, 1023, 1024, 5000, 12_000, CHUNK_IDS - 1, CHUNK_IDS];

function some(n: number): Set<number> {
  const places = new Set<number>(n > CHUNK_IDS / 2 ? Array.from({ length: CHUNK_IDS }, (_, i) => i) : []);
  while (places.size > n) places.delete(below(CHUNK_IDS));
  while (places.size < n) places.add(below(CHUNK_IDS));
  return places;
}

const sorted = (places: Iterable<number>) => [...places].sort((a, b) => a - b);
const both = (a: ReadonlySet<number>, b: ReadonlySet<number>) => [...a].filter((place) => b.has(place));

function same(chunk: Chunk | null, places: Iterable<number>): void {
  const wanted = sorted(places);
  expect(chunk?.n ?? 0).toBe(wanted.length);
  expect((chunk ? chunkPlaces(chunk) : []).join()).toBe(wanted.join());
}

describe('a chunk of leads', () => {
  it('combines and counts like a set of numbers, in both its forms', () => {
    for (const n of parts) {
      for (const m of parts) {
        const [a, b] = [some(n), some(m)];
        const [x, y] = [chunkOfPlaces([...a]), chunkOfPlaces(sorted(b))];
        same(chunkAnd(x, y), both(a, b));
        expect(countAnd(x, y)).toBe(both(a, b).length);
        same(chunkOrAll([x, y]), new Set([...a, ...b]));
        same(
          chunkMinus(x, y),
          [...a].filter((place) => !b.has(place)),
        );
        const c = some(below(CHUNK_IDS));
        const z = chunkOfPlaces([...c]);
        same(chunkOrAll([x, y, z]), new Set([...a, ...b, ...c]));
        // Nothing that was combined has changed.
        same(x, a);
        same(y, b);
      }
    }
  });

  it('stays as it was made, whatever is combined and counted after it', () => {
    for (const n of parts) {
      for (const m of parts) {
        for (const k of [700, 3000]) {
          const [a, b, c] = [some(n), some(m), some(k)];
          const [x, y, z] = [chunkOfPlaces([...a]), chunkOfPlaces([...b]), chunkOfPlaces([...c])];
          const [kept, less] = [chunkAnd(x, z), chunkMinus(x, z)];
          const inAll = both(new Set(both(a, b)), c);
          same(chunkAnd(chunkAnd(x, y), z), inAll);
          same(kept, both(a, c));
          same(
            less,
            [...a].filter((place) => !c.has(place)),
          );
          same(x, a);
          same(y, b);
          same(z, c);
        }
      }
    }
  });

  it('compares a few leads with many, and many with a few, where most of them meet', () => {
    for (const few of [1, 2, 17, 40]) {
      for (const many of [500, 1023]) {
        const [a, b] = [new Set<number>(), new Set<number>()];
        while (a.size < few) a.add(below(many + 10));
        while (b.size < many) b.add(below(many + 10));
        const [x, y] = [chunkOfPlaces([...a]), chunkOfPlaces([...b])];
        same(chunkAnd(x, y), both(a, b));
        same(chunkAnd(y, x), both(a, b));
        same(
          chunkMinus(x, y),
          [...a].filter((place) => !b.has(place)),
        );
        same(
          chunkMinus(y, x),
          [...b].filter((place) => !a.has(place)),
        );
      }
    }
  });

  it('finds a place that stands right where the one before it was sought in vain', () => {
    const even = chunkOfPlaces(Array.from({ length: 200 }, (_, at) => at * 2));
    same(chunkAnd(chunkOfPlaces([1, 2, 3, 4, 397, 398, 399]), even), [2, 4, 398]);
  });

  it('finds the rank of a place, and ranges', () => {
    for (const n of parts.slice(1)) {
      const places = sorted(some(n));
      const chunk = compact(chunkOfPlaces(places)) as Chunk;
      for (let i = 0; i < 40; i++) {
        const place = below(CHUNK_IDS);
        expect(chunkRank(chunk, place)).toBe(places.filter((other) => other < place).length);
        expect(chunkHas(chunk, place)).toBe(places.includes(place));
      }
    }
    for (let i = 0; i < 60; i++) {
      const [from, to] = [below(CHUNK_IDS), below(CHUNK_IDS)];
      same(
        chunkOfRange(from, to),
        Array.from({ length: Math.max(0, to - from + 1) }, (_, k) => from + k),
      );
    }
    same(chunkOfRange(0, CHUNK_IDS - 1), some(CHUNK_IDS));
  });

  it('is read back from what is stored, and refuses what is not whole', () => {
    for (const n of parts.slice(1)) {
      const places = some(n);
      const bytes = encodeChunk(chunkOfPlaces([...places]) as Chunk);
      expect(bytes.length).toBe(n < 1024 ? n * 2 : 2048);
      same(decodeChunk(n, Buffer.concat([Buffer.from([7]), bytes]).subarray(1)), places);
      expect(() => decodeChunk(n, bytes.subarray(1))).toThrow('has to be made anew');
    }
  });
});
