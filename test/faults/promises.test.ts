import { mkdirSync } from 'node:fs';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { Runner } from '../../src-main/queue/runner.ts';
import {
  aLostAnswerIsNoRetry,
  commitsBeforeItSends,
  onePhoneAtATime,
  type QueuePromise,
  whatWasOnItsWayIsUnknown,
} from '../support/fault-promises.ts';
import { makeRunner } from '../support/fault-runner.ts';
import { assertSound } from '../support/fault-sound.ts';
import { until } from '../support/fault-until.ts';

describe('the queue keeps its promises', () => {
  test('a commit that throws: nothing sent, nothing lost, and on it goes', () => commitsBeforeItSends());
  test('a stop in the middle: unknown, never ready', () => whatWasOnItsWayIsUnknown());
  test('one phone, one post at a time', () => onePhoneAtATime());
  test('an answer lost: no second post', () => aLostAnswerIsNoRetry());

  test('a disk that is full in the middle of a run (SQLite’s own limit): what was not marked was not sent', async () => {
    const made = await makeRunner({ list: { rows: 400 }, concurrency: 8 });
    const { store, dialer, problems, clock } = made;
    const pages = Number(store.raw.pragma('page_count', { simple: true }));
    store.raw.pragma(`max_page_count = ${pages}`);
    made.runner.start();
    await until(() => problems.length > 0, 'the disk is full');
    expect(problems[0]).toMatch(/^Trunkline can’t save its data \(database or disk is full\)/);
    await until(() => {
      clock.skip(1_000);
      return problems.length > 3 && dialer.admin.counts().inFlight === 0;
    }, 'it stays full');
    const marked = store.raw.prepare('SELECT count(*) FROM attempt').pluck().get();
    // What was handed over last may still be on its way to the dialer.
    await until(() => dialer.admin.counts().requests === marked, 'all that was marked has reached the dialer');
    expect(marked).toBeLessThan(400);
    expect(made.runner.isIdle()).toBe(false);
    store.raw.pragma('max_page_count = 1073741823');
    await made.rest();
    expect(made.states()).toEqual({ delivered: 400 });
    expect(problems.at(-1)).toBeNull();
    expect(dialer.admin.counts()).toMatchObject({ requests: 400, inserted: 400 });
    assertSound(made.dataDir, dialer);
  });

  test('answers that land while the disk is full are kept, and written when it is back', async () => {
    const made = await makeRunner({ list: { rows: 3 }, dialer: { behaviour: { latencyMs: 60 } } });
    const { dialer, problems, clock } = made;
    made.runner.start();
    await dialer.admin.untilRequests(1);
    made.failCommits(true);
    await until(() => problems.length > 0, 'a commit has failed');
    expect(made.states()).toEqual({ ready: 2, sending: 1 });
    made.failCommits(false);
    await until(() => {
      clock.skip(500);
      return made.runner.isIdle();
    }, 'all is done');
    expect(made.states()).toEqual({ delivered: 3 });
    expect(dialer.admin.counts().requests).toBe(3);
    assertSound(made.dataDir, dialer);
  });
});

/** A change to the queue that breaks a promise, and the test that must notice. */
interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly edits: readonly (readonly [from: string, to: string])[];
  readonly caughtBy: QueuePromise;
  /** What the test says then: it must fail for this reason and no other. */
  readonly because: RegExp;
}

const MUTANTS: readonly Mutant[] = [
  {
    name: 'hands over before the commit',
    file: 'runner.ts',
    edits: [
      ['    this.#handOver(sends);\n', ''],
      [`this.#ports.reached?.('before-mark-commit');`, 'this.#handOver(sends);'],
    ],
    caughtBy: commitsBeforeItSends,
    because: /expected 1 to be \+0/,
  },
  {
    name: 'makes ready at the start what was on its way',
    file: 'recover.ts',
    edits: [
      ['makeUnknown(store, job.id, checkAt, reason, now)', 'makeReady(store, job.id, now)'],
      [`'sending', 'unknown'`, `'sending', 'ready'`],
    ],
    caughtBy: whatWasOnItsWayIsUnknown,
    because: /expected { ready: 6 } to deeply equal { unknown: 3, ready: 3 }/,
  },
  {
    name: 'forgets which phones are on the wire',
    file: 'mark.ts',
    edits: [['!line.lanes.has(job.lane) && !busy.has(job.lane) && ', '']],
    caughtBy: onePhoneAtATime,
    because: /maxInFlightPerPhone/,
  },
  {
    name: 'takes a lost answer for a post that never left',
    file: 'settle.ts',
    edits: [[`move('unknown', outcome.reason`, `move('ready', outcome.reason`]],
    caughtBy: aLostAnswerIsNoRetry,
    because: /expected { delivered: 8 } to deeply equal { delivered: 7, unknown: 1 }/,
  },
];

const UNCHANGED = { name: 'is not changed', file: 'runner.ts' };

describe('and these tests notice when it does not', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const folder = join(root, '.bench', `mutants-${process.pid}`);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function mutated({ name, file, edits }: Pick<Mutant, 'name' | 'file' | 'edits'>): Promise<typeof Runner> {
    const copy = join(folder, name.replaceAll(' ', '-'));
    mkdirSync(copy, { recursive: true });
    for (const part of [
      'src-main/queue',
      'src-main/db',
      'src-main/files',
      'src-main/platform',
      'src-main/geo',
      'src-preload',
    ]) {
      await cp(join(root, part), join(copy, part), { recursive: true });
    }
    const path = join(copy, 'src-main/queue', file);
    let text = await readFile(path, 'utf8');
    for (const [from, to] of edits) {
      if (!text.includes(from)) throw new Error(`${file} has no "${from}" any more: renew the mutant`);
      text = text.replace(from, to);
    }
    await writeFile(path, text);
    const built = (await import(pathToFileURL(join(copy, 'src-main/queue/runner.ts')).href)) as {
      Runner: typeof Runner;
    };
    return built.Runner;
  }

  test.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))('a queue that %s', async (_, mutant) => {
    const runner = await mutated(mutant);
    await expect(mutant.caughtBy(runner)).rejects.toThrow(mutant.because);
  });

  test('a copy that is not changed passes', async () => {
    await whatWasOnItsWayIsUnknown(await mutated({ ...UNCHANGED, edits: [] }));
  });
});
