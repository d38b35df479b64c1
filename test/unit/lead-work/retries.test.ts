import { expect, test } from 'vitest';
import { HOUR, NOON, type WorkDesk, workDesk } from './support.ts';

const ANN = { firstName: 'Ann', lastName: 'Lee', phone: '212 555 0123', state: 'NY', zip: '10001' };
const BOB = { firstName: 'Bob', lastName: 'Ray', phone: '310 555 0123', state: 'CA', zip: '90001' };
const TOMORROW_8 = Date.parse('2026-03-05T08:00:00-05:00');

/** A call that reached nobody. */
async function noAnswer(desk: WorkDesk, leadId: number, phone: string): Promise<number> {
  const { callId } = await desk.call('calls.start', { leadId, phone, anyway: true });
  const chosen = (await desk.call('dispositions.list', {})).find(({ name }) => name === 'No answer');
  return (await desk.call('calls.finish', { callId, dispositionId: chosen?.id ?? 0 })).actId;
}

test('a lead that was not reached says when it is tried again, until a callback says otherwise', async () => {
  const desk = workDesk();
  const id = await desk.lead(ANN);
  const retryAt = async () => (await desk.call('leads.get', { id })).retryAt;
  expect(await retryAt()).toBeNull();
  const actId = await noAnswer(desk, id, '12125550123');
  expect(await retryAt()).toBe(NOON + 4 * HOUR);
  await desk.call('callbacks.set', { leadId: id, dueAt: NOON + 6 * HOUR });
  expect(await retryAt()).toBeNull();
  const callback = (await desk.call('leads.get', { id })).callback;
  await desk.call('callbacks.remove', { id: callback?.id ?? 0 });
  await desk.call('leads.act', { which: { ids: [id] }, act: { kind: 'status', status: 'waiting' } });
  expect(await retryAt()).toBe(NOON + 4 * HOUR);
  await desk.call('leads.undo', { actId });
  expect((await desk.call('leads.get', { id })).lastDisposition).toBeNull();
});

test('nobody is tried again at an hour when they may not be called', async () => {
  const desk = workDesk();
  const id = await desk.lead(ANN);
  desk.clock.turn(7 * HOUR);
  await noAnswer(desk, id, '12125550123');
  expect((await desk.call('leads.get', { id })).retryAt).toBe(TOMORROW_8);
});

test('moments to come are told apart by whether the lead may be called then, and when it opens', async () => {
  const desk = workDesk();
  const id = await desk.lead(ANN);
  const moments = await desk.call('calls.mayAt', { leadId: id, at: [NOON + HOUR, NOON + 11 * HOUR] });
  expect(moments).toMatchObject([
    { at: NOON + HOUR, may: true, why: '', opensAt: NOON + HOUR },
    { at: NOON + 11 * HOUR, may: false, opensAt: TOMORROW_8 },
  ]);
  expect(moments[1]?.why).toMatch(/^it is 23:00 there and calls in NY are allowed from 8:00 to 21:00/);
  const none = await desk.lead({ firstName: 'No', lastName: 'Phone', email: 'no@example.org' });
  expect(await desk.call('calls.mayAt', { leadId: none, at: [NOON + 11 * HOUR] })).toMatchObject([{ may: true }]);
  await expect(desk.call('calls.mayAt', { leadId: 999, at: [NOON] })).rejects.toMatchObject({ code: 'not-found' });
});

test('what is due is one number: in the list of callbacks and in every list of leads', async () => {
  const desk = workDesk();
  const [ann, bob] = [await desk.lead(ANN), await desk.lead(BOB)];
  await desk.call('callbacks.set', { leadId: bob, dueAt: NOON - HOUR });
  await noAnswer(desk, ann, '12125550123');
  const { callbacks, retries, overdue, today, total } = await desk.call('callbacks.list', {});
  const counted = (due: 'overdue' | 'today' | 'any') =>
    desk.index
      .select({ any: {}, none: {}, empty: [], text: '', callback: { due, whose: 'anyone' } }, { now: NOON, me: 'Me' })
      .count();
  // Days are those of this computer: east of Moscow the retry is due tomorrow.
  const sameDay = new Date(NOON).toDateString() === new Date(NOON + 4 * HOUR).toDateString();
  expect([overdue, today, total]).toEqual([1, sameDay ? 2 : 1, 2]);
  expect([counted('overdue'), counted('today'), counted('any')]).toEqual([overdue, today, total]);
  expect(callbacks.map(({ leadId }) => leadId)).toEqual([bob]);
  expect(retries).toEqual([
    { leadId: ann, dueAt: NOON + 4 * HOUR, outcome: 'No answer', name: 'Ann Lee', zone: 'America/New_York' },
  ]);
  const mine = await desk.call('callbacks.list', { whose: 'mine' });
  expect([mine.retries, mine.total]).toEqual([[], 0]);
});
