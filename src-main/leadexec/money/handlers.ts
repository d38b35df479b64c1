import { join } from 'node:path';
import type { MoneyReport, MoneySpan } from '../../../src-preload/contract/index.ts';
import type { Handlers } from '../../commands/handlers.ts';
import type { Store } from '../../db/store.ts';
import type { PostLog } from '../../delivery/log/post-log.ts';
import { writeCsv } from '../../dialing/write-csv.ts';
import type { Setups } from '../what-if/run/setups.ts';
import { moneyRecords } from './csv.ts';
import { moneyReport } from './report.ts';

export interface MoneyPorts {
  readonly store: Store;
  readonly setups: Setups;
  readonly now: () => number;
  /** The default folder for files. */
  readonly exportsDir: string;
}

/** Registers the commands of money and fairness. @returns takes the log of posts, which is created after this */
export function registerMoney(
  handlers: Handlers,
  { store, setups, now, exportsDir }: MoneyPorts,
): (log: PostLog) => void {
  let posts: PostLog | null = null;
  const postLog = () => {
    if (posts === null) throw new Error('There is no log of posts');
    return posts;
  };
  const report = async (connectionId: number, span: MoneySpan): Promise<MoneyReport> =>
    moneyReport({ store, postLog: postLog(), now: now(), ...(await setups.of(connectionId)) }, span);
  handlers.on('leadexec.money', ({ connectionId, span }) => report(connectionId, span));
  handlers.on('leadexec.exportMoney', async ({ connectionId, span, table, path }) => {
    // Computed during the writing, so that an invalid path is refused first.
    async function* records() {
      yield* moneyRecords(await report(connectionId, span), table);
    }
    const target = path ?? join(exportsDir, `money ${table} ${new Date(now()).toISOString().slice(0, 10)}.csv`);
    const written = await writeCsv(target, records());
    return { path: written.path, rows: written.rows - 1 };
  });
  return (log) => {
    posts = log;
  };
}
