import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { databaseFile } from '../../src-main/db/open.ts';
import type { PracticeDialer } from '../../src-main/practice/dialer/start-practice-dialer.ts';
import { connect, DUPLIST, load, startDesk, type TestDesk, testDialer } from '../support/fault-desk.ts';
import { phoneOf, testFolder } from '../support/fault-list.ts';
import { assertSound, insertedByRow } from '../support/fault-sound.ts';
import { until } from '../support/fault-until.ts';

/** A desk with so many jobs in doubt: it was stopped when all of them were marked, and nothing is known of any. */
async function inDoubt(rows: number): Promise<{ desk: TestDesk; dialer: PracticeDialer }> {
  const dialer = await testDialer();
  const desk = await startDesk();
  const { dataDir, secrets } = desk;
  const to = await connect(desk, { url: dialer.url });
  await desk.call('connections.pause', { id: to });
  await load(desk, to, { rows });
  await desk.close();
  const db = new Database(databaseFile(dataDir));
  db.exec(`
    UPDATE job SET state = 'sending', attempts = 1;
    INSERT INTO attempt (job_id, no, purpose, started_at, payload_hash, tag)
      SELECT id, 1, 'send', updated_at, '${'0'.repeat(64)}', 'before' FROM job;
    UPDATE job_count SET state = 'sending' WHERE state = 'ready';
    UPDATE connection SET run_state = 'running', run_reason = NULL;`);
  db.close();
  return { desk: await startDesk({ dataDir, secrets }), dialer };
}

describe('the operator decides', () => {
  test('500 doubts at once: delivered, sent again, or given up', async () => {
    const { desk, dialer } = await inDoubt(500);
    const [first, second] = [desk.rows<{ id: number }>('SELECT id FROM job ORDER BY id LIMIT 2')].flat();
    const gone = await desk.call('jobs.resolve', { which: { ids: [first?.id ?? 0] }, as: 'rejected' });
    const again = await desk.call('jobs.resolve', { which: { ids: [second?.id ?? 0] }, as: 'send-again' });
    const rest = await desk.call('jobs.resolve', { which: { filter: { state: 'unknown' } }, as: 'delivered' });
    expect([gone, again, rest]).toEqual([{ changed: 1 }, { changed: 1 }, { changed: 498 }]);
    const { counts } = await desk.rest();
    expect(counts).toMatchObject({ delivered: 499, rejected: 1, unknown: 0, total: 500 });
    expect([...insertedByRow(dialer)]).toEqual([[2, 1]]);
    expect(desk.rows(`SELECT DISTINCT reason FROM job WHERE state = 'rejected'`)).toEqual([
      { reason: 'Marked as not delivered by the operator' },
    ]);
    await expect(desk.call('jobs.resolve', { which: { ids: [first?.id ?? 0] }, as: 'delivered' })).rejects.toThrow(
      /no longer in a state/,
    );
    assertSound(desk.dataDir, null);
  });

  test('what was rejected or canceled is sent again when the operator asks for it; what was delivered never is', async () => {
    const dialer = await testDialer();
    dialer.admin.setFaults([{ kind: 'not-added', phone: phoneOf(0), times: 1 }]);
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url });
    await load(desk, to, { rows: 3 });
    expect((await desk.rest()).counts).toMatchObject({ delivered: 2, rejected: 1 });
    expect(await desk.call('jobs.resend', { filter: {} })).toEqual({ changed: 1 });
    expect((await desk.rest()).counts).toMatchObject({ delivered: 3 });
    const jobs = desk.rows<{ id: number }>('SELECT id FROM job');
    await expect(desk.call('jobs.resend', { ids: jobs.map(({ id }) => id) })).rejects.toThrow(/Nothing was changed/);
    assertSound(desk.dataDir, dialer);
  });

  test('what is canceled before it was sent is never sent, also after a restart', async () => {
    const dialer = await testDialer();
    const desk = await startDesk();
    const { dataDir, secrets } = desk;
    const to = await connect(desk, { url: dialer.url });
    await desk.call('connections.pause', { id: to });
    const id = await load(desk, to, { rows: 40 });
    expect(await desk.call('imports.cancel', { id })).toEqual({ cancelled: 40 });
    await desk.call('connections.resume', { id: to });
    expect((await desk.rest()).counts).toMatchObject({ cancelled: 40, total: 40 });
    await desk.close();
    const again = await startDesk({ dataDir, secrets });
    expect((await again.rest()).counts).toMatchObject({ cancelled: 40 });
    expect(dialer.admin.counts().requests).toBe(0);
    assertSound(dataDir, dialer);
  });

  test('a pause survives a restart', async () => {
    const dialer = await testDialer();
    const desk = await startDesk();
    const { dataDir, secrets } = desk;
    const to = await connect(desk, { url: dialer.url });
    await desk.call('connections.pause', { id: to });
    await load(desk, to, { rows: 5 });
    await desk.close();
    const again = await startDesk({ dataDir, secrets });
    const { counts, connections } = await again.rest();
    expect(counts).toMatchObject({ held: 5 });
    expect(connections[0]).toMatchObject({ runState: 'paused', runReason: 'Paused by the operator' });
    expect(dialer.admin.counts().requests).toBe(0);
  });

  test('a word said while a check is under way waits for the check, and a proof counts', async () => {
    const dialer = await testDialer();
    dialer.admin.setFaults([{ kind: 'answer-lost-reset', times: 1 }]);
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url });
    await load(desk, to, { rows: 1, settings: { duplicate_check: DUPLIST } });
    await until(() => desk.rows(`SELECT 1 FROM job WHERE state = 'unknown'`).length === 1, 'in doubt');
    dialer.admin.setBehaviour({ latencyMs: 150 });
    await until(async () => {
      desk.clock.skip(500);
      return dialer.admin.counts().inFlight === 1;
    }, 'the check is under way');
    await desk.call('jobs.resolve', { which: { filter: { state: 'unknown' } }, as: 'send-again' });
    expect((await desk.rest()).counts).toMatchObject({ delivered: 1 });
    expect(dialer.admin.counts()).toMatchObject({ requests: 2, inserted: 1, maxInFlightPerPhone: 1 });
    assertSound(desk.dataDir, dialer);
  });
});

