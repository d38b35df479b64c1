import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../src-main/db/open.ts';
import { PostLog } from '../../src-main/delivery/log/post-log.ts';
import { moneyReport } from '../../src-main/leadexec/money/report.ts';
import { setupFromRecords } from '../../src-main/leadexec/what-if/setup-from-records.ts';
import { fillPosts } from '../support/fill-posts.ts';

/** How long the first report after the log was read may take, and how long others wait meanwhile. */
const TARGET_MS = 500;
const STRETCH_MS = 50;
const NOW = Date.UTC(2026, 10, 20, 20);
const YEAR_MS = 365 * 86_400_000;
const ROUNDS = 5;

/** As wide as leads are: 40 fields. */
const FIELDS = JSON.stringify(
  Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`Field${at}`, `value number ${at}`])),
);

/** The longest time in which nothing else had its turn while a promise was pending, ms. */
async function longestStretch(work: Promise<unknown>): Promise<number> {
  let [longest, last, pending] = [0, performance.now(), true];
  void work.finally(() => {
    pending = false;
  });
  while (pending) {
    await new Promise((resolve) => setImmediate(resolve));
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }
  return longest;
}

/** Prints how long reports of the money take over so many posts of a year. */
export async function benchMoney({ posts }: { posts: number }): Promise<void> {
  const bench = join(process.cwd(), '.bench');
  mkdirSync(bench, { recursive: true });
  const folder = mkdtempSync(join(bench, 'money-'));
  const file = join(folder, 'posts.db');
  try {
    const filled = openStore(file);
    fillPosts(filled, posts, 5, FIELDS);
    const each = Math.floor(YEAR_MS / posts);
    filled.write(() => {
      filled.raw.exec(
        `UPDATE delivery_post SET accepted_at = ${NOW - YEAR_MS} + id * ${each}
           WHERE id IN (SELECT source FROM job WHERE state = 'delivered');
         UPDATE job SET updated_at = ${NOW - YEAR_MS} + source * ${each} WHERE state IN ('rejected', 'duplicate')`,
      );
    });
    filled.close();
    const store = openStore(file);
    const setup = setupFromRecords(
      () => [],
      { timeZone: 'America/Los_Angeles', preference: 'Price', exclusiveAccounts: [] },
      () => 'Buyer',
    );
    const postLog = new PostLog(store);
    const receivers = new Map([[1, { leadTypeUid: 1, campaign: 23 }]]);
    const report = (days: number) => moneyReport({ store, postLog, setup, receivers, readAt: NOW, now: NOW }, { days });
    const began = performance.now();
    await postLog.read();
    console.log(`log of ${posts.toLocaleString('en-US')} posts: read in ${(performance.now() - began).toFixed(0)} ms`);
    for (const days of [30, 365]) {
      for (let round = 0; round < ROUNDS; round++) {
        const [from, cpu] = [performance.now(), process.cpuUsage()];
        const making = report(days);
        const stretch = await longestStretch(making);
        const ms = performance.now() - from;
        const { user, system } = process.cpuUsage(cpu);
        const { total } = await making;
        console.log(
          `report of ${days} days, ${round + 1}: ${ms.toFixed(0)} ms (target ${TARGET_MS}), ${((user + system) / 1000).toFixed(0)} ms of the processor, longest stretch ${stretch.toFixed(0)} ms (limit ${STRETCH_MS}); ${total.leads.toLocaleString('en-US')} leads, ${total.refused.toLocaleString('en-US')} refused`,
        );
      }
    }
    store.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) await benchMoney({ posts: Number(process.argv[2] ?? 1_000_000) });
