import { describe, expect, test } from 'vitest';
import { type ClaimDesk, claimDesk, jobsOf } from '../../../support/claim-desk.ts';
import { claimVendor, OUR_USER } from '../../../support/claim-vendor.ts';
import { connect, testDialer } from '../../../support/fault-desk.ts';
import { until } from '../../../support/fault-until.ts';

const leadOf = async (made: ClaimDesk, lead: number) => (await made.detail(lead)).card.leadId ?? 0;
const ownerOf = async (made: ClaimDesk, lead: number) =>
  (await made.desk.call('leads.get', { id: await leadOf(made, lead) })).owner;
const timeline = async (made: ClaimDesk, lead: number) =>
  (await made.desk.call('leads.timeline', { id: await leadOf(made, lead) })).events;

describe('hand back', () => {
  test('it is open again at this desk, also when the vendor goes on saying that it is ours', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor);
    await made.claim(1, 'Ann');
    await made.stands(1, 'claimed');
    expect(await ownerOf(made, 1)).toBe('Ann');
    expect(await made.desk.call('offers.handBack', { id: made.id(1) })).toMatchObject({ state: 'open', holder: '' });
    expect(await ownerOf(made, 1)).toBeNull();
    await made.sync();
    const { card, acts } = await made.detail(1);
    expect(card.state).toBe('open');
    expect(acts.map(({ kind }) => kind)).toEqual(['hand-back', 'claim']);
    await expect(made.desk.call('offers.handBack', { id: made.id(1) })).rejects.toMatchObject({ code: 'conflict' });
    expect(await made.claim(1, 'Bob')).toMatchObject({ won: true });
  });

  test('a claim that was not sent is canceled; one that is being sent is awaited', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor);
    const release = vendor.hold();
    await made.claim(1, 'Ann');
    await vendor.untilPatches(1);
    await expect(made.desk.call('offers.handBack', { id: made.id(1) })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('is receiving the claim right now'),
    });
    release();
    await made.stands(1, 'claimed');
    await made.desk.call('connections.pause', { id: made.connectionId });
    await made.claim(2, 'Ann');
    await made.desk.call('offers.handBack', { id: made.id(2) });
    expect(jobsOf(made)[1]).toMatchObject({ lead: '2', state: 'cancelled' });
    expect(vendor.patches(2)).toBe(0);
  });
});

describe('hand over', () => {
  test('the colleague has it, the owner in the inbox follows, and the vendor’s word is about them', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor, { writeBack: false });
    await made.claim(1, 'Ann');
    const card = await made.desk.call('offers.handOver', { id: made.id(1), to: 'Cleo' });
    expect(card).toMatchObject({ state: 'claimed-here', holder: 'Cleo' });
    expect(await ownerOf(made, 1)).toBe('Cleo');
    expect((await made.desk.call('agents.list', {})).agents).toContain('Cleo');
    Object.assign(vendor.leads.get(1) ?? {}, { claimedBy: OUR_USER.id, claimedAt: vendor.now() });
    await made.sync();
    expect((await made.detail(1)).card).toMatchObject({ state: 'claimed', holder: 'Cleo' });
    expect(await made.claim(1, 'Ann')).toMatchObject({ won: false, by: 'Cleo' });
    await expect(made.desk.call('offers.handOver', { id: made.id(2), to: 'Cleo' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('what our own user claimed elsewhere can be handed over too', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor, { writeBack: false });
    Object.assign(vendor.leads.get(1) ?? {}, { claimedBy: OUR_USER.id, claimedAt: vendor.now() });
    await made.sync();
    expect(await made.claim(1, 'Me')).toMatchObject({ won: true, outcome: 'claimed', what: 'You already have it.' });
    expect(await made.desk.call('offers.handOver', { id: made.id(1), to: 'Cleo' })).toMatchObject({ holder: 'Cleo' });
    await made.sync();
    expect((await made.detail(1)).card).toMatchObject({ state: 'claimed', holder: 'Cleo' });
  });
});

describe('the first touch', () => {
  const MINUTE = 60_000;

  test('is told when it is overdue, by the desk’s clock, once; any touch ends it', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor, { writeBack: false });
    await made.desk.call('offers.setSettings', { firstTouchMinutes: 10 });
    await made.claim(1, 'Ann');
    await made.claim(2, 'Bob');
    made.desk.clock.skip(9 * MINUTE);
    expect(await made.desk.call('offers.alerts', {})).toEqual([]);
    await made.desk.call('notes.add', { leadId: await leadOf(made, 2), text: 'Said hello' });
    expect((await made.detail(2)).card.firstTouch).toMatchObject({ touchedAt: expect.any(Number) });
    // What the note changed has been told by now.
    made.desk.clock.skip(1_000);
    let told = 0;
    made.desk.core.subscribe(({ topic }) => {
      if (topic === 'offers') told += 1;
    });
    made.desk.clock.skip(2 * MINUTE);
    made.desk.clock.skip(1_000);
    expect(told).toBeGreaterThan(0);
    const alerts = await made.desk.call('offers.alerts', {});
    expect(alerts).toMatchObject([{ id: made.id(1), agent: 'Ann', name: 'Mary1 Jackson' }]);
    expect((alerts[0]?.dueAt ?? 0) - (alerts[0]?.claimedAt ?? 0)).toBe(10 * MINUTE);
    expect(made.desk.rows('SELECT id FROM offered_lead WHERE alerted_at IS NOT NULL')).toHaveLength(1);
    await made.desk.call('callbacks.set', {
      leadId: await leadOf(made, 1),
      dueAt: made.desk.clock.now() + MINUTE,
      owner: null,
      note: '',
    });
    expect(await made.desk.call('offers.alerts', {})).toEqual([]);
  });

  test('work before the claim is no touch, a call after it is', async () => {
    const vendor = await claimVendor();
    const made = await claimDesk(vendor, { writeBack: false });
    const leadId = await leadOf(made, 1);
    await made.desk.call('notes.add', { leadId, text: 'Before' });
    await made.claim(1, 'Ann');
    expect((await made.detail(1)).card.firstTouch).toMatchObject({ touchedAt: null });
    const { phones } = await made.desk.call('leads.get', { id: leadId });
    await made.desk.call('calls.start', { leadId, phone: phones[0]?.phone ?? '', anyway: true });
    expect((await made.detail(1)).card.firstTouch).toMatchObject({ touchedAt: expect.any(Number) });
    await made.desk.call('offers.setSettings', { firstTouchMinutes: null });
    expect((await made.detail(1)).card.firstTouch).toBeNull();
  });
});

