import { describe, expect, test } from 'vitest';
import { connect, DUPLIST, load, PASSWORD, startDesk, testDialer, USER } from '../support/fault-desk.ts';
import { phoneOf } from '../support/fault-list.ts';
import { assertSound } from '../support/fault-sound.ts';

const POISON = 5;
/** Phones that no list of these tests holds twice. */
const other = (n: number) => phoneOf(5_000 + n);
const failing = () => Array.from({ length: POISON }, (_, n) => ({ kind: 'http500-empty', phone: phoneOf(n) }) as const);
const ours = (desk: Awaited<ReturnType<typeof startDesk>>) =>
  desk.rows<{ state: string; reason: string | null; not_before: number; attempts: number }>(
    'SELECT state, reason, not_before, attempts FROM job WHERE lane IN (?, ?, ?, ?, ?)',
    ...Array.from({ length: POISON }, (_, n) => phoneOf(n)),
  );

describe('rows that the dialer fails on each time hold up no other', () => {
  test('with a duplicate check they are asked for three times, then the operator decides', async () => {
    const dialer = await testDialer();
    dialer.admin.setFaults(failing());
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url });
    const began = desk.clock.now();
    await load(desk, to, { rows: 50, settings: { duplicate_check: DUPLIST } });
    const { counts, connections } = await desk.rest();
    expect(counts).toMatchObject({ delivered: 45, unknown: POISON, total: 50 });
    expect(connections[0]?.runState).toBe('running');
    for (const job of ours(desk)) {
      expect(job).toMatchObject({ state: 'unknown', not_before: 0 });
      expect(job.reason).toMatch(/failed on it \d times but accepted others in between/);
      expect(job.attempts).toBeLessThanOrEqual(4);
    }
    expect(desk.clock.now() - began).toBeLessThan(3 * 60_000);
    assertSound(desk.dataDir, dialer);
  });

  test('last in their list they are as quickly with the operator as anywhere, while others pass beside them', async () => {
    const dialer = await testDialer();
    const last = Array.from({ length: POISON }, (_, n) => phoneOf(49 - n));
    // All eight are on their way before the first of the last fails, and those before them are answered after all have failed.
    const beside = Array.from({ length: 3 }, (_, n) => phoneOf(42 + n));
    dialer.admin.setFaults([
      ...last.flatMap((phone) => [
        { kind: 'http500-empty', phone } as const,
        { kind: 'slow', phone, ms: 1_000, times: 1 } as const,
      ]),
      ...beside.map((phone) => ({ kind: 'slow', phone, ms: 3_000, times: 1 }) as const),
    ]);
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url, concurrency: 8 });
    const began = desk.clock.now();
    await load(desk, to, { rows: 50, settings: { duplicate_check: DUPLIST } });
    expect((await desk.rest()).counts).toMatchObject({ delivered: 45, unknown: POISON });
    for (const phone of last) {
      const [job] = desk.rows<{ attempts: number }>('SELECT not_before, attempts FROM job WHERE lane = ?', phone);
      expect(job).toMatchObject({ not_before: 0 });
      expect(job?.attempts).toBeLessThanOrEqual(4);
    }
    expect(desk.clock.now() - began).toBeLessThan(60_000);
    assertSound(desk.dataDir, dialer);
  });

  test('without one each is asked for once, and a clean list loaded after them goes at once', async () => {
    const dialer = await testDialer();
    dialer.admin.setFaults(failing());
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url });
    await load(desk, to, { rows: POISON });
    await load(desk, to, { rows: 50, phones: other });
    const began = desk.clock.now();
    const { counts } = await desk.rest();
    expect(counts).toMatchObject({ delivered: 50, unknown: POISON });
    expect(ours(desk).map(({ attempts }) => attempts)).toEqual(Array(POISON).fill(1));
    expect(desk.clock.now() - began).toBeLessThan(60_000);
    expect(dialer.admin.count()).toBe((await desk.status()).counts.delivered);
  });

  test('a clean list goes within seconds though checks of failing rows wait for a quarter of an hour', async () => {
    const dialer = await testDialer();
    dialer.admin.setFaults(failing());
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url });
    await load(desk, to, { rows: POISON, settings: { duplicate_check: DUPLIST } });
    await desk.rest();
    const [line] = (await desk.status()).connections;
    expect(line?.runState).toBe('tripped');
    // Nothing shows whether the rows or the dialer are at fault: a few checks, further and further apart, then the operator.
    for (const job of ours(desk)) expect(job).toMatchObject({ state: 'unknown', not_before: 0, attempts: 7 });
    const began = desk.clock.now();
    await load(desk, to, { rows: 50, phones: other });
    expect((await desk.rest()).counts).toMatchObject({ delivered: 50, unknown: POISON });
    expect(desk.clock.now() - began).toBeLessThan(60_000);
    expect(dialer.admin.count()).toBe((await desk.status()).counts.delivered);
  });
});

describe('a list that is refused as a whole stops after the first answer', () => {
  test.each([
    ['a list that is not there', '99887', { list_exists_check: 'Y' } as const, /doesn’t know this list/],
    ['a list that the user may not load into', '102', {}, /doesn’t let this user load leads into this list/],
  ])('%s', async (_, list, settings, words) => {
    const full = { userLevel: 9, modifyLeads: 1, mayAddLeads: true };
    const users = [
      { user: USER, pass: PASSWORD, ...full, allowedLists: ['101', '99887'] },
      { user: 'supervisor', pass: PASSWORD, ...full, allowedLists: null },
    ];
    const dialer = await testDialer({ world: { users } });
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url, concurrency: 16 });
    await load(desk, to, { rows: 60 });
    await desk.rest();
    const before = dialer.admin.counts().requests;
    const refused = await load(desk, to, { rows: 200, phones: other, settings: { list_id: list, ...settings } });
    await load(desk, to, { rows: 40, phones: (n) => phoneOf(9_000 + n) });
    const { counts, connections, imports } = await desk.rest();
    expect(counts).toMatchObject({ delivered: 100, held: 200, rejected: 0 });
    expect(connections[0]?.runState).toBe('running');
    expect(dialer.admin.counts().requests).toBe(before + 1 + 40);
    const stood = imports.find(({ id }) => id === refused);
    expect(stood).toMatchObject({ paused: true });
    expect(stood?.pausedReason).toMatch(words);
    const { jobs } = await desk.call('jobs.list', { filter: { importId: refused }, limit: 1 });
    expect(jobs[0]).toMatchObject({ state: 'held', reason: stood?.pausedReason });
    await desk.call('imports.resume', { id: refused });
    expect((await desk.rest()).counts).toMatchObject({ delivered: 100, held: 200 });
    expect(dialer.admin.counts().requests).toBe(before + 2 + 40);
    expect(dialer.admin.count()).toBe((await desk.status()).counts.delivered);
    if (list !== '102') return;
    await desk.call('connections.save', { id: to, name: 'Dialer', url: dialer.url, user: 'supervisor' });
    await desk.call('imports.resume', { id: refused });
    const after = await desk.rest();
    expect(after.counts).toMatchObject({ delivered: 300, held: 0 });
    expect(after.imports.find(({ id }) => id === refused)).toMatchObject({ paused: false, pausedReason: null });
    expect(dialer.admin.count()).toBe((await desk.status()).counts.delivered);
  });
});
