import { describe, expect, test } from 'vitest';
import type { PracticeDialer } from '../../../src-main/practice/dialer/start-practice-dialer.ts';
import { connect, load, PASSWORD, startDesk, type TestDesk, testDialer, USER } from '../../support/fault-desk.ts';
import { phoneOf } from '../../support/fault-list.ts';

interface Facts {
  readonly state: string;
  readonly reason: string | null;
  readonly vendor_ref: string | null;
  readonly attempts: number;
}

const jobOf = (desk: TestDesk, n: number): Facts | undefined =>
  desk.rows<Facts>('SELECT state, reason, vendor_ref, attempts FROM job WHERE lane = ?', phoneOf(n))[0];

const ask = (desk: TestDesk, as: 'ask-dialer' | 'send-checked' = 'ask-dialer') =>
  desk.call('jobs.resolve', { which: { filter: { state: 'unknown' } }, as });

/** Posts a lead as somebody else would. */
async function add(dialer: PracticeDialer, n: number, list = '101'): Promise<void> {
  const fields = {
    user: USER,
    pass: PASSWORD,
    function: 'add_lead',
    source: 'other',
    list_id: list,
    phone_number: phoneOf(n),
  };
  const said = await fetch(dialer.url, { method: 'POST', body: new URLSearchParams(fields) });
  expect(await said.text()).toMatch(/^SUCCESS/);
}

/** A list of one row, delivered a while before what comes next: its number is lower than that of every lead that comes. */
async function earlierList(desk: TestDesk, id: number): Promise<void> {
  await load(desk, id, { rows: 1, phones: () => phoneOf(90) });
  await desk.rest();
  desk.clock.skip(5_000);
}

/** A list of which rows 1 and 3 end in doubt: 1 is in the dialer, 3 is not. Another list was delivered before it. */
async function doubtful(
  options: Parameters<typeof testDialer>[0] = {},
  before?: (dialer: PracticeDialer) => Promise<void>,
) {
  const dialer = await testDialer(options);
  await before?.(dialer);
  dialer.admin.setFaults([
    { kind: 'answer-lost-reset', phone: phoneOf(1) },
    { kind: 'http500-empty', phone: phoneOf(3), times: 1 },
  ]);
  const desk = await startDesk();
  const id = await connect(desk, { url: dialer.url, concurrency: 1 });
  await earlierList(desk, id);
  await load(desk, id, { rows: 5 });
  const { counts } = await desk.rest();
  expect(counts).toMatchObject({ delivered: 4, unknown: 2 });
  dialer.admin.setFaults([]);
  return { dialer, desk, id };
}

