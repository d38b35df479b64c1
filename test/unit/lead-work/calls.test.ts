import { describe, expect, test } from 'vitest';
import { isOnDoNotCall } from '../../../src-main/dialing/do-not-call.ts';
import { HOUR, NOON, type WorkDesk, workDesk } from './support.ts';

const ANN = {
  firstName: 'Ann',
  lastName: 'Lee',
  phone: '(212) 555-0123',
  email: 'ann@lee.example',
  state: 'NY',
  zip: '10001',
};
const PHONE = '12125550123';

async function outcome(desk: WorkDesk, name: string) {
  const found = (await desk.call('dispositions.list', {})).find((one) => one.name === name);
  if (!found) throw new Error(`There is no ${name}`);
  return found.id;
}

/** Everything of a lead that work changes. */
async function workOf(desk: WorkDesk, id: number) {
  const { status, owner, attempts, lastDisposition, callback, draft, phones } = await desk.call('leads.get', { id });
  const at = desk.store.prepare('SELECT callback_at FROM lead WHERE id = ?').pluck().get(id);
  const notes = desk.search.texts.get(id)?.notes;
  return {
    status,
    owner,
    attempts,
    lastDisposition,
    callback,
    draft,
    at,
    notes,
    listed: isOnDoNotCall(desk.store, phones[0]?.phone ?? ''),
  };
}

