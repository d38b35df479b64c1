import { expect, test } from 'vitest';
import { differences } from '../../../src-main/leadexec/alike.ts';

test('a maximum of 0 is another than none, and an id of 0 is none', () => {
  expect(differences({ HourMax: 0 }, { HourMax: null }, 'changed')).toEqual(['HourMax']);
  expect(differences({ HourMax: null }, { HourMax: 0 }, 'changed')).toEqual(['HourMax']);
  expect(differences({ LeadCatUID: 0, AlternatePosting: 0 }, { LeadCatUID: null }, 'changed')).toEqual([]);
});

test('an id that was taken away is seen in what was changed, and not known of what is new', () => {
  expect(differences({ GroupUID: 0 }, { GroupUID: 7 }, 'changed')).toEqual(['GroupUID']);
  expect(differences({ GroupUID: 0 }, { GroupUID: 7 }, 'new')).toEqual([]);
  // Rows that were added get their numbers from the vendor either way.
  const rows = [{ ClientCriteriaUID: 0, Value: 'CA' }];
  expect(differences({ Criteria: rows }, { Criteria: [{ ClientCriteriaUID: 5, Value: 'CA' }] }, 'changed')).toEqual([]);
});