describe('the dialer is asked about unknown rows', () => {
  test('what is in the list is delivered, what is not says so; nothing is sent, each question is an attempt', async () => {
    const { dialer, desk } = await doubtful();
    const there = dialer.admin.count();
    expect(await ask(desk)).toEqual({ changed: 2 });
    await desk.rest();
    const [lead] = dialer.admin.leadsByPhone(phoneOf(1));
    expect(jobOf(desk, 1)).toMatchObject({ state: 'delivered', vendor_ref: String(lead?.lead_id), attempts: 3 });
    expect(jobOf(desk, 1)?.reason).toMatch(/^Found in the dialer by asking: lead \d+/);
    expect(jobOf(desk, 3)).toMatchObject({ state: 'unknown', attempts: 2 });
    expect(jobOf(desk, 3)?.reason).toMatch(/HTTP 500.*Last check: Not in the dialer: .*creates no duplicate$/);
    expect(dialer.admin.count()).toBe(there);
    // Sent again by the operator's word, it is sent once, and asked about no more.
    await desk.call('jobs.resolve', { which: { filter: { state: 'unknown' } }, as: 'send-again' });
    await desk.rest();
    expect(jobOf(desk, 3)).toMatchObject({ state: 'delivered', attempts: 3 });
    expect(dialer.admin.count()).toBe(6);
  });

  test('a lead that was there before is not this row’s, by its number or else by its date', async () => {
    for (const byNumber of [true, false]) {
      const first = 3;
      let ago = 3_600_000;
      const dialer = await testDialer({ clock: () => Date.now() - ago });
      await add(dialer, first);
      ago = 0;
      const { url } = dialer;
      dialer.admin.setFaults([{ kind: 'http500-empty', phone: phoneOf(first), times: 1 }]);
      const desk = await startDesk();
      const id = await connect(desk, { url, concurrency: 1 });
      if (byNumber) await earlierList(desk, id);
      // Alone: a row that is delivered before it would give its number.
      await load(desk, id, { rows: 1, phones: () => phoneOf(first) });
      await desk.rest();
      await ask(desk);
      await desk.rest();
      expect(jobOf(desk, first)).toMatchObject({ state: 'unknown' });
      const words = byNumber
        ? /lead \d+ was there before our first attempt/
        : /added [-\d]+ [:\d]+ \(the dialer’s time\), before/;
      expect(jobOf(desk, first)?.reason).toMatch(words);
      expect(dialer.admin.leadsByPhone(phoneOf(first))).toHaveLength(1);
    }
  });

  test('a lead of another list is told as such', async () => {
    const { dialer, desk } = await doubtful();
    await add(dialer, 3, '102');
    await ask(desk);
    await desk.rest();
    expect(jobOf(desk, 3)).toMatchObject({ state: 'unknown' });
    expect(jobOf(desk, 3)?.reason).toMatch(/is in list 102/);
  });

  test('goes on after a stop', async () => {
    const { dialer, desk } = await doubtful();
    await desk.call('connections.pause', { id: 1 });
    await ask(desk);
    const { dataDir, secrets, clock } = desk;
    await desk.close();
    const again = await startDesk({ dataDir, secrets, clock });
    await again.call('connections.resume', { id: 1 });
    await again.rest();
    expect(jobOf(again, 1)?.state).toBe('delivered');
    expect(dialer.admin.leadsByPhone(phoneOf(1))).toHaveLength(1);
  });

  test('where it doesn’t answer lead_search, nothing is sent and the other choice is named', async () => {
    const { dialer, desk } = await doubtful();
    dialer.admin.setBehaviour({ apiFunctions: [] });
    const before = dialer.admin.count();
    await expect(ask(desk)).rejects.toThrow(/doesn’t answer lead_search.*duplicate check/s);
    expect(dialer.admin.count()).toBe(before);
    expect(await ask(desk, 'send-checked')).toEqual({ changed: 2 });
    await desk.rest();
    expect(jobOf(desk, 1)?.state).toBe('delivered');
    expect(jobOf(desk, 3)?.state).toBe('delivered');
    for (const n of [0, 1, 2, 3, 4]) expect(dialer.admin.leadsByPhone(phoneOf(n))).toHaveLength(1);
  });

  test('a closed lead_all_info leaves it to the operator, with the number of the lead', async () => {
    const { dialer, desk } = await doubtful();
    dialer.admin.setBehaviour({ apiFunctions: ['lead_search'] });
    await ask(desk);
    await desk.rest();
    const [lead] = dialer.admin.leadsByPhone(phoneOf(1));
    expect(jobOf(desk, 1)).toMatchObject({ state: 'unknown' });
    expect(jobOf(desk, 1)?.reason).toContain(`lead ${lead?.lead_id}`);
    expect(jobOf(desk, 3)?.reason).toMatch(/Last check: Not in the dialer/);
  });

  test('no row that is not unknown, and no wrong password, is asked with', async () => {
    const { desk, dialer } = await doubtful();
    await expect(desk.call('jobs.resolve', { which: { ids: [1] }, as: 'ask-dialer' })).rejects.toThrow(
      /^Nothing to look up/,
    );
    await desk.call('connections.save', { id: 1, name: 'Dialer', url: dialer.url, user: USER, password: 'wrong' });
    await expect(ask(desk)).rejects.toThrow(/refused a request/);
    expect((await desk.call('connections.list', {}))[0]?.runState).toBe('stopped');
  });
});
