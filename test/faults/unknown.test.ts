import { createServer } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Fault } from '../../src-main/practice/dialer/faults.ts';
import { WarpClock } from '../support/fault-clock.ts';
import { connect, DUPLIST, load, startDesk, type TestDesk, testDialer } from '../support/fault-desk.ts';
import { phoneOf } from '../support/fault-list.ts';
import { assertSound, insertedByRow } from '../support/fault-sound.ts';
import { until } from '../support/fault-until.ts';

const dialerOf = async (desk: TestDesk) => {
  const [dialer] = (await desk.status()).connections;
  if (!dialer) throw new Error('The connection is gone');
  return dialer;
};

/** Each doubtful end: the fault, the words of the reason, and whether the lead is in the dialer all the same. */
const DOUBTS: readonly (readonly [name: string, fault: Omit<Fault, 'phone'>, words: RegExp, arrived: boolean])[] = [
  ['a reset before the body was read', { kind: 'cut-before-reading', times: 1 }, /connection broke/, false],
  ['a time-out, the lead in', { kind: 'answer-lost-hang' }, /No answer in time/, true],
  ['a time-out, the lead not in', { kind: 'hang' }, /No answer in time/, false],
  ['a reset instead of the answer', { kind: 'answer-lost-reset' }, /connection broke during the request/, true],
  ['a body cut in its middle', { kind: 'cut-mid-answer' }, /connection broke/, true],
  ['a redirect', { kind: 'redirect' }, /redirected the request \(HTTP 302\)/, false],
  ['503', { kind: 'http503' }, /not available \(HTTP 503\)/, false],
  ['503 after inserting', { kind: 'http503', insertFirst: true }, /not available \(HTTP 503\)/, true],
  ['an empty 500', { kind: 'http500-empty' }, /answer was empty \(HTTP 500\)/, false],
  ['a page', { kind: 'html-page' }, /page came back instead/, false],
  ['a lost database', { kind: 'mysql-connect-error' }, /lost its database connection/, false],
  ['an error nobody knows', { kind: 'unknown-error' }, /unknown error/, false],
];

interface Facts {
  readonly id: number;
  readonly state: string;
  readonly reason: string | null;
  readonly vendor_ref: string | null;
  readonly not_before: number;
  readonly attempts: number;
}

/** The n-th doubt strikes row 2n, so that a good answer comes between two. What is cut before it is read must be the first. */
const struck = (fault: Omit<Fault, 'phone'>, n: number): Fault =>
  fault.kind === 'cut-before-reading' ? fault : { ...fault, phone: phoneOf(2 * n) };

