import { describe, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../../../src-main/platform/clock.ts';
import { accountDesk } from '../../../support/account-desk.ts';
import { until } from '../../../support/fault-until.ts';

const HOUR_MS = 3_600_000;
const GROUPS = [
  { ClientGroupUID: 1, Description: 'Agencies' },
  { ClientGroupUID: 2, Description: 'Carriers' },
];

/** A desk whose account lists what `held` says, as text. */
async function deskOf(held: { text: string }, clock?: Clock) {
  const desk = await accountDesk(() => ({ body: held.text }), clock === undefined ? {} : { clock });
  const groups = { connectionId: desk.connectionId, kind: 'clientGroups' } as const;
  const ids = async () => (await desk.call('leadexec.records', groups)).rows.map(({ id }) => id);
  return { desk, groups, ids };
}

describe('reading records again', () => {
  test('takes out what the account no longer has', async () => {
    const held = { text: JSON.stringify(GROUPS) };
    const { desk, groups, ids } = await deskOf(held);
    await desk.call('leadexec.refresh', groups);
    expect(await ids()).toEqual([1, 2]);
    held.text = JSON.stringify(GROUPS.slice(1));
    await desk.call('leadexec.refresh', groups);
    expect(await ids()).toEqual([2]);
  });

  test.each([
    ['a row without an ID', JSON.stringify([{ Description: 'Trial' }]), 'were skipped: they have no ID'],
    ['a row that is no object', '[7]', 'were skipped: they have no ID'],
    ['a web page', '<html>Sign in</html>', 'LeadExec'],
    ['a failure with a 200', '{"success":false,"message":"Try later"}', 'Try later'],
    ['nothing at all', '', 'was empty'],
  ])('keeps what was read before where the answer is %s, and says so', async (_, text, error) => {
    const held = { text: JSON.stringify(GROUPS) };
    const { desk, groups, ids } = await deskOf(held);
    const { readAt } = await desk.call('leadexec.refresh', groups);
    held.text = text;
    const after = await desk.call('leadexec.refresh', groups);
    expect(after).toEqual({ readAt, refreshing: false, error: expect.stringContaining(error) });
    expect(await ids()).toEqual([1, 2]);
  });

  test('keeps what was read before where the answer is null, which is no list', async () => {
    const held = { text: JSON.stringify(GROUPS) };
    const { desk, groups, ids } = await deskOf(held);
    await desk.call('leadexec.refresh', groups);
    held.text = 'null';
    await desk.call('leadexec.refresh', groups);
    expect(await ids()).toEqual([1, 2]);
    held.text = '[]';
    await desk.call('leadexec.refresh', groups);
    expect(await ids()).toEqual([]);
  });

  test('says why delivery accounts weren’t read where the lead types, by which they are listed, couldn’t be', async () => {
    const { desk } = await deskOf({ text: '{"success":false,"message":"Try later"}' });
    const after = await desk.call('leadexec.refresh', { connectionId: desk.connectionId, kind: 'accounts' });
    expect(after).toEqual({ readAt: null, refreshing: false, error: expect.stringContaining('Try later') });
  });

  test('happens where somebody opens what is too old', async () => {
    const { desk, groups } = await deskOf({ text: JSON.stringify(GROUPS) });
    await desk.call('leadexec.refresh', groups);
    await desk.call('leadexec.open', { ...groups, olderThanMs: HOUR_MS });
    expect(desk.arrived()).toHaveLength(1);
    // Whatever was read before now is too old.
    await until(async () => (await desk.call('leadexec.open', { ...groups, olderThanMs: 0 })).refreshing, 'it is read');
    await until(async () => (desk.arrived().length === 2 ? true : null), 'the request arrives');
  });

  test('happens every hour for what was opened within a day', async () => {
    let ahead = 0;
    const minutely: (() => void)[] = [];
    const clock: Clock = {
      now: () => Date.now() + ahead,
      after(ms, fn) {
        if (ms !== 60_000) return systemClock.after(ms, fn);
        minutely.push(fn);
        return () => {};
      },
    };
    const { desk, groups } = await deskOf({ text: JSON.stringify(GROUPS) }, clock);
    const { readAt } = await desk.call('leadexec.refresh', groups);
    await desk.call('leadexec.open', { ...groups, olderThanMs: HOUR_MS });
    ahead = HOUR_MS + 1_000;
    for (const fn of minutely.splice(0)) fn();
    await until(async () => {
      const state = await desk.call('leadexec.records', groups);
      return (state.readAt ?? 0) > (readAt ?? 0) ? state : null;
    }, 'it was read again');
    ahead = 26 * HOUR_MS;
    for (const fn of minutely.splice(0)) fn();
    await desk.call('leadexec.refresh', { ...groups, kind: 'states' });
    expect(desk.arrived().filter(({ url }) => url.endsWith('/clients/groups'))).toHaveLength(2);
  });
});
