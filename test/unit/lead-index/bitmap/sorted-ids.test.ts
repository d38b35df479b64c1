import { describe, expect, it } from 'vitest';
import { CHUNK_IDS, type Chunk, chunkOf, chunkPlaces } from '../../../../src-main/lead-index/bitmap/chunk.ts';
import { NamedSet } from '../../../../src-main/lead-index/bitmap/lead-set.ts';
import { SortedIds } from '../../../../src-main/lead-index/bitmap/sorted-ids.ts';
import { seeded } from '../support.ts';

const below = seeded(5);
const idsOf = (chunk: Chunk | null, at: number) =>
  chunk ? chunkPlaces(chunk).map((place) => at * CHUNK_IDS + place) : [];

describe('leads by their ids', () => {
  it('are given chunk by chunk as they were named, few or many, at the edges too', () => {
    const named = [0, CHUNK_IDS - 1, CHUNK_IDS, 7 * CHUNK_IDS - 1, 9 * CHUNK_IDS];
    // Few in the third chunk, as many as are a bitmap in the fifth.
    for (let n = 0; n < 40; n++) named.push(2 * CHUNK_IDS + below(CHUNK_IDS));
    for (let n = 0; n < 3000; n++) named.push(4 * CHUNK_IDS + below(CHUNK_IDS));
    const wanted = [...new Set(named)].sort((a, b) => a - b);
    // In any order, some twice, and what is no id at all.
    const ids = SortedIds.of([...named.reverse(), 0, 9 * CHUNK_IDS, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]);
    expect(ids.count).toBe(wanted.length);
    expect(ids.last).toBe(9);
    for (let at = 0; at < 12; at++) {
      const here = wanted.filter((id) => chunkOf(id) === at);
      expect(idsOf(ids.chunk(at), at)).toEqual(here);
      expect(ids.countOf(at)).toBe(here.length);
    }
    expect(ids.chunk(4)?.words).not.toBeNull();
    expect(ids.chunk(3)).toBeNull();
    const set = NamedSet.of(named, false);
    expect([set.count(), set.exact, set.last()]).toEqual([wanted.length, false, 9]);
    expect(set.ids()).toEqual(wanted);
    expect(set.page(2, 3)).toEqual(wanted.slice(-5, -2).reverse());
    expect(set.countOf(2)).toBe(wanted.filter((id) => chunkOf(id) === 2).length);
  });

  it('may be none', () => {
    const none = SortedIds.of([]);
    expect([none.count, none.last, none.chunk(0), none.countOf(0)]).toEqual([0, -1, null, 0]);
    expect(NamedSet.of([]).ids()).toEqual([]);
  });
});
