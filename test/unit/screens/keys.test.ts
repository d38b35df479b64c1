import { expect, test } from 'vitest';
import { INBOX_KEYS } from '../../../src-renderer/screens/inbox/act-keys.ts';
import { keyClashes } from '../../../src-renderer/screens/settings/key-clashes.ts';

const act = (id: string, keys: string, group = 'Inbox') => ({ id, label: id, keys, group });

test('the keys the inbox comes with don’t clash', () => {
  const clashes = INBOX_KEYS.flatMap((one) => keyClashes(one, INBOX_KEYS, {}).map((other) => `${one.id} ${other.id}`));
  expect(clashes).toEqual([]);
});

test('the same key, or the beginning of a longer one, is told; only among what can be there together', () => {
  const acts = [act('a', 'e'), act('b', 'x'), act('go', 'g i', 'Everywhere'), act('far', 'e', 'Deliveries')];
  const [a, b] = acts as [ReturnType<typeof act>, ReturnType<typeof act>];
  expect(keyClashes(a, acts, {})).toEqual([]);
  expect(keyClashes(a, acts, { b: 'e' }).map((c) => c.id)).toEqual(['b']);
  expect(keyClashes(b, acts, { b: 'g' }).map((c) => c.id)).toEqual(['go']);
  expect(keyClashes(b, acts, { b: '' })).toEqual([]);
});
