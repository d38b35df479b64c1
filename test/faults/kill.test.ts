import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { databaseFile } from '../../src-main/db/open.ts';
import type { PracticeDialer } from '../../src-main/practice/dialer/start-practice-dialer.ts';
import { seededRandom } from '../../src-main/practice/seeded-random.ts';
import { cli, runCli } from '../support/fault-cli.ts';
import { testDialer, USER } from '../support/fault-desk.ts';
import { phoneOf, testFolder, writeDialFile } from '../support/fault-list.ts';
import { assertSound, insertedByRow } from '../support/fault-sound.ts';

const LONG = process.env.TRUNKLINE_LONG === '1';
const SEED = Number(process.env.TRUNKLINE_SEED ?? 7);
const CRASH_POINTS = [
  'before-mark-commit',
  'after-mark-commit',
  'after-hand-over',
  'before-settle-commit',
  'after-settle-commit',
] as const;

interface Run {
  readonly dataDir: string;
  readonly dialer: PracticeDialer;
  /** The import, again and again, until it is at rest. */
  readonly args: readonly string[];
  readonly rows: number;
  /** Jobs that were on their way at any of the kills. */
  readonly doubtful: Set<number>;
}

async function prepare(rows: number, settings: readonly string[], phones = phoneOf): Promise<Run> {
  const dialer = await testDialer();
  const dataDir = testFolder();
  const file = writeDialFile(testFolder('list'), rows, phones);
  await runCli(dataDir, ['connect', 'crocodial', '--name', 'D', '--url', dialer.url, '--user', USER, '--no-test']);
  const args = ['import', file, '--to', 'D', '--list', '101', '--campaign', 'PRACTICE', '--wait', ...settings];
  return { dataDir, dialer, args, rows, doubtful: new Set() };
}

/** Notes what a kill has left on its way: that, and nothing else, may be in doubt afterwards. */
function noteDoubts({ dataDir, doubtful }: Run): void {
  if (!existsSync(databaseFile(dataDir))) return;
  const db = new Database(databaseFile(dataDir), { readonly: true });
  const ids = db.prepare(`SELECT id FROM job WHERE state = 'sending'`).pluck().all() as number[];
  for (const id of ids) doubtful.add(id);
  db.close();
}

/** Kills from outside at moments that the seed chooses: within the check, or at the n-th post that the dialer reads. */
async function killAtRandom(run: Run, kills: number): Promise<void> {
  const random = seededRandom(SEED);
  const { dialer, dataDir, args, rows } = run;
  for (let n = 0; n < kills; n++) {
    const working = cli(dataDir, args);
    const had = dialer.admin.counts().requests;
    const moment =
      n === 0
        ? new Promise<void>((resolve) => setTimeout(resolve, 500 + random() * 700))
        : dialer.admin.untilRequests(had + 1 + Math.floor((random() * rows) / (kills + 1)));
    await Promise.race([moment, working.ended]);
    working.kill();
    await working.ended;
    noteDoubts(run);
  }
}

async function killAtPoints(run: Run, points: readonly string[]): Promise<void> {
  for (const point of points) {
    const { signal, remarks } = await cli(run.dataDir, run.args, point).ended;
    expect({ point, signal, remarks }).toMatchObject({ point, signal: 'SIGKILL' });
    noteDoubts(run);
  }
}

interface Shown {
  readonly state: string;
  readonly rows: { readonly total: number; readonly send: number };
  readonly jobs: Readonly<Record<string, number>>;
}

/** Lets it come to rest, and asserts what must hold after any number of kills. */
async function finish(run: Run): Promise<Shown> {
  const { dataDir, dialer, args } = run;
  const ended = await runCli(dataDir, [...args, '--json'], [0, 3]);
  const shown = JSON.parse(ended.out) as Shown;
  expect(shown.state).toBe('started');
  const { delivered = 0, duplicate = 0, rejected = 0, unknown = 0 } = shown.jobs;
  expect(delivered + duplicate + rejected + unknown + (shown.rows.total - shown.rows.send)).toBe(run.rows);
  assertSound(dataDir, dialer);
  const db = new Database(databaseFile(dataDir), { readonly: true });
  onTestFinished(() => {
    db.close();
  });
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.prepare('SELECT count(*) FROM dial_import WHERE group_id IS NOT NULL').pluck().get()).toBe(1);
  const left = db.prepare(`SELECT id FROM job WHERE state = 'unknown'`).pluck().all() as number[];
  expect(left.filter((id) => !run.doubtful.has(id))).toEqual([]);
  return shown;
}

const SMALL = LONG ? 20_000 : 3_000;
const KILLS = LONG ? 20 : 3;
/** They bound how long a failure takes. */
const MINUTES = LONG ? 30 : 5;

describe('kill -9', () => {
  test(
    `at ${KILLS} random moments of an import of ${SMALL} rows with DUPLIST: all is settled, and each is in the dialer once`,
    async () => {
      const run = await prepare(SMALL, ['--set', 'duplicate_check=DUPLIST']);
      await killAtRandom(run, KILLS);
      const { jobs } = await finish(run);
      expect(jobs).toMatchObject({ delivered: SMALL, unknown: 0, duplicate: 0 });
      expect(run.dialer.admin.count()).toBe(SMALL);
      expect(run.doubtful.size).toBeGreaterThan(0);
    },
    MINUTES * 60_000,
  );

  test(
    'at named points of the queue, without a duplicate check: what was on its way is in doubt, and nothing else; none is in twice',
    async () => {
      const rows = LONG ? 20_000 : 900;
      const run = await prepare(rows, ['--no-duplicate-check']);
      await killAtPoints(
        run,
        LONG
          ? CRASH_POINTS.flatMap((point) => [point, `${point}:8`, `${point}:20`])
          : ['after-mark-commit:4', 'after-hand-over:2', 'before-settle-commit:9'],
      );
      const { jobs } = await finish(run);
      // Without a check nobody can tell, so all of them are still in doubt.
      expect(jobs.unknown).toBe(run.doubtful.size);
      expect(jobs.delivered).toBe(rows - run.doubtful.size);
      const arrived = [...insertedByRow(run.dialer).values()];
      expect(arrived.every((times) => times === 1)).toBe(true);
      expect(arrived.length).toBeGreaterThanOrEqual(jobs.delivered ?? 0);
      expect(run.doubtful.size).toBeGreaterThan(0);
    },
    MINUTES * 60_000,
  );
});
