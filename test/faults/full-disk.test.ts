import { spawnSync } from 'node:child_process';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { databaseFile } from '../../src-main/db/open.ts';
import { cli, runCli } from '../support/fault-cli.ts';
import { testDialer, USER } from '../support/fault-desk.ts';
import { testFolder, writeDialFile } from '../support/fault-list.ts';
import { assertSound } from '../support/fault-sound.ts';
import { until } from '../support/fault-until.ts';

const hasPrlimit = process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0;

interface Status {
  readonly ailment: string | null;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * The whole desk in a process of its own whose files may grow no further, which is what a full disk does to it, and
 * then may again. The limit is the system's own (RLIMIT_FSIZE), so every write of SQLite's really fails.
 */
// Without Linux's `prlimit` there is `promises.test.ts`, which fills the store by SQLite's own limit.
test.skipIf(!hasPrlimit)(
  'a desk whose disk is full says so, sends nothing it could not note, and goes on by itself',
  async () => {
    const rows = process.env.TRUNKLINE_LONG === '1' ? 4_000 : 1_500;
    const dialer = await testDialer();
    const dataDir = testFolder();
    const file = writeDialFile(testFolder('list'), rows);
    await runCli(dataDir, ['connect', 'crocodial', '--name', 'D', '--url', dialer.url, '--user', USER, '--no-test']);
    await runCli(dataDir, ['pause', 'D']);
    await runCli(dataDir, ['import', file, '--to', 'D', '--list', '101', '--campaign', 'PRACTICE']);
    const db = new Database(databaseFile(dataDir));
    db.exec(`UPDATE connection SET run_state = 'running', run_reason = NULL`);
    const { size } = db
      .prepare('SELECT page_count * page_size AS size FROM pragma_page_count, pragma_page_size')
      .get() as {
      size: number;
    };
    db.close();

    const desk = cli(dataDir, ['run']);
    const limit = (bytes: string) =>
      spawnSync('prlimit', ['--pid', String(desk.child.pid), `--fsize=${bytes}:unlimited`]);
    await dialer.admin.untilRequests(20);
    expect(limit(String(Math.max(size, 300_000))).status).toBe(0);
    const status = async () => JSON.parse((await runCli(dataDir, ['status', '--json'], [0, 3])).out) as Status;
    const ill = await until(async () => {
      const now = await status();
      return now.ailment !== null && now;
    }, 'the desk says that its disk is full');
    expect(ill.ailment).toMatch(
      /^Trunkline can’t save its data \(.*\)\. Nothing new is sent, fetched or claimed, and nothing is lost\. /,
    );
    await dialer.admin.untilIdle();
    const reader = new Database(databaseFile(dataDir), { readonly: true });
    const marked = reader.prepare('SELECT count(*) FROM attempt').pluck().get();
    reader.close();
    expect(dialer.admin.counts().requests).toBe(marked);
    expect(marked).toBeLessThan(rows);

    expect(limit('unlimited').status).toBe(0);
    const well = await until(
      async () => {
        const now = await status();
        return now.counts.delivered === rows && now;
      },
      'all is delivered',
      45_000,
    );
    expect(well.ailment).toBeNull();
    expect(dialer.admin.counts()).toMatchObject({ requests: rows, inserted: rows });
    desk.child.kill('SIGTERM');
    await desk.ended;
    assertSound(dataDir, dialer);
  },
  120_000,
);
