import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../../../src-main/db/open.ts';
import type { Store } from '../../../../../src-main/db/store.ts';
import { chunkOf, chunkPlaces } from '../../../../../src-main/lead-index/bitmap/chunk.ts';
import { LeadSearch } from '../../../../../src-main/lead-index/search/lead-search.ts';
import { TermLists } from '../../../../../src-main/lead-index/search/posting-lists/kept-lists.ts';
import {
  type ByChunk,
  sealedChunks,
  TermList,
} from '../../../../../src-main/lead-index/search/posting-lists/posting-lists.ts';
import type { SearchText } from '../../../../../src-main/lead-index/search/text-search.ts';
import { seeded } from '../../support.ts';

const NAMES = ['Ann', 'Anna', 'Bo', 'Cara', 'Dan', 'Zoltan'];
const LAST = 120_000;

/** Eight chunks of leads, all but the last with lists: most names in all of them, one in a few. */
function desk(): Store {
  const folder = mkdtempSync(join(tmpdir(), 'term-lists-'));
  const store = openStore(join(folder, 'trunkline.db'));
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const search = new LeadSearch(store);
  const below = seeded(9);
  const leads: SearchText[] = [];
  for (let id = 200; id <= LAST; id += 200) {
    const name = NAMES[below(chunkOf(id) === 3 ? 6 : 5)] as string;
    leads.push({ id, name, places: '', words: '', notes: '', phones: [`1727${1_000_000 + below(9_000_000)}`] });
  }
  store.write(() => search.put([], leads));
  while (search.tidy(50));
  return store;
}

const leadsOf = (list: ByChunk, chunks: number): number[][] =>
  Array.from({ length: chunks }, (_, at) => chunks - 1 - at).map((at) => {
    const chunk = list.chunk(at);
    return chunk ? chunkPlaces(chunk) : [];
  });

it('give the same leads however often their memory was used for others', () => {
  const store = desk();
  const sealed = sealedChunks(store);
  const chunks = chunkOf(LAST) + 1;
  expect([sealed, chunks]).toEqual([7, 8]);
  const terms = [
    'a',
    'an',
    'ann',
    'anna',
    'b',
    'bo',
    'c',
    'car',
    'dan',
    'z',
    'zoltan',
    '#727',
    '#271',
    '#555',
    'nobody',
  ];
  const wanted = new Map(terms.map((term) => [term, leadsOf(new TermList(store, term, chunks), chunks)]));
  expect(wanted.get('bo')?.flat().length).toBeGreaterThan(50);
  expect(wanted.get('zoltan')?.filter((here) => here.length > 0)).toHaveLength(1);
  const below = seeded(4);
  for (const bytesKept of [0, 3_000, 10_000, 1_000_000]) {
    const lists = new TermLists(store, bytesKept);
    for (let turn = 0; turn < 120; turn++) {
      lists.begin();
      const asked = [0, 1, 2].map(() => terms[below(terms.length)] as string);
      // All of them first, then what is in them: none may lose its memory to another meanwhile.
      const some = asked.map((term) => lists.of(term, sealed, chunks));
      for (let at = chunks - 1; at >= 0; at--) {
        for (const [i, list] of some.entries()) {
          const chunk = list.chunk(at);
          const here = wanted.get(asked[i] as string)?.[chunks - 1 - at];
          expect([bytesKept, asked[i], at, chunk ? chunkPlaces(chunk) : []]).toEqual([bytesKept, asked[i], at, here]);
        }
      }
      if (turn % 40 === 39) lists.forget();
    }
  }
});
