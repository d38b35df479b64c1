import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { startWireThread } from '../../src-main/core/wire-thread.ts';
import { diskWords } from '../../src-main/db/disk-trouble.ts';
import { databaseFile, openStore } from '../../src-main/db/open.ts';
import type { Store } from '../../src-main/db/store.ts';
import { DialExecutor } from '../../src-main/dialing/dial-executor.ts';
import type { PracticeDialer, PracticeDialerOptions } from '../../src-main/practice/dialer/start-practice-dialer.ts';
import { Runner } from '../../src-main/queue/runner.ts';
import type { Transport } from '../../src-main/queue/types.ts';
import { WarpClock } from './fault-clock.ts';
import { connect, type LoadOptions, load, PASSWORD, startDesk, testDialer } from './fault-desk.ts';
import { until } from './fault-until.ts';

export interface RunnerOptions {
  readonly list: LoadOptions;
  readonly concurrency?: number;
  readonly dialer?: PracticeDialerOptions;
  /** Another build of the runner: a mutant. */
  readonly runner?: typeof Runner;
  /** Changes the store's file before the runner sees it. */
  readonly before?: (db: Database.Database) => void;
}

/** Only the queue, with a store that a desk has filled, the real executor and real sockets. */
export interface TestRunner {
  readonly runner: Runner;
  readonly store: Store;
  readonly transport: Transport;
  readonly dialer: PracticeDialer;
  readonly clock: WarpClock;
  readonly dataDir: string;
  /** The messages about the disk for the operator; null when it works again. */
  readonly problems: readonly (string | null)[];
  /** Makes every commit fail at its end, or succeed again. */
  failCommits(fail: boolean): void;
  states(): Record<string, number>;
  rest(withinMs?: number): Promise<void>;
  close(): Promise<void>;
}

/** Fills a store, and creates a runner for it that has not started. It is closed after the test. */
export async function makeRunner(options: RunnerOptions): Promise<TestRunner> {
  const dialer = await testDialer(options.dialer);
  const clock = new WarpClock();
  const desk = await startDesk({ clock, sends: false });
  const { dataDir } = desk;
  const to = await connect(desk, { url: dialer.url, concurrency: options.concurrency ?? null });
  await load(desk, to, options.list);
  await desk.close();
  if (options.before) {
    const db = new Database(databaseFile(dataDir));
    options.before(db);
    db.close();
  }

  const store = openStore(databaseFile(dataDir));
  let failing = false;
  const write = store.write.bind(store);
  store.write = (work) =>
    write(() => {
      const value = work();
      if (failing && !store.raw.inTransaction) throw new Error('not in a transaction');
      if (failing) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
      return value;
    });
  const transport = startWireThread();
  const executor = new DialExecutor(store, () => PASSWORD);
  const problems: (string | null)[] = [];
  const runner = new (options.runner ?? Runner)({
    store,
    transport,
    executorFor: () => executor,
    clock,
    random: () => 0.5,
    tag: 'test',
    onChange: () => {},
    onProblem: (error) => problems.push(error === null ? null : diskWords(error)),
  });
  let open = true;
  const made: TestRunner = {
    runner,
    store,
    transport,
    dialer,
    clock,
    dataDir,
    problems,
    failCommits: (fail) => {
      failing = fail;
    },
    states: () =>
      Object.fromEntries(
        (
          store.raw.prepare('SELECT state, count(*) AS n FROM job GROUP BY state').all() as {
            state: string;
            n: number;
          }[]
        ).map(({ state, n }) => [state, n]),
      ),
    rest: async (withinMs = 60_000) => {
      await until(
        () => {
          if (runner.isIdle()) return true;
          if (runner.inFlight(to) === 0 || typeof problems.at(-1) === 'string') clock.skip(1_000);
          return false;
        },
        'the queue rests',
        withinMs,
      );
    },
    async close() {
      if (!open) return;
      open = false;
      failing = false;
      await runner.stop(0);
      await transport.close();
      store.close();
    },
  };
  onTestFinished(() => made.close());
  return made;
}