describe('a start and a restore', () => {
  test('what a stop left on its way is unknown at the next start, and is not sent', async () => {
    const dialer = await testDialer({ behaviour: { latencyMs: 40 } });
    const desk = await startDesk();
    const { dataDir, secrets } = desk;
    await load(desk, await connect(desk, { url: dialer.url, concurrency: 4 }), { rows: 30 });
    await dialer.admin.untilRequests(8);
    // As a kill would leave it: the files as they are at this moment, in another folder.
    const left = testFolder('left');
    for (const end of ['', '-wal']) copyFileSync(databaseFile(dataDir) + end, databaseFile(left) + end);
    await desk.close();
    const atRest = dialer.admin.counts().requests;
    dialer.admin.setBehaviour({ latencyMs: 0 });
    const again = await startDesk({ dataDir: left, secrets, sends: false });
    const { counts } = await again.status();
    expect(counts.sending).toBe(0);
    expect(counts.unknown).toBeGreaterThan(0);
    expect(dialer.admin.counts().requests).toBe(atRest);
    const doubts = again.rows<{ reason: string; not_before: number }>(`SELECT * FROM job WHERE state = 'unknown'`);
    for (const { reason, not_before } of doubts) {
      expect(reason).toBe('Trunkline stopped while this was in flight; the vendor may or may not have received it');
      expect(not_before).toBe(0);
    }
    assertSound(left, null);
  });

  test.each([
    ['by the next start', false],
    ['after more was sent in another', true],
  ])('a desk restored from a backup is paused until the operator has looked, %s', async (_, another) => {
    const dialer = await testDialer();
    const desk = await startDesk();
    const { dataDir, secrets } = desk;
    const to = await connect(desk, { url: dialer.url });
    await desk.call('connections.pause', { id: to });
    await load(desk, to, { rows: 50 });
    const backup = join(testFolder('backup'), 'desk.backup');
    await desk.call('desk.backup', { path: backup });
    await desk.call('connections.resume', { id: to });
    expect((await desk.rest()).counts).toMatchObject({ delivered: 50 });
    await desk.close();
    if (another) await (await startDesk({ dataDir, secrets })).close();

    for (const end of ['-wal', '-shm']) rmSync(databaseFile(dataDir) + end, { force: true });
    copyFileSync(backup, databaseFile(dataDir));
    const restored = await startDesk({ dataDir, secrets });
    const { counts, connections, notice } = await restored.rest();
    expect(notice).toMatch(/restored from a backup. All dialers and sources are paused/);
    expect(connections[0]).toMatchObject({ runState: 'paused' });
    expect(connections[0]?.runReason).toMatch(/Restored from a backup/);
    expect(counts).toMatchObject({ held: 50 });
    expect(dialer.admin.counts().requests).toBe(50);
    await restored.call('desk.dismissNotice', {});
    await restored.close();

    // Only once: what the operator then says holds.
    const later = await startDesk({ dataDir, secrets });
    expect((await later.status()).notice).toBeNull();
  });
});
