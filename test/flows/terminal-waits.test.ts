import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { databaseFile } from '../../src-main/db/open.ts';
import type { PracticeDialerOptions } from '../../src-main/practice/dialer/start-practice-dialer.ts';
import { deskInReach } from '../support/desk-in-reach.ts';
import { cli, runCli } from '../support/fault-cli.ts';
import { PASSWORD, testDialer, USER } from '../support/fault-desk.ts';
import { phoneOf, testFolder, writeDialFile } from '../support/fault-list.ts';

async function prepare(rows: number, options: PracticeDialerOptions = {}, connect: readonly string[] = []) {
  const dialer = await testDialer(options);
  const dataDir = testFolder();
  const file = writeDialFile(testFolder('list'), rows);
  const desk = await deskInReach(dataDir);
  onTestFinished(() => desk.close());
  await runCli(
    dataDir,
    ['connect', 'crocodial', '--name', 'D', '--url', dialer.url, '--user', USER, ...connect],
    [0, 3],
  );
  await desk.close();
  const had = dialer.admin.counts().requests;
  return {
    dialer,
    dataDir,
    had,
    args: ['import', file, '--to', 'D', '--list', '101', '--campaign', 'PRACTICE', '--wait'],
  };
}

/** Jobs by state, as they are on the disk. */
function states(dataDir: string): Record<string, number> {
  const db = new Database(databaseFile(dataDir), { readonly: true });
  const found = db.prepare('SELECT state, count(*) AS n FROM job GROUP BY state').all() as {
    state: string;
    n: number;
  }[];
  db.close();
  return Object.fromEntries(found.map(({ state, n }) => [state, n]));
}

describe('a signal ends a waiting import in order', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s: what is on its way is awaited, the rest stays ready, and the code is %i', async (signal, code) => {
    // Answers take longer than a desk's usual patience at its end.
    const { dialer, dataDir, had, args } = await prepare(60);
    dialer.admin.setBehaviour({ latencyMs: 6_500 });
    const working = cli(dataDir, args);
    await dialer.admin.untilRequests(had + 2);
    working.child.kill(signal);
    const ended = await working.ended;
    expect(ended.code).toBe(code);
    const { delivered = 0, ready = 0, ...others } = states(dataDir);
    expect(others).toEqual({});
    expect(delivered).toBe(dialer.admin.count());
    expect(delivered + ready).toBe(60);
    expect(ended.remarks).toMatch(/waiting up to 30 s for \d requests? that (is|are) in flight/);
    expect(ended.remarks).toMatch(/continues at the next start/);
  });

  test('a second one ends at once, and what was on its way is unknown, not lost and not ready', async () => {
    const { dialer, dataDir, had, args } = await prepare(20);
    dialer.admin.setBehaviour({ latencyMs: 20_000 });
    const working = cli(dataDir, args);
    await dialer.admin.untilRequests(had + 1);
    working.child.kill('SIGINT');
    await new Promise<void>((resolve) => {
      working.child.stderr?.on('data', (text: string) => text.includes('Interrupt again') && resolve());
    });
    working.child.kill('SIGINT');
    expect((await working.ended).code).toBe(130);
    // It did not wait for the answer: the row would be delivered.
    expect(states(dataDir)).toEqual({ sending: 1, ready: 19 });
  });
});

describe('--wait ends where nothing goes on without a person, and says why', () => {
  test('rows that the dialer fails on each time, and no others', async () => {
    const { dialer, dataDir, args } = await prepare(40);
    dialer.admin.setFaults([0, 1, 2, 3, 4].map((n) => ({ kind: 'http500-empty', phone: phoneOf(n) })));
    const ended = await runCli(dataDir, [...args, '--no-duplicate-check'], [3]);
    expect(states(dataDir)).toEqual({ delivered: 35, unknown: 5 });
    expect(ended.remarks).toMatch(/5 rows may or may not have arrived.*trunkline resolve/);
  });

  test('the same with the duplicate check that is on by default', async () => {
    const { dialer, dataDir, args } = await prepare(40);
    dialer.admin.setFaults([0, 1, 2, 3, 4].map((n) => ({ kind: 'http500-empty', phone: phoneOf(n) })));
    const ended = await runCli(dataDir, args, [3]);
    expect(states(dataDir)).toEqual({ delivered: 35, unknown: 5 });
    expect(ended.remarks).toMatch(/5 rows may or may not have arrived/);
  }, 200_000);

  test('a login that is refused', async () => {
    const full = { userLevel: 9, modifyLeads: 1, mayAddLeads: true, allowedLists: null };
    const { dataDir, args } = await prepare(10, {
      world: { users: [{ user: USER, pass: `not ${PASSWORD}`, ...full }] },
    });
    const ended = await runCli(dataDir, args, [3]);
    expect(ended.remarks).toMatch(/10 rows are waiting: D is stopped: The dialer/);
  });

  test('a list that the dialer refuses as a whole', async () => {
    const { dialer, dataDir, had, args } = await prepare(10);
    const refused = [...args, '--set', 'list_exists_check=Y'].map((arg) => (arg === '101' ? '99887' : arg));
    const ended = await runCli(dataDir, refused, [3]);
    expect(ended.remarks).toMatch(/10 rows are waiting: The dialer doesn’t know this list/);
    expect(dialer.admin.counts().requests).toBe(had + 1);
  });

  test('a dialer that can’t be reached is waited for, as long as told', async () => {
    const { dialer, dataDir, args } = await prepare(10);
    await dialer.close();
    const ended = await runCli(dataDir, [...args, '--wait-at-most', '20'], [3]);
    expect(ended.remarks).toMatch(
      /D is waiting: (?:5 attempts in a row did not reach the vendor|Still unreachable).*Retrying/,
    );
    expect(ended.remarks).toMatch(/Waited 20 s, as requested/);
    expect(states(dataDir)).toEqual({ ready: 10 });
  });
});
