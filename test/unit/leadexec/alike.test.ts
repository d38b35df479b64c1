import { expect, test } from 'vitest';
import { differences } from '../../../src-main/leadexec/alike.ts';

test('a maximum of 0 is another than none, and an id of 0 is none', () => {
  expect(differences('accounts', { HourMax: 0 }, { HourMax: null }, 'changed')).toEqual(['HourMax']);
  expect(differences('accounts', { HourMax: null }, { HourMax: 0 }, 'changed')).toEqual(['HourMax']);
  expect(differences('methods', { LeadCatUID: 0, AlternatePosting: 0 }, { LeadCatUID: null }, 'changed')).toEqual([]);
});

test('an id that was taken away is seen in what was changed, and not known of what is new', () => {
  expect(differences('clients', { GroupUID: 0 }, { GroupUID: 7 }, 'changed')).toEqual(['GroupUID']);
  expect(differences('clients', { GroupUID: 0 }, { GroupUID: 7 }, 'new')).toEqual([]);
  // Rows that were added get their numbers from the vendor either way.
  const rows = [{ ClientCriteriaUID: 0, Value: 'CA' }];
  expect(
    differences('accounts', { Criteria: rows }, { Criteria: [{ ClientCriteriaUID: 5, Value: 'CA' }] }, 'changed'),
  ).toEqual([]);
});

test('values are the same in every form that their field may come in, and no others are', () => {
  const same = (kind: Parameters<typeof differences>[0], sent: object, read: object) =>
    differences(kind, sent, read, 'changed').length === 0;
  // 2 is a campaign's Inactive and a source's OnHold.
  expect(same('sources', { Status: 2 }, { Status: 'OnHold' })).toBe(true);
  expect(same('sources', { Status: 2 }, { Status: 'Inactive' })).toBe(false);
  expect(same('orders', { Status: 'Open' }, { Status: 1 })).toBe(true);
  expect(same('orders', { Status: 'Pending' }, { Status: 2 })).toBe(false);
  expect(same('accounts', { AutomationEnabled: false }, { AutomationEnabled: 0 })).toBe(true);
  expect(same('accounts', { Price: 25.5 }, { Price: '25.50' })).toBe(true);
  expect(same('orders', { StartDate: '2026-01-01T08:00:00Z' }, { StartDate: '2026-01-01T00:00:00-08:00' })).toBe(true);
  expect(same('sources', { Zip: '08901' }, { Zip: '8901' })).toBe(false);
  expect(same('sources', { Name: 'Web' }, { Name: 'Web ' })).toBe(false);
  expect(differences('sources', { Name: 'Web ' }, { Name: 'Web' }, 'new')).toEqual([]);
});
