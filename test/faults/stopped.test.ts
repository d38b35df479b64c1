import { describe, expect, test } from 'vitest';
import { connect, load, PASSWORD, startDesk, type TestDesk, testDialer, USER } from '../support/fault-desk.ts';
import { assertSound } from '../support/fault-sound.ts';

const dialerOf = async (desk: TestDesk) => {
  const [dialer] = (await desk.status()).connections;
  if (!dialer) throw new Error('The connection is gone');
  return dialer;
};

describe('a refused login, permission, lock-out or address stops the connection', () => {
  test('a wrong password costs exactly one login, with 32 allowed at once and 1,000 jobs', async () => {
    const dialer = await testDialer();
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url, password: 'not-the-password', concurrency: 32 });
    await load(desk, to, { rows: 1_000 });
    const { counts } = await desk.rest();
    expect(dialer.admin.counts().requests).toBe(1);
    expect(counts).toMatchObject({ held: 1_000, total: 1_000 });
    expect(await dialerOf(desk)).toMatchObject({
      runState: 'stopped',
      runReason:
        'The dialer doesn’t accept the user or password. Correct them, then resume. A few more attempts would lock the user out.',
    });
    expect(desk.rows(`SELECT DISTINCT state FROM job`)).toEqual([{ state: 'ready' }]);
    const [attempt] = desk.rows<{ outcome: string; answer: string }>('SELECT * FROM attempt');
    expect(attempt?.outcome).toBe('stopped');
    expect(attempt?.answer).toContain('Login incorrect');
    expect(attempt?.answer).not.toContain('not-the-password');
    assertSound(desk.dataDir, dialer);

    await desk.call('connections.resume', { id: to });
    await desk.rest();
    expect(dialer.admin.counts().requests).toBe(2);

    await connectAgain(desk, to, dialer.url);
    await desk.call('connections.resume', { id: to });
    expect((await desk.rest()).counts).toMatchObject({ delivered: 1_000 });
    assertSound(desk.dataDir, dialer);
  });

  test.each([
    ['locked-out', /locked this user out/],
    ['no-permission', /may not load leads/],
    ['ip-not-allowed', /doesn’t accept this computer’s internet address/],
  ] as const)('%s: one is enough, the jobs are ready, and stay so over a restart', async (kind, words) => {
    const dialer = await testDialer();
    dialer.admin.setFaults([{ kind, times: 1 }]);
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url });
    await load(desk, to, { rows: 10 });
    const { counts } = await desk.rest();
    expect(dialer.admin.counts().requests).toBe(1);
    expect(counts).toMatchObject({ held: 10 });
    expect((await dialerOf(desk)).runReason).toMatch(words);
    const { dataDir, secrets } = desk;
    await desk.close();
    const again = await startDesk({ dataDir, secrets });
    await again.rest();
    expect(dialer.admin.counts().requests).toBe(1);
    expect((await dialerOf(again)).runReason).toMatch(words);
    await again.call('connections.resume', { id: to });
    expect((await again.rest()).counts).toMatchObject({ delivered: 10 });
    assertSound(dataDir, dialer);
  });
});

async function connectAgain(desk: TestDesk, id: number, url: string): Promise<void> {
  await desk.call('connections.save', { id, name: 'Dialer', url, user: USER, password: PASSWORD, concurrency: 32 });
}
