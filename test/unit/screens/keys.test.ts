import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { wordsTest } from '../../../src-preload/rules/has-words.ts';
import { ALL_KEYS } from '../../../src-renderer/features/keys/all-keys.ts';
import { INBOX_ACTIONS, INBOX_KEYS } from '../../../src-renderer/features/keys/inbox-keys.ts';
import { LEAD_KEYS } from '../../../src-renderer/features/keys/lead-keys.ts';
import { sortedBy } from '../../../src-renderer/features/lead/lead-columns.ts';
import { keyClashes } from '../../../src-renderer/screens/settings/key-clashes.ts';
import { searchedText } from '../../../src-renderer/ui/keys.ts';

const act = (id: string, keys: string, group = 'Inbox') => ({ id, label: id, keys, group });

test('no two commands of a screen have the same default key', () => {
  const clashes = ALL_KEYS.flatMap((one) => keyClashes(one, ALL_KEYS, {}).map((other) => `${one.id} ${other.id}`));
  expect(clashes).toEqual([]);
  const ids = ALL_KEYS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every list of keys is in the settings', () => {
  const lists = globSync('src-renderer/features/keys/*-keys.ts').filter((path) => !path.endsWith('all-keys.ts'));
  const all = readFileSync('src-renderer/features/keys/all-keys.ts', 'utf8');
  expect(lists.length).toBeGreaterThan(3);
  expect(lists.map((path) => basename(path)).filter((name) => !all.includes(name))).toEqual([]);
});

test('the palette finds a command by its label and by other words', () => {
  const found = (typed: string) => wordsTest(typed)(searchedText(INBOX_ACTIONS.owner));
  expect(found('set owner')).toBe(true);
  expect(found('assign')).toBe(true);
  expect(found('export')).toBe(false);
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
