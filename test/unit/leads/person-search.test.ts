import { expect, it } from 'vitest';
import { regionName } from '../../../src-main/geo/regions.ts';
import { fold, nameWords, wordsOf } from '../../../src-main/lead-index/search/words.ts';
import { personOf } from '../../../src-main/leads/person.ts';
import { NO_FIELDS } from '../../../src-main/vendors/lead-record.ts';

// The search relies on it: within a filter by state, only leads with the words of the state's name are looked at.
it.each([
  ['KY', 1],
  ['Kentucky', 1],
  ['ny', 2],
  ['D.C.', 3],
  [' new  south Wales', 3],
  ['São Paulo/Interior', 3],
  ["Val-d'Oise", 3],
  ['Baden-Württemberg\n(DE)', 3],
  ['—', 0],
  ['Kraj '.repeat(60), 40],
  ['Llanfair'.repeat(40), 1],
])('the words of a state by which leads are filtered are words of its leads: %.20s', (state, words) => {
  const fields = { ...NO_FIELDS, firstName: 'Ann', lastName: 'Lee', city: 'Lexington', state };
  const { facets, search } = personOf([
    { id: 1, connectionId: null, kind: 'hand', fields, unlocked: false, changedAt: 0 },
  ]);
  const places = nameWords(search.places);
  const ofState = (facets.state ?? []).flatMap((value) => wordsOf(fold(regionName(value) ?? value)));
  expect(ofState.length).toBe(words);
  // The last one may be the beginning of a word where the value is cut.
  for (const word of ofState) expect(places.some((place) => place.startsWith(word))).toBe(true);
});
