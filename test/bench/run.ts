import { rmSync } from 'node:fs';
import { cpus } from 'node:os';
import Database from 'better-sqlite3';
import { keepDesksApart } from '../support/apart-desks.ts';
import { findChromium } from '../support/find-chromium.ts';
import { benchAccountLists } from './account-lists.ts';
import { benchImport } from './import.ts';
import { benchInbox } from './inbox.ts';
import { benchInboxPage } from './inbox-page.ts';
import { SCRATCH } from './inbox-store.ts';
import { benchMoney } from './money.ts';
import { benchOffers } from './offers.ts';
import { benchPace } from './pace.ts';
import { benchPosts } from './posts.ts';
import { benchPostsLog } from './posts-log.ts';
import { benchReader } from './reader.ts';
import { benchSending } from './sending.ts';
import { benchStart } from './start.ts';
import { benchWhatIf } from './what-if.ts';

keepDesksApart();

/**
 * Prints every figure beside its floor, measured in the same run: `npm run bench [rows] [runs]`, 1,000,000 rows and medians of
 * five unless told otherwise. Ratios hold from run to run; single figures don't, so look at the ratios.
 */
const rows = Number(process.argv[2] ?? 1_000_000);
const runs = Number(process.argv[3] ?? 5);

const { v } = new Database(':memory:').prepare('SELECT sqlite_version() AS v').get() as { v: string };
console.log(
  `Node ${process.version}, SQLite ${v}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}; medians of ${runs}`,
);
await benchReader({ rows, runs });
await benchImport({ rows, runs });
await benchSending({ runs });
await benchPosts({ rows, runs });
await benchPostsLog({ posts: rows });
await benchMoney({ posts: rows });
await benchPace();
await benchWhatIf({ leads: rows });
try {
  await benchInbox({ sizes: [rows, rows * 5], keep: true });
  await benchOffers();
  await benchAccountLists();
  let chromium: string | null = null;
  try {
    chromium = findChromium();
  } catch (error) {
    console.log(`inbox page: not measured. ${(error as Error).message}`);
  }
  if (chromium !== null) {
    await benchInboxPage({ leads: rows, rounds: runs, made: false });
    await benchStart({ leads: rows, runs });
  }
} finally {
  rmSync(SCRATCH, { recursive: true, force: true });
}