describe('anything else after the first byte is unknown', () => {
  test('none of them is ever sent again by itself without a check that covers the list', async () => {
    const dialer = await testDialer();
    dialer.admin.setFaults(DOUBTS.map(([, fault], n) => struck(fault, n)));
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url, timeoutMs: 500, concurrency: 1 });
    await load(desk, to, { rows: 2 * DOUBTS.length });
    const { counts } = await desk.rest();
    expect(counts).toMatchObject({ unknown: DOUBTS.length, delivered: DOUBTS.length });
    desk.clock.skip(7 * 86_400_000);
    await desk.rest();
    for (const [n, [name, fault, words, arrived]] of DOUBTS.entries()) {
      const phone = phoneOf(2 * n);
      const [job] = desk.rows<Facts>('SELECT * FROM job WHERE lane = ?', phone);
      expect({ name, ...job }).toMatchObject({ name, state: 'unknown', not_before: 0, attempts: 1 });
      expect(job?.reason).toMatch(words);
      const asked = dialer.admin.attempts(phone);
      const there = dialer.admin.leadsByPhone(phone).length;
      // What is cut before it was read can't be counted by its phone.
      expect({ name, asked, there }).toEqual({
        name,
        asked: fault.kind === 'cut-before-reading' ? 0 : 1,
        there: arrived ? 1 : 0,
      });
    }
    expect(dialer.admin.counts().requests).toBe(2 * DOUBTS.length);
    assertSound(desk.dataDir, dialer);
  });

  test('with DUPLIST one check settles each, and the dialer holds each once', async () => {
    const dialer = await testDialer();
    dialer.admin.setFaults(DOUBTS.map(([, fault], n) => ({ ...struck(fault, n), times: 1 })));
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url, timeoutMs: 500, concurrency: 1 });
    await load(desk, to, { rows: 2 * DOUBTS.length, settings: { duplicate_check: DUPLIST } });
    const { counts } = await desk.rest();
    expect(counts).toMatchObject({ delivered: 2 * DOUBTS.length, total: 2 * DOUBTS.length });
    expect(dialer.admin.count()).toBe(2 * DOUBTS.length);
    for (const [n, [name, , , arrived]] of DOUBTS.entries()) {
      const [job] = desk.rows<Facts>('SELECT * FROM job WHERE lane = ?', phoneOf(2 * n));
      const tries = desk.rows<{ purpose: string; outcome: string }>(
        'SELECT purpose, outcome FROM attempt WHERE job_id = ? ORDER BY no',
        job?.id,
      );
      expect({ name, tries: tries.map(({ purpose, outcome }) => `${purpose} ${outcome}`) }).toEqual({
        name,
        tries: ['send unknown', 'check delivered'],
      });
      expect({ name, reason: job?.reason }).toEqual({
        name,
        reason: arrived ? 'Found in the dialer by a check' : null,
      });
      expect(job?.vendor_ref).toBe(String(dialer.admin.leadsByPhone(phoneOf(2 * n))[0]?.lead_id));
    }
    assertSound(desk.dataDir, dialer);
  });

  test('a check that is itself lost is repeated; the row is still in the dialer once', async () => {
    const dialer = await testDialer();
    dialer.admin.setFaults([{ kind: 'answer-lost-reset', phone: phoneOf(1), times: 4 }]);
    const desk = await startDesk();
    await load(desk, await connect(desk, { url: dialer.url }), { rows: 5, settings: { duplicate_check: DUPLIST } });
    expect((await desk.rest()).counts).toMatchObject({ delivered: 5 });
    expect(dialer.admin.attempts(phoneOf(1))).toBe(5);
    expect(dialer.admin.count()).toBe(5);
    assertSound(desk.dataDir, dialer);
  });

  test('checks that never prove anything end, and the operator is asked', async () => {
    const dialer = await testDialer();
    dialer.admin.setFaults([{ kind: 'html-page', phone: phoneOf(1) }]);
    const desk = await startDesk();
    await load(desk, await connect(desk, { url: dialer.url }), { rows: 3, settings: { duplicate_check: DUPLIST } });
    expect((await desk.rest()).counts).toMatchObject({ delivered: 2, unknown: 1 });
    const asked = dialer.admin.attempts(phoneOf(1));
    expect(asked).toBeGreaterThan(2);
    expect(asked).toBeLessThanOrEqual(14);
    assertSound(desk.dataDir, dialer);
  });

  test('a check is never made where its day window no longer reaches back to the first try', async () => {
    const clock = new WarpClock();
    const later = await testDialer({ clock: () => clock.now() });
    later.admin.setFaults([{ kind: 'answer-lost-reset', times: 1 }]);
    const desk = await startDesk({ clock });
    const to = await connect(desk, { url: later.url });
    await desk.call('connections.pause', { id: to });
    await load(desk, to, { rows: 1, settings: { duplicate_check: { ...DUPLIST, days: 1 } } });
    await desk.call('connections.resume', { id: to });
    await later.admin.untilRequests(1);
    await desk.call('connections.pause', { id: to });
    await until(
      () => desk.rows(`SELECT 1 FROM job WHERE state = 'unknown' AND not_before > 0`).length === 1,
      'in doubt',
    );
    clock.skip(2 * 86_400_000);
    await desk.call('connections.resume', { id: to });
    const { counts } = await desk.rest();
    expect(counts).toMatchObject({ unknown: 1 });
    expect(later.admin.count()).toBe(1);
    const [job] = desk.rows<{ reason: string }>('SELECT reason FROM job');
    expect(job?.reason).toMatch(/you have to decide/);
    assertSound(desk.dataDir, later);
  });

  test('a check that the desk itself holds back leaves the row to the operator, and the desk comes to rest', async () => {
    const dialer = await testDialer();
    dialer.admin.setFaults([{ kind: 'answer-lost-reset', times: 1 }]);
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url });
    await load(desk, to, { rows: 1, settings: { duplicate_check: DUPLIST } });
    await dialer.admin.untilRequests(1);
    await desk.call('dnc.add', { phones: [phoneOf(0)], source: 'a call' });
    const { counts } = await desk.rest();
    expect(counts).toMatchObject({ unknown: 1 });
    expect(dialer.admin.counts().requests).toBe(1);
    expect(desk.rows<{ reason: string }>('SELECT reason FROM job')[0]?.reason).toMatch(/do-not-call list/);
    assertSound(desk.dataDir, dialer);
  });

  test('a lie about the length, or an answer without end, is no answer', async () => {
    const server = createServer((_, res) => {
      res.writeHead(200, { 'content-type': 'text/plain' });
      const more = () => {
        while (res.write('x'.repeat(8_192)));
      };
      res.on('drain', more);
      more();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const desk = await startDesk();
    await load(desk, await connect(desk, { url: `http://127.0.0.1:${port}` }), { rows: 1 });
    expect((await desk.rest()).counts).toMatchObject({ unknown: 1 });
    const [attempt] = desk.rows<{ answer: string; error: string }>('SELECT answer, error FROM attempt');
    expect(attempt?.error).toBe('the answer is longer than 65536 bytes');
    expect(attempt?.answer).toHaveLength(4096);
    const [job] = desk.rows<{ vendor_line: string }>('SELECT vendor_line FROM job');
    expect(job?.vendor_line.length).toBeLessThanOrEqual(4096);
  });
});

