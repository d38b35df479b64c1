import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CallTimes, registerCallTimes } from '../../../src-main/call-times/handlers.ts';
import { Handlers } from '../../../src-main/commands/handlers.ts';
import { openStore } from '../../../src-main/db/open.ts';
import { addDoNotCall, isOnDoNotCall, putOnDoNotCall } from '../../../src-main/dialing/do-not-call.ts';
import type { CallRule, CallVerdict } from '../../../src-preload/contract/index.ts';
import { testFolder } from '../../support/fault-list.ts';

const NOON = Date.parse('2026-03-04T12:00:00-05:00');

function desk() {
  const store = openStore(join(testFolder(), 'trunkline.db'));
  onTestFinished(() => store.close());
  const handlers = new Handlers();
  const now = () => NOON;
  let changes = 0;
  const times = new CallTimes(store, now);
  registerCallTimes(handlers, times, {
    store,
    now,
    calleeOf: (id) =>
      id === 1 ? { phones: ['12125550123', '13055550123'], zip: '', state: '', calls: [] } : undefined,
    changed: () => changes++,
  });
  const call = async <T>(name: string, input: unknown = {}): Promise<T> => {
    const reply = await handlers.call(name, input);
    if (!reply.ok) throw Object.assign(new Error(reply.error.message), reply.error);
    return reply.value as T;
  };
  return { store, call, changes: () => changes };
}

test('rules are there from the first start, each with its source, and an edit counts at once', async () => {
  const { call, changes } = desk();
  const rules = await call<CallRule[]>('callRules.list');
  expect(rules[0]).toMatchObject({ place: 'US', opens: 480, closes: 1260 });
  expect(rules.length).toBeGreaterThan(40);
  const first = rules[0] as CallRule;
  expect((await call<CallVerdict[]>('calls.may', { leadId: 1 })).map(({ may }) => may)).toEqual([true, true]);
  await call('callRules.save', { ...first, opens: 780 });
  expect((await call<CallVerdict[]>('calls.may', { leadId: 1 })).map(({ may }) => may)).toEqual([false, false]);
  const { id: _, ...fresh } = first;
  const added = await call<CallRule>('callRules.save', { ...fresh, place: 'FL', opens: 800, days: [3, 3, 1] });
  expect(added.days).toEqual([1, 3]);
  await call('callRules.remove', { id: added.id });
  await expect(call('callRules.remove', { id: added.id })).rejects.toMatchObject({ code: 'not-found' });
  expect((await call<CallRule[]>('callRules.reset')).map(({ id: _, ...rest }) => rest)).toEqual(
    rules.map(({ id: _, ...rest }) => rest),
  );
  expect(changes()).toBe(4);
});

test.each([
  [{ opens: 600, closes: null }, 'closes'],
  [{ opens: 600, closes: 600 }, 'closes'],
  [{ place: 'QQ' }, 'place'],
  [{ from: '2026-02-30' }, 'from'],
  [{ holidays: ['2026-13-01'] }, 'holidays'],
  [{ from: '2026-02-01', until: '2026-01-01' }, 'until'],
] as const)('an edit that makes no sense is refused by its field: %j', async (edit, field) => {
  const { call } = desk();
  const [first] = await call<CallRule[]>('callRules.list');
  await expect(call('callRules.save', { ...first, ...edit })).rejects.toMatchObject({ code: 'invalid-input', field });
});

test('an operator who removes every rule is believed at the next start', async () => {
  const { store, call } = desk();
  for (const { id } of await call<CallRule[]>('callRules.list')) await call('callRules.remove', { id });
  new CallTimes(store, () => NOON);
  expect(await call('callRules.list')).toEqual([]);
});

test('the do-not-call list is found by digits with country code', async () => {
  const { store, call } = desk();
  addDoNotCall(store, ['(212) 555-0123'], 'typed', NOON);
  expect((await call<CallVerdict[]>('calls.may', { leadId: 1 })).map(({ doNotCall }) => doNotCall)).toEqual([
    true,
    false,
  ]);
  expect(putOnDoNotCall(store, ['12125550123', '13055550123', 'nonsense'], 'a call', NOON)).toEqual(['3055550123']);
  expect(isOnDoNotCall(store, '+1 305 555 0123')).toBe(true);
  await expect(call('calls.may', { leadId: 2 })).rejects.toMatchObject({ code: 'not-found' });
});
