import { describe, expect, test } from 'vitest';
import { leadFilter, newestFirst } from '../../../src-preload/contract/index.ts';
import { saysOf } from '../../../src-renderer/screens/inbox/filters/filter-words.ts';
import { INBOX, readInboxAddress, writeInboxAddress } from '../../../src-renderer/state/inbox-address.ts';
import {
  brief,
  type Condition,
  conditionsOf,
  EVERYTHING,
  sameFilter,
  withCondition,
  without,
} from '../../../src-renderer/state/inbox-filter.ts';
import {
  ALL,
  isTicked,
  NONE,
  ONE_BY_ONE,
  tickedCount,
  toggled,
  withTicked,
} from '../../../src-renderer/state/inbox-selection.ts';
import { tabsOf } from '../../../src-renderer/state/inbox-tabs.ts';

const license: Condition = { kind: 'facet', facet: 'license', mode: 'any', values: ['MD', 'DO'] };
const EVERY: readonly Condition[] = [
  license,
  { kind: 'facet', facet: 'state', mode: 'none', values: ['TX'] },
  { kind: 'facet', facet: 'owner', mode: 'empty', values: [] },
  { kind: 'experience', from: 5, to: null },
  { kind: 'received', from: 1_700_000_000_000, until: null, lastDays: 7 },
  { kind: 'callback', due: 'overdue', whose: 'mine' },
];

describe('conditions', () => {
  test('of every kind combine into one filter, and are read from it again', () => {
    const filter = EVERY.reduce((f, c) => withCondition(f, c), EVERYTHING);
    expect(leadFilter.parse(filter)).toEqual(filter);
    expect(conditionsOf(filter)).toEqual(EVERY);
  });

  test('each leaves without the others', () => {
    const filter = EVERY.reduce((f, c) => withCondition(f, c), EVERYTHING);
    for (const condition of EVERY) {
      expect(conditionsOf(without(filter, condition))).toEqual(EVERY.filter((c) => c !== condition));
    }
    expect(EVERY.reduce((f, c) => without(f, c), filter)).toEqual(EVERYTHING);
  });

  test('changed from is to is not, one takes the place of the other', () => {
    const before = withCondition(EVERYTHING, license);
    const after = withCondition(before, { ...license, mode: 'none' }, license);
    expect(after.any).toEqual({});
    expect(after.none).toEqual({ license: ['MD', 'DO'] });
  });

  test('the last days stay so many days, and are told from fixed ones', () => {
    const today: Condition = { kind: 'received', from: null, until: null, lastDays: 1 };
    const filter = withCondition(EVERYTHING, today);
    expect(filter.received).toEqual({ lastDays: 1 });
    expect(sameFilter(filter, withCondition(EVERYTHING, { ...today, lastDays: 7 }))).toBe(false);
    expect(saysOf(today, (_, value) => value)).toBe('today');
    expect(saysOf({ ...today, lastDays: 7 }, (_, value) => value)).toBe('in the last 7 days');
    expect(withCondition(filter, { ...today, lastDays: null }, today)).toEqual(EVERYTHING);
  });

  test('one without values is no condition', () => {
    expect(withCondition(EVERYTHING, { ...license, values: [] })).toEqual(EVERYTHING);
    expect(withCondition(EVERYTHING, { kind: 'experience', from: null, to: null })).toEqual(EVERYTHING);
  });

  test('two filters are the same whatever the order of their values', () => {
    const a = withCondition(EVERYTHING, license);
    const b = withCondition(EVERYTHING, { ...license, values: ['DO', 'MD'] });
    expect(sameFilter(a, b)).toBe(true);
    expect(sameFilter(a, { ...b, text: 'x' })).toBe(false);
    expect(sameFilter(a, withCondition(EVERYTHING, { ...license, mode: 'none' }))).toBe(false);
  });
});

describe('addresses', () => {
  test('say all there is to say, and only that', () => {
    const filter = EVERY.reduce((f, c) => withCondition(f, c), { ...EVERYTHING, text: 'o’brien & co #1' });
    const address = { tab: '12', filter, sort: { by: 'name', direction: 'ascending' } as const, lead: 77 };
    const written = writeInboxAddress(address);
    expect(readInboxAddress(written.split('?')[1] ?? '')).toEqual(address);
    expect(writeInboxAddress(INBOX)).toBe('/inbox');
    expect(brief(EVERYTHING)).toEqual({});
  });

  test('that make no sense are the inbox', () => {
    expect(readInboxAddress('tab=<b>&filter={"any":{"phone":["1"]}}&sort=height up&lead=-3')).toEqual(INBOX);
    expect(readInboxAddress('filter={')).toEqual(INBOX);
  });
});

describe('what is ticked', () => {
  test('some, one by one', () => {
    const two = toggled(toggled(NONE, 1), 2);
    expect(tickedCount(two, 500)).toBe(2);
    expect(isTicked(two, 2)).toBe(true);
    expect(isTicked(toggled(two, 2), 2)).toBe(false);
    expect(isTicked(two, null)).toBe(false);
  });

  test('all but some, seen or not', () => {
    const most = toggled(ALL, 9);
    expect(tickedCount(most, 412_345)).toBe(412_344);
    expect(isTicked(most, 9)).toBe(false);
    expect(isTicked(most, null)).toBe(true);
    expect(withTicked(most, [9])).toEqual(ALL);
  });

  test('no more one by one than can be asked about', () => {
    const many = withTicked(
      NONE,
      Array.from({ length: ONE_BY_ONE }, (_, i) => i + 1),
    );
    if (many === null) throw new Error('too many');
    expect(toggled(many, ONE_BY_ONE + 1)).toBe(many);
    expect(withTicked(many, [ONE_BY_ONE + 1])).toBeNull();
    expect(tickedCount(toggled(many, 1), 0)).toBe(ONE_BY_ONE - 1);
  });
});

test('lists of one’s own stand in their own order; without any there is that of every lead', () => {
  const view = { filter: EVERYTHING, sort: newestFirst, columns: [{ column: 'name' as const, width: 100 }] };
  const tabs = tabsOf([
    { ...view, id: 4, name: 'Second', fixed: false, position: 1 },
    { ...view, id: 9, name: 'First', fixed: false, position: 0 },
  ]);
  expect(tabs.map((t) => t.name)).toEqual(['First', 'Second']);
  expect(tabsOf([])).toMatchObject([{ key: 'all', name: 'All', filter: EVERYTHING }]);
});