describe('the breaker', () => {
  test('an answer that comes while the desk closes stops or pauses nothing that it should not', async () => {
    const dialer = await testDialer({ behaviour: { latencyMs: 60 } });
    dialer.admin.setFaults([{ kind: 'http429', retryAfter: 5, times: 1 }]);
    const desk = await startDesk();
    const { dataDir, secrets, clock } = desk;
    await load(desk, await connect(desk, { url: dialer.url }), { rows: 3 });
    await dialer.admin.untilRequests(1);
    await desk.close();
    const again = await startDesk({ dataDir, secrets, clock });
    expect(await dialerOf(again)).toMatchObject({ runState: 'running', runReason: null });
    expect((await again.rest()).counts).toMatchObject({ delivered: 3 });
    assertSound(dataDir, dialer);
  });

  test('two unknowns in a row stop the connection and say why; a good answer between them does not count', async () => {
    const dialer = await testDialer();
    dialer.admin.setFaults([
      { kind: 'http503', phone: phoneOf(1) },
      { kind: 'http503', phone: phoneOf(3) },
      { kind: 'http503', phone: phoneOf(4) },
    ]);
    const desk = await startDesk({ random: () => 1 });
    await load(desk, await connect(desk, { url: dialer.url, concurrency: 1 }), { rows: 30 });
    await until(async () => (await dialerOf(desk)).runState === 'tripped', 'the breaker opens');
    const { runReason, counts } = await dialerOf(desk);
    expect(runReason).toBe(
      '2 results in a row are unknown: The dialer is not available (HTTP 503). The lead may or may not have been added.',
    );
    expect(counts).toMatchObject({ delivered: 2, unknown: 3, held: 25 });
    expect(dialer.admin.counts().requests).toBe(5);
    const { dataDir, secrets } = desk;
    await desk.close();

    const again = await startDesk({ dataDir, secrets, random: () => 1 });
    expect(await dialerOf(again)).toMatchObject({ runState: 'tripped', runReason });
    const done = await again.rest();
    expect(done.counts).toMatchObject({ delivered: 27, unknown: 3 });
    expect(done.connections[0]).toMatchObject({ runState: 'running', runReason: null });
    assertSound(dataDir, dialer);
  });

  test('one answer of an unknown kind stops it at once; the same kind later does not', async () => {
    const dialer = await testDialer();
    dialer.admin.setFaults([
      { kind: 'unknown-error', phone: phoneOf(2) },
      { kind: 'unknown-error', phone: phoneOf(8) },
    ]);
    const desk = await startDesk({ random: () => 1 });
    await load(desk, await connect(desk, { url: dialer.url, concurrency: 1 }), { rows: 20 });
    await until(async () => (await dialerOf(desk)).runState === 'tripped', 'the breaker opens');
    expect(dialer.admin.counts().requests).toBe(3);
    expect((await dialerOf(desk)).runReason).toMatch(/^The vendor sent an unfamiliar answer: /);
    const states = new Set<string>();
    const done = await until(async () => {
      const status = await desk.status();
      if (status.counts.delivered > 2) states.add(status.connections[0]?.runState ?? '');
      if (status.idle) return status;
      desk.clock.skip(1_000);
      return null;
    }, 'all is done');
    expect(done.counts).toMatchObject({ delivered: 18, unknown: 2 });
    expect([...states]).toEqual(['running']);
    assertSound(desk.dataDir, dialer);
  });

  test('while a vendor stays ill, few rows become doubtful, and the wait between probes grows', async () => {
    const dialer = await testDialer();
    dialer.admin.setFaults([{ kind: 'http503' }]);
    const desk = await startDesk({ random: () => 1 });
    await load(desk, await connect(desk, { url: dialer.url, concurrency: 32 }), { rows: 500 });
    const waits: number[] = [];
    await until(async () => {
      const { notBefore, runState } = await dialerOf(desk);
      const wait = (notBefore ?? 0) - desk.clock.now();
      if (runState === 'tripped' && wait > 0) {
        waits.push(Math.ceil(wait / 1000));
        desk.clock.skip(wait);
        await dialer.admin.untilRequests(2 + waits.length);
        await dialer.admin.untilIdle();
        await until(async () => (await dialerOf(desk)).flying === 0, 'the probe has landed');
      }
      return waits.length === 6;
    }, 'six probes');
    expect(waits).toEqual([2, 4, 8, 16, 32, 64]);
    expect(dialer.admin.counts().requests).toBeLessThanOrEqual(8);
    dialer.admin.setFaults([]);
    const { counts } = await desk.rest();
    expect(counts.unknown + counts.delivered).toBe(500);
    expect(counts.unknown).toBeLessThanOrEqual(8);
    expect(insertedByRow(dialer).size).toBe(counts.delivered);
    assertSound(desk.dataDir, dialer);
  });
});