describe('calls and how they end', () => {
  test('a call is counted when it begins, and asked about until its outcome is written down', async () => {
    const desk = workDesk();
    const id = await desk.lead(ANN);
    const { callId } = await desk.call('calls.start', { leadId: id, phone: PHONE });
    expect(await desk.call('calls.open', {})).toEqual([
      { callId, leadId: id, name: 'Ann Lee', phone: PHONE, at: NOON },
    ]);
    const detail = await desk.call('leads.get', { id });
    expect(detail).toMatchObject({ attempts: 1, touchedAt: NOON });
    expect(detail.phones).toEqual([{ phone: PHONE, sources: ['By hand'], attempts: 1, attemptsToday: 1 }]);
    expect(desk.index.valuesOf(id, 'attempts')).toEqual(['1']);
    await desk.call('calls.finish', { callId, dispositionId: await outcome(desk, 'Booked') });
    expect(await desk.call('calls.open', {})).toEqual([]);
    await expect(
      desk.call('calls.finish', { callId, dispositionId: await outcome(desk, 'Booked') }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('Booked') });
    desk.clock.turn(24 * HOUR);
    expect((await desk.call('leads.get', { id })).phones[0]).toMatchObject({ attempts: 1, attemptsToday: 0 });
  });

  test('refused with the reason when the rules say no, unless anyway, which the timeline tells', async () => {
    const desk = workDesk();
    const id = await desk.lead(ANN);
    desk.clock.turn(12 * HOUR);
    await expect(desk.call('calls.start', { leadId: id, phone: PHONE })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/^Opens at 8:00 Eastern time/),
    });
    expect((await desk.call('leads.get', { id })).attempts).toBe(0);
    await desk.call('calls.start', { leadId: id, phone: PHONE, anyway: true });
    const [newest] = (await desk.call('leads.timeline', { id })).events;
    expect(newest).toMatchObject({
      kind: 'call',
      what: `Called ${PHONE}`,
      detail: expect.stringContaining('Called anyway'),
    });
    await expect(desk.call('calls.start', { leadId: id, phone: '13055550123' })).rejects.toMatchObject({
      field: 'phone',
    });
    await expect(desk.call('calls.start', { leadId: 99, phone: PHONE })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('attempts in 24 hours are the person’s, and the fourth is refused where a rule limits them', async () => {
    const desk = workDesk();
    const id = await desk.lead({ ...ANN, phone: '305 555 0123', state: 'FL', zip: '33101' });
    for (let i = 0; i < 3; i++) await desk.call('calls.start', { leadId: id, phone: '13055550123' });
    await expect(desk.call('calls.start', { leadId: id, phone: '13055550123' })).rejects.toMatchObject({
      message: expect.stringContaining('3 of 3 attempts'),
    });
    const [verdict] = await desk.call('calls.may', { leadId: id });
    expect(verdict).toMatchObject({ may: false, attemptsToday: 3, opensAt: NOON + 24 * HOUR });
  });

  test.each([
    ['Not interested', {}, { status: 'done', at: null }],
    ['No answer', {}, { status: 'waiting', at: NOON + 4 * HOUR }],
    ['Do not call', {}, { status: 'do-not-call', listed: true, at: null }],
    [
      'Reached – interested',
      { callback: { dueAt: NOON + 5 * HOUR, owner: 'Bob', note: 'about Reno' } },
      {
        status: 'callback',
        at: NOON + 5 * HOUR,
        callback: expect.objectContaining({ owner: 'Bob', note: 'about Reno' }),
      },
    ],
  ] as const)('“%s” has its next step, and undoing takes all of it back', async (name, more, expected) => {
    const desk = workDesk();
    const id = await desk.lead(ANN);
    await desk.call('callbacks.set', { leadId: id, dueAt: NOON - HOUR, note: 'the old one' });
    const { callId } = await desk.call('calls.start', { leadId: id, phone: PHONE });
    const before = await workOf(desk, id);
    const dispositionId = await outcome(desk, name);
    const { actId } = await desk.call('calls.finish', { callId, dispositionId, note: 'left word', ...more });
    expect(await workOf(desk, id)).toMatchObject({ lastDisposition: name, notes: 'left word', ...expected });
    expect(await desk.call('leads.undo', { actId })).toEqual({ changed: 1 });
    // The text of the note goes back to where it was typed.
    expect(await workOf(desk, id)).toEqual({ ...before, draft: 'left word' });
    expect((await desk.call('calls.open', {})).map((call) => call.callId)).toEqual([callId]);
    expect(await desk.call('leads.undo', { actId })).toEqual({ changed: 0 });
  });

  test('undoing an outcome leaves what was done since: the status, and a number that another call put on the list', async () => {
    const desk = workDesk();
    const id = await desk.lead(ANN);
    const dispositionId = await outcome(desk, 'Do not call');
    const one = await desk.call('calls.start', { leadId: id, phone: PHONE });
    const two = await desk.call('calls.start', { leadId: id, phone: PHONE });
    const { actId } = await desk.call('calls.finish', { callId: one.callId, dispositionId });
    await desk.call('calls.finish', { callId: two.callId, dispositionId });
    await desk.call('leads.act', { which: { ids: [id] }, act: { kind: 'status', status: 'done' } });
    await desk.call('leads.undo', { actId });
    expect(await workOf(desk, id)).toMatchObject({ status: 'done', listed: true, lastDisposition: 'Do not call' });
  });

  test('a lead with the status do-not-call may not be called at any of its numbers, on the list or not', async () => {
    const desk = workDesk();
    const id = await desk.lead(ANN);
    await desk.call('leads.act', { which: { ids: [id] }, act: { kind: 'status', status: 'do-not-call' } });
    expect(await desk.call('calls.may', { leadId: id })).toMatchObject([{ may: false, doNotCall: true }]);
  });

  test('a lead that waits shows when to try again, no longer once its status is another, and again when that is undone', async () => {
    const desk = workDesk();
    const id = await desk.lead(ANN);
    const { callId } = await desk.call('calls.start', { leadId: id, phone: PHONE });
    await desk.call('calls.finish', { callId, dispositionId: await outcome(desk, 'Voicemail') });
    expect(await workOf(desk, id)).toMatchObject({ status: 'waiting', at: NOON + 24 * HOUR });
    const { actId } = await desk.call('leads.act', { which: { filter: {} }, act: { kind: 'status', status: 'done' } });
    expect(await workOf(desk, id)).toMatchObject({ status: 'done', at: null });
    await desk.call('leads.undo', { actId });
    expect(await workOf(desk, id)).toMatchObject({ status: 'waiting', at: NOON + 24 * HOUR });
  });

  test('a disposition that asks when to call back must be told', async () => {
    const desk = workDesk();
    const id = await desk.lead(ANN);
    const { callId } = await desk.call('calls.start', { leadId: id, phone: PHONE });
    const dispositionId = await outcome(desk, 'Reached – interested');
    await expect(desk.call('calls.finish', { callId, dispositionId })).rejects.toMatchObject({ field: 'callback' });
    expect(await desk.call('calls.open', {})).toHaveLength(1);
  });
});

describe('dispositions', () => {
  test('seven come with the desk, on the keys 1 to 7; they can be edited, and past calls keep their name', async () => {
    const desk = workDesk();
    const list = await desk.call('dispositions.list', {});
    expect(list.map(({ key }) => key).join('')).toBe('1234567');
    const id = await desk.lead(ANN);
    const { callId } = await desk.call('calls.start', { leadId: id, phone: PHONE });
    const booked = list.at(-1);
    await desk.call('calls.finish', { callId, dispositionId: booked?.id ?? 0 });
    await desk.call('dispositions.remove', { id: booked?.id ?? 0 });
    expect((await desk.call('leads.get', { id })).lastDisposition).toBe('Booked');
    const made = await desk.call('dispositions.save', { name: 'Fax', next: { step: 'retry', hours: 0.5 }, key: '7' });
    expect(made).toMatchObject({ name: 'Fax', next: { step: 'retry', hours: 0.5 }, key: '7', position: 7 });
    const changed = await desk.call('dispositions.save', { ...made, name: 'Fax machine', key: '' });
    expect(changed).toMatchObject({ id: made.id, name: 'Fax machine', key: '' });
    await expect(desk.call('dispositions.save', { name: 'fax MACHINE', next: { step: 'none' } })).rejects.toMatchObject(
      { field: 'name' },
    );
    await expect(desk.call('dispositions.save', { name: 'X', next: { step: 'none' }, key: '2' })).rejects.toMatchObject(
      { field: 'key' },
    );
    const rest = await desk.call('dispositions.list', {});
    for (const one of rest.slice(1)) await desk.call('dispositions.remove', { id: one.id });
    await expect(desk.call('dispositions.remove', { id: rest[0]?.id ?? 0 })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});
