import { expect, test } from 'vitest';
import { INBOX_KEYS } from '../../../src-renderer/features/keys/inbox-keys.ts';
import { LEAD_KEYS } from '../../../src-renderer/features/keys/lead-keys.ts';
import { sortedBy } from '../../../src-renderer/features/lead/lead-columns.ts';
import { keyClashes } from '../../../src-renderer/screens/settings/key-clashes.ts';

const act = (id: string, keys: string, group = 'Inbox') => ({ id, label: id, keys, group });

test('the keys the inbox comes with don’t clash', () => {
  const clashes = INBOX_KEYS.flatMap((one) => keyClashes(one, INBOX_KEYS, {}).map((other) => `${one.id} ${other.id}`));
  expect(clashes).toEqual([]);
});

test('an act of the list and one of the lead open beside it never share a key', () => {
  const shared = LEAD_KEYS.filter((one) => INBOX_KEYS.some((other) => other.keys === one.keys));
  expect(shared).toEqual([]);
});

test('the first order of a column is its usual one, and asked for again it is turned round', () => {
  const newest = { by: 'received', direction: 'descending' } as const;
  expect(sortedBy('experience', newest)).toEqual({ by: 'experience', direction: 'descending' });
  expect(sortedBy('name', newest)).toEqual({ by: 'name', direction: 'ascending' });
  expect(sortedBy('receivedAt', newest)).toEqual({ by: 'received', direction: 'ascending' });
  expect(sortedBy('phone', newest)).toBeNull();
});

test('the same key, or the beginning of a longer one, is told; only among what can be there together', () => {
  const acts = [act('a', 'e'), act('b', 'x'), act('go', 'g i', 'Everywhere'), act('far', 'e', 'Deliveries')];
  const [a, b] = acts as [ReturnType<typeof act>, ReturnType<typeof act>];
  expect(keyClashes(a, acts, {})).toEqual([]);
  expect(keyClashes(a, acts, { b: 'e' }).map((c) => c.id)).toEqual(['b']);
  expect(keyClashes(b, acts, { b: 'g' }).map((c) => c.id)).toEqual(['go']);
  expect(keyClashes(b, acts, { b: '' })).toEqual([]);
});
