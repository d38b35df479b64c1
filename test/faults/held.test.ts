import { describe, expect, test } from 'vitest';
import { connect, load, startDesk, testDialer } from '../support/fault-desk.ts';
import { phoneOf } from '../support/fault-list.ts';
import { assertSound } from '../support/fault-sound.ts';
import { until } from '../support/fault-until.ts';

describe('a job that the desk itself will not send is held, with the reason', () => {
  test('phones that came on the do-not-call list after the check are held at once, and the others go', async () => {
    const dialer = await testDialer();
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url });
    await desk.call('connections.pause', { id: to });
    const id = await load(desk, to, { rows: 400 });
    await desk.call('dnc.add', { phones: Array.from({ length: 300 }, (_, n) => phoneOf(n)), source: 'a new list' });
    await desk.call('connections.resume', { id: to });
    // As fast as they are looked at: nothing of it waits for a time to come.
    const { counts } = await until(async () => {
      const status = await desk.status();
      return status.idle && status;
    }, 'the desk rests');
    expect(counts).toMatchObject({ held: 300, delivered: 100, total: 400 });
    expect(desk.rows(`SELECT DISTINCT reason, attempts FROM job WHERE state = 'held'`)).toEqual([
      { reason: 'The phone is on your do-not-call list', attempts: 0 },
    ]);
    assertSound(desk.dataDir, dialer);

    await desk.call('dnc.remove', { phones: [phoneOf(0)] });
    await desk.call('jobs.resend', { filter: { importId: id, state: 'held' } });
    expect((await desk.rest()).counts).toMatchObject({ held: 299, delivered: 101 });
    assertSound(desk.dataDir, dialer);
  });

  test('a paused import waits alone; its rows show as held and say so', async () => {
    const dialer = await testDialer({ behaviour: { latencyMs: 2 } });
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url, concurrency: 2 });
    const first = await load(desk, to, { rows: 100 });
    await desk.call('imports.pause', { id: first });
    const { dataDir, secrets } = desk;
    const paused = await desk.rest();
    expect(paused.counts.held).toBeGreaterThan(0);
    const [job] = (await desk.call('jobs.list', { filter: { state: 'held' }, limit: 1 })).jobs;
    expect(job).toMatchObject({ state: 'held', reason: 'The import is paused', heldBy: 'import' });
    await load(desk, to, { rows: 30, phones: (n) => phoneOf(1_000 + n) });
    expect((await desk.rest()).counts).toMatchObject({ held: paused.counts.held });
    await desk.close();

    const again = await startDesk({ dataDir, secrets });
    expect((await again.rest()).counts).toMatchObject({ held: paused.counts.held, sending: 0 });
    await again.call('imports.resume', { id: first });
    expect((await again.rest()).counts).toMatchObject({ delivered: 130, total: 130 });
    expect(dialer.admin.counts()).toMatchObject({ inserted: 130, maxInFlightPerPhone: 1 });
  });
});
