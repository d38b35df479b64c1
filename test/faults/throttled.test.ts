import { describe, expect, test } from 'vitest';
import { WarpClock } from '../support/fault-clock.ts';
import { connect, load, startDesk, type TestDesk, testDialer } from '../support/fault-desk.ts';
import { phoneOf } from '../support/fault-list.ts';
import { assertSound } from '../support/fault-sound.ts';
import { until } from '../support/fault-until.ts';

interface Facts {
  readonly state: string;
  readonly reason: string | null;
  readonly not_before: number;
  readonly updated_at: number;
}

async function throttledJob(desk: TestDesk): Promise<Facts> {
  const [job] = await until(() => {
    const jobs = desk.rows<Facts>(
      `SELECT job.* FROM job JOIN attempt a ON a.job_id = job.id WHERE a.outcome = 'throttled'`,
    );
    return jobs.length > 0 && jobs;
  }, 'a job was throttled');
  if (!job) throw new Error('No job was throttled');
  return job;
}

describe('429: the vendor did not take it, and is not asked again before it wants to be', () => {
  test.each([
    ['seconds', { retryAfter: 90 }, 90_000],
    ['a date', { retryAfter: 90, retryAfterAsDate: true }, 90_000],
    ['more than an hour, cut to one', { retryAfter: 86_400 }, 3_600_000],
    ['no time: at once would be rude, so a second', { retryAfter: 0 }, 1_000],
    ['a date that has passed, as by a clock that goes wrong', { retryAfter: 0, retryAfterAsDate: true }, 1_000],
  ])('Retry-After in %s', async (_, fault, wait) => {
    const clock = new WarpClock();
    const dialer = await testDialer({ clock: () => clock.now() });
    dialer.admin.setFaults([{ kind: 'http429', times: 1, ...fault }]);
    const desk = await startDesk({ clock });
    const began = clock.now();
    const beganAt = performance.now();
    await load(desk, await connect(desk, { url: dialer.url }), { rows: 5 });
    const job = await throttledJob(desk);
    expect(job).toMatchObject({ state: 'ready', reason: 'The vendor asked for fewer requests' });
    // A date tells whole seconds only, and what it leaves is counted from when it is read, by the clock on the wall.
    const passed = performance.now() - beganAt;
    expect(job.not_before - began).toBeGreaterThanOrEqual(Math.max(1_000, wait - 1_000 - passed));
    expect(job.not_before - job.updated_at).toBeLessThanOrEqual(wait);
    const { connections, idle } = await desk.status();
    expect(connections[0]).toMatchObject({ runState: 'running', notBefore: job.not_before });
    expect(idle).toBe(false);
    expect(dialer.admin.counts().requests).toBe(1);
    clock.skip(job.not_before - clock.now() - 300);
    expect(dialer.admin.counts().requests).toBe(1);
    expect((await desk.rest()).counts).toMatchObject({ delivered: 5 });
    assertSound(desk.dataDir, dialer);
  });

  test('the wait outlives a restart, and other rows wait as well', async () => {
    const dialer = await testDialer();
    dialer.admin.setFaults([{ kind: 'http429', times: 1, retryAfter: 600, phone: phoneOf(0) }]);
    const desk = await startDesk();
    await load(desk, await connect(desk, { url: dialer.url }), { rows: 5 });
    const { not_before } = await throttledJob(desk);
    const { dataDir, secrets } = desk;
    await desk.close();
    const again = await startDesk({ dataDir, secrets });
    expect((await again.status()).connections[0]).toMatchObject({ runState: 'running', notBefore: not_before });
    again.clock.skip(595_000);
    expect((await again.status()).counts).toMatchObject({ ready: 5 });
    expect(dialer.admin.counts().requests).toBe(1);
    expect((await again.rest()).counts).toMatchObject({ delivered: 5 });
    assertSound(dataDir, dialer);
  });

  test('429s in the middle of a run only slow it', async () => {
    const dialer = await testDialer();
    dialer.admin.setFaults([{ kind: 'http429', every: 9, retryAfter: 1 }]);
    const desk = await startDesk();
    await load(desk, await connect(desk, { url: dialer.url, concurrency: 8 }), { rows: 80 });
    expect((await desk.rest()).counts).toMatchObject({ delivered: 80 });
    expect(dialer.admin.count()).toBe(80);
    assertSound(desk.dataDir, dialer);
  });
});
