import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '../../../../src-main/db/open.ts';
import type { Store } from '../../../../src-main/db/store.ts';
import { FixedSet } from '../../../../src-main/lead-index/bitmap/lead-set.ts';
import { LeadSearch } from '../../../../src-main/lead-index/search/lead-search.ts';
import { matchOf, readQuery } from '../../../../src-main/lead-index/search/query.ts';

let folder: string;
let store: Store;
let search: LeadSearch;

/** Each has a word that begins with the same seven letters; the more letters are typed, the fewer leads match. */
const nameOf = (id: number) => {
  if (id % 1000 === 0) return 'Christiansen Lopez';
  return id % 8 === 0 ? 'Christina Lee' : id % 8 === 1 ? 'Bob Christian' : 'Christine Christie';
};
const leads = Array.from({ length: 9_000 }, (_, at) => ({ id: at + 1, name: nameOf(at + 1) }));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'long-words-'));
  store = openStore(join(folder, 'trunkline.db'));
  search = new LeadSearch(store);
  const texts = leads.map((lead) => ({ ...lead, places: '', words: '', notes: '', phones: [] }));
  store.write(() => search.put([], texts));
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const has = (text: string, name: string) =>
  text.split(' ').every((part) => name.split(' ').some((word) => word.toLowerCase().startsWith(part)));

it.each([
  'christi',
  'christin',
  'christine',
  'christina',
  'christina lee',
  'christian',
  'christians',
  'christiansen l',
  'christinx',
  'christie christine',
  'christina christie',
  'bob christian',
])('%s: the newest leads, as many as match', (text) => {
  const twoOfThree = FixedSet.of(leads.flatMap(({ id }) => (id % 3 === 0 ? [] : [id])));
  for (const set of [FixedSet.of(leads.map(({ id }) => id)), twoOfThree]) {
    const all = leads.filter(({ id, name }) => has(text, name) && set.has(id)).map(({ id }) => id);
    for (const limit of [10, 1000, 10_000]) {
      const expected = { ids: all.toReversed().slice(0, limit), exact: all.length <= limit };
      expect([limit, search.find(text, set, limit)]).toEqual([limit, expected]);
    }
  }
});

it('a long word is looked for by a term of its first letters, so that FTS5 need not collect its leads', () => {
  const { quick, whole, sure } = matchOf(readQuery('Elizabeth Washington'), ['KS', 'NJ', 'Odd']);
  expect(quick).toBe('("kansas" OR "jersey" OR "odd") AND ("elizabe") AND ("washing")');
  expect(whole).toBe('("kansas" OR "jersey" OR "odd") AND ("elizabeth" *) AND ("washington" *)');
  expect(sure).toBe(true);
  const short = matchOf(readQuery('ann lee 5551'));
  expect(short.whole).toBe(short.quick);
  expect(matchOf(readQuery('ann 727 555 2222')).sure).toBe(false);
});
