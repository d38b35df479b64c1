import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { databaseFile } from '../../src-main/db/open.ts';
import { seededRandom } from '../../src-main/practice/seeded-random.ts';
import { cli, runCli } from '../support/fault-cli.ts';
import { USER } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';
import { testBoard } from './leads-desk.ts';

const LONG = process.env.TRUNKLINE_LONG === '1';
const HOUR = 3_600_000;
const OLD = 40;
/** Requests that a poll without news may take beyond one a page. */
const BEYOND = 200;
const FORMATS = ['json', 'xml'] as const;

function held(dataDir: string): { ids: number[]; unlocked: number } {
  const db = new Database(databaseFile(dataDir), { readonly: true });
  const ids = db.prepare('SELECT external_id FROM lead_record').pluck().all() as string[];
  const unlocked = db.prepare('SELECT count(*) FROM lead_record WHERE unlocked = 1').pluck().get() as number;
  db.close();
  return { ids: ids.map(Number).sort((a, b) => a - b), unlocked };
}

test.each(
  FORMATS.flatMap((format) =>
    (LONG ? [90, 150, 2_000] : format === 'json' ? [150] : [400]).map((count) => ({ format, count })),
  ),
)(
  '$count leads in one hour, unlocked a day later, as $format, with kill -9 on the way: every one is here, and a poll without news asks little',
  async ({ format, count }) => {
    const random = seededRandom(count);
    const kills = LONG ? 10 : 3;
    const now = Date.now();
    const board = await testBoard({ leads: OLD, cap: 100 });
    const dataDir = testFolder();
    const connecting = ['connect', 'locumjobs', '--name', 'Board', '--url', board.url, '--user', USER];
    await runCli(dataDir, [...connecting, '--format', format, '--every', '1440', '--per-second', '500']);
    const sync = () => runCli(dataDir, ['sync', 'Board', '--wait']);
    await sync();

    const killedOnTheWay = async (times: number) => {
      for (let n = 0; n < times; n++) {
        const running = cli(dataDir, ['sync', 'Board', '--wait']);
        const at = board.requests.length + 1 + Math.floor(random() * 12);
        const watch = setInterval(() => {
          if (board.requests.length >= at) running.kill();
        }, 2);
        await running.ended;
        clearInterval(watch);
      }
    };
    board.arrive(count, { at: now - 25 * HOUR, spreadMs: HOUR });
    await killedOnTheWay(Math.ceil(kills / 2));
    await sync();
    expect(held(dataDir).ids).toEqual(board.ids());
    const burst = board.ids().filter((id) => id > OLD);
    const before = held(dataDir).unlocked;
    for (const id of burst) board.unlock([id], now - HOUR + ((id - OLD) * HOUR) / (count + 1));
    await killedOnTheWay(Math.floor(kills / 2));
    await sync();
    expect(held(dataDir)).toEqual({ ids: board.ids(), unlocked: before + count });

    const asked = board.requests.length;
    await sync();
    expect(board.requests.length - asked).toBeLessThanOrEqual(Math.ceil(count / 100) + BEYOND);
    board.arrive(1);
    await sync();
    expect(held(dataDir).ids).toEqual(board.ids());
    expect(board.requests.every(({ target }) => target.startsWith(`/api/v2.0/leads.${format}`))).toBe(true);
    console.log(`${count} as ${format}: ${board.requests.length} requests in all`);
  },
  LONG ? 600_000 : 180_000,
);
