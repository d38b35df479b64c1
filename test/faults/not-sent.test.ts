import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { connect, load, startDesk, type TestDesk, testDialer } from '../support/fault-desk.ts';
import { assertSound } from '../support/fault-sound.ts';
import { until } from '../support/fault-until.ts';

/** A port of this machine at which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

interface Facts {
  readonly state: string;
  readonly reason: string;
  readonly attempts: number;
  readonly not_before: number;
  readonly updated_at: number;
}
const jobs = (desk: TestDesk) => desk.rows<Facts>('SELECT * FROM job ORDER BY id');
const dialerOf = async (desk: TestDesk) => {
  const [dialer] = (await desk.status()).connections;
  if (!dialer) throw new Error('The connection is gone');
  return dialer;
};

describe('where provably no byte left, the job is ready again', () => {
  test('a refused port backs off by 2 s doubling with full jitter, and the fifth failure trips the breaker', async () => {
    const desk = await startDesk({ random: () => 1 });
    const port = await closedPort();
    await load(desk, await connect(desk, { url: `http://127.0.0.1:${port}` }), { rows: 1 });
    for (let failed = 1; failed <= 5; failed++) {
      const [job] = await until(() => {
        const now = jobs(desk);
        return now[0]?.attempts === failed && now[0].state === 'ready' && now;
      }, `try ${failed} has failed`);
      expect(job).toMatchObject({ state: 'ready', reason: 'Not sent: the server refuses connections' });
      expect((job?.not_before ?? 0) - (job?.updated_at ?? 0)).toBe(2000 * 2 ** (failed - 1));
      expect((await dialerOf(desk)).runState).toBe(failed < 5 ? 'running' : 'tripped');
      desk.clock.skip(2000 * 2 ** (failed - 1));
    }
    expect((await dialerOf(desk)).runReason).toBe(
      '5 attempts in a row did not reach the vendor: the server refuses connections',
    );
    assertSound(desk.dataDir, null);
    expect(desk.rows(`SELECT DISTINCT outcome, purpose, http_status, error FROM attempt`)).toEqual([
      { outcome: 'not-sent', purpose: 'send', http_status: null, error: 'the server refuses connections' },
    ]);
  });

  test('one probe at a time follows, and the first that succeeds reopens the connection: nothing was lost', async () => {
    const dialer = await testDialer();
    const { port } = dialer;
    await dialer.close();
    const desk = await startDesk();
    await load(desk, await connect(desk, { url: dialer.url, concurrency: 8 }), { rows: 40 });
    await until(async () => {
      desk.clock.skip(500);
      return (await dialerOf(desk)).runState === 'tripped';
    }, 'the breaker opens');
    const before = desk.rows<{ n: number }>('SELECT count(*) AS n FROM attempt')[0]?.n ?? 0;
    await until(async () => {
      const { notBefore } = await dialerOf(desk);
      desk.clock.skip(Math.max(0, (notBefore ?? 0) - desk.clock.now()));
      return (desk.rows<{ n: number }>('SELECT probes_failed AS n FROM connection')[0]?.n ?? 0) >= 3;
    }, 'three probes have failed');
    const after = desk.rows<{ n: number }>('SELECT count(*) AS n FROM attempt')[0]?.n ?? 0;
    expect(after - before).toBeGreaterThanOrEqual(3);
    expect(after - before).toBeLessThanOrEqual(4);
    expect((await dialerOf(desk)).runReason).toBe('Still unreachable: the server refuses connections');
    const back = await testDialer({ port });
    const { counts, connections } = await desk.rest();
    expect(counts).toMatchObject({ delivered: 40, total: 40 });
    expect(connections[0]).toMatchObject({ runState: 'running', runReason: null, notBefore: null });
    assertSound(desk.dataDir, back);
  });

  test('a TLS failure sends nothing', async () => {
    const dialer = await testDialer();
    const desk = await startDesk({ random: () => 1 });
    await load(desk, await connect(desk, { url: `https://127.0.0.1:${dialer.port}/API/lmapi.php` }), { rows: 3 });
    const [job] = await until(() => {
      const now = jobs(desk);
      return now.some(({ reason }) => reason !== null) && now;
    }, 'a try has failed');
    expect(job?.state).toBe('ready');
    expect(job?.reason).toMatch(/^Not sent: .*(SSL|TLS|EPROTO)/i);
    expect(dialer.admin.counts().requests).toBe(0);
    assertSound(desk.dataDir, dialer);
  });

  test('a name that does not exist sends nothing', async () => {
    const desk = await startDesk({ random: () => 1 });
    // RFC 6761: names under .invalid never resolve, and resolvers answer so by themselves.
    await load(desk, await connect(desk, { url: 'https://dialer.invalid' }), { rows: 1 });
    const [job] = await until(() => {
      const now = jobs(desk);
      return now[0]?.reason !== null && now;
    }, 'the try has failed');
    expect(job?.reason).toBe('Not sent: host name not found (is the network up?)');
    assertSound(desk.dataDir, null);
  });

  test('what waited for its turn on the wire is given back by a pause and waits without a reason of its own', async () => {
    const dialer = await testDialer({ behaviour: { latencyMs: 1 } });
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url, concurrency: 16 });
    await load(desk, to, { rows: 200 });
    await dialer.admin.untilRequests(60);
    dialer.admin.setBehaviour({ latencyMs: 150 });
    await desk.call('connections.pause', { id: to });
    const { counts } = await desk.rest();
    expect(counts.sending + counts.ready + counts.unknown).toBe(0);
    expect(counts.held + counts.delivered).toBe(200);
    expect(counts.held).toBeGreaterThan(0);
    assertSound(desk.dataDir, dialer);
    const withdrawn = desk.rows<Facts>(
      `SELECT job.* FROM job JOIN attempt a ON a.job_id = job.id WHERE a.outcome = 'withdrawn'`,
    );
    for (const job of withdrawn) expect(job).toMatchObject({ state: 'ready', reason: null, not_before: 0 });
    await desk.call('connections.resume', { id: to });
    expect((await desk.rest()).counts).toMatchObject({ delivered: 200 });
    assertSound(desk.dataDir, dialer);
  });
});