test('straight to the dialer: a callback for that user alone, checked and started as a dial list', async () => {
  const vendor = await claimVendor();
  const dialer = await testDialer();
  const made = await claimDesk(vendor, { writeBack: false });
  const dialerId = await connect(made.desk, { url: dialer.url });
  await made.claim(1, 'Ann');
  const to = { id: made.id(1), dialerId, listId: '101', campaignId: 'PRACTICE', user: 'agent7' };
  const callbackAt = new Date(2026, 11, 24, 15, 30, 0).getTime();
  await expect(made.desk.call('offers.toDialer', { ...to, listId: '7', callbackAt })).rejects.toMatchObject({
    code: 'invalid-input',
    field: 'listId',
  });
  const { importId } = await made.desk.call('offers.toDialer', { ...to, callbackAt });
  const done = await until(async () => {
    const found = await made.desk.call('imports.get', { id: importId });
    return found.jobs.delivered === 1 ? found : null;
  }, 'the dialer has it');
  expect(done.settings).toMatchObject({
    callback: 'Y',
    callback_type: 'USERONLY',
    callback_user: 'agent7',
    callback_datetime: '2026-12-24 15:30:00',
    list_id: '101',
    campaign_id: 'PRACTICE',
  });
  expect(dialer.admin.count()).toBe(1);
  expect((await timeline(made, 1)).map(({ kind }) => kind)).toContain('dial-list');
});

test('the lead’s timeline tells of offers, claims, and what became of them', async () => {
  const vendor = await claimVendor();
  const made = await claimDesk(vendor);
  await made.claim(1, 'Ann');
  await made.stands(1, 'claimed');
  await made.desk.call('offers.handOver', { id: made.id(1), to: 'Bob' });
  await made.desk.call('offers.handBack', { id: made.id(1) });
  const told = (await timeline(made, 1)).map(({ kind, who, what }) => [kind, who, what]);
  expect(told).toContainEqual(['offered', 'LionDesk', 'Offered to Dorothy Vaughan (East), rank 1']);
  expect(told).toContainEqual(['claim', 'Ann', 'Claimed; confirmed by LionDesk']);
  expect(told).toContainEqual(['handed-over', 'Ann', 'Handed over to Bob']);
  expect(told).toContainEqual(['handed-back', 'Me', 'Handed back: open again here']);
  await made.desk.call('connections.pause', { id: made.connectionId });
  await made.claim(2, 'Ann');
  expect((await timeline(made, 2))[0]).toMatchObject({
    kind: expect.stringMatching(/claim|owner/),
  });
  expect((await timeline(made, 2)).map(({ what }) => what)).toContain('Claim requested; not sent yet');
});

test('an erased person is in no claim and in no job of one', async () => {
  const vendor = await claimVendor();
  const made = await claimDesk(vendor);
  await made.claim(1, 'Ann');
  await made.stands(1, 'claimed');
  await made.desk.call('connections.pause', { id: made.connectionId });
  await made.claim(2, 'Bob');
  for (const lead of [1, 2]) await made.desk.call('leads.forget', { id: await leadOf(made, lead) });
  const left = JSON.stringify([
    made.desk.rows('SELECT * FROM offer_act'),
    made.desk.rows('SELECT * FROM job'),
    made.desk.rows('SELECT * FROM attempt'),
  ]);
  expect(left).not.toMatch(/Mary1|Mary2|lead 1|lead 2/);
  expect(made.desk.rows(`SELECT external_id, who FROM offer_act`)).toEqual([
    { external_id: '', who: 'Ann' },
    { external_id: '', who: 'Bob' },
  ]);
  expect(made.desk.rows<{ state: string }>('SELECT state FROM job ORDER BY id').map(({ state }) => state)).toEqual([
    'delivered',
    'cancelled',
  ]);
  await made.desk.call('connections.resume', { id: made.connectionId });
  expect(vendor.patches()).toBe(1);
});
