import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { wordsOf } from '../../src-main/db/damage/objects.ts';
import { databaseFile } from '../../src-main/db/open.ts';
import { seededRandom } from '../../src-main/practice/seeded-random.ts';
import type { DamageReport, DataCheck, DeskStatus, Replaced } from '../../src-preload/contract/index.ts';
import { allRows, copyDesk, flip, sizeOf, startDamaged, workedDesk } from '../support/damage-desk.ts';
import { testFolder } from '../support/fault-list.ts';

const LONG = process.env.TRUNKLINE_LONG === '1';
const SEED = Number(process.env.TRUNKLINE_SEED ?? 11);
const PAGE = 4096;

let closed = '';
let killed = '';
let rowsBefore = new Map<string, string[]>();

/** Made within the first test that asks. */
async function prepare(): Promise<void> {
  if (closed !== '') return;
  killed = await workedDesk({ log: true });
  closed = `${killed}-closed`;
  copyDesk(killed, closed);
  const { core } = await startDamaged(closed);
  await core.close();
  rowsBefore = allRows(databaseFile(closed));
}

afterAll(() => {
  if (killed !== '') rmSync(dirname(killed), { recursive: true });
});

/** What the desk told of its data from its start to the end of a full check, and of a salvage where it asked for one. */
async function openAndAsk(dataDir: string): Promise<{ told: string; whole: boolean }> {
  const { core, call } = await startDamaged(dataDir);
  try {
    const damage = (await call('desk.damage')) as DamageReport | null;
    if (damage !== null) {
      const { words } = (await call('desk.salvage')) as Replaced;
      const after = (await call('desk.damage')) as DamageReport | null;
      expect(after).toBeNull();
      return { told: [damage.what, ...damage.details, ...words].join(' '), whole: words.length === 0 };
    }
    const check = (await call('desk.check')) as DataCheck;
    const { notice, ailment } = (await call('desk.status')) as DeskStatus;
    return { told: [notice, ailment, ...check.words].filter(Boolean).join(' '), whole: check.result !== 'damaged' };
  } finally {
    await core.close();
  }
}

/** Asserts that nothing is lost silently: each row that was there reads as it was, or its table was named. */
async function assertTold(dataDir: string, what: string): Promise<void> {
  const { told } = await openAndAsk(dataDir);
  expect(`${what}: ${told}`).not.toMatch(/\n\s+at |Error:|undefined|\[object/);
  const rows = allRows(databaseFile(dataDir));
  for (const [table, before] of rowsBefore) {
    const now = new Set(rows.get(table));
    const gone = before.filter((row) => !now.has(row));
    if (gone.length > 0 && !told.includes(wordsOf(table))) {
      // A salvage pauses every connection, and says so.
      if (
        table === 'connection' &&
        /Every connection is paused/.test(told) &&
        rows.get(table)?.length === before.length
      )
        continue;
      // A salvage makes unknown what may have been sent, and says so.
      if (table === 'job' && /waiting jobs may have been sent/.test(told)) continue;
      throw new Error(`${what}: ${gone.length} rows of ${table} differ, and all that was told is: ${told}. ${gone[0]}`);
    }
  }
}

const fresh = (from: string): string => {
  const dataDir = join(testFolder('flip'), 'desk');
  copyDesk(from, dataDir);
  return dataDir;
};

test(
  'a byte that changes anywhere in the file or its log is healed or told, and no row is lost silently',
  async () => {
    await prepare();
    const random = seededRandom(SEED);
    for (let n = 0; n < (LONG ? 240 : 14); n++) {
      const log = n % 3 === 2;
      const dataDir = fresh(log ? killed : closed);
      const file = databaseFile(dataDir) + (log ? '-wal' : '');
      // The first hundred bytes, then any.
      const at = n === 0 ? 21 : n === 1 ? 3_000 : Math.floor(random() * sizeOf(file));
      flip(file, at, 1 << Math.floor(random() * 8));
      await assertTold(dataDir, `byte ${at} of the ${log ? 'log' : 'file'}`);
    }
  },
  LONG ? 20 * 60_000 : 180_000,
);

test(
  'a page in the middle of a long value that is overwritten is told, and the desk works on with what else it has',
  async () => {
    await prepare();
    const db = new Database(databaseFile(closed), { readonly: true });
    const pages = db
      .prepare<[], { pageno: number; name: string }>(
        `SELECT pageno, name FROM dbstat WHERE pagetype = 'overflow' AND name IN ('dial_import', 'lead_reject', 'sqlite_schema') ORDER BY pageno`,
      )
      .all();
    db.close();
    // The last page of a value is one whose pointer stays right when it is filled with zeros.
    expect(pages.filter(({ name }) => name === 'dial_import').length).toBeGreaterThan(0);
    for (const { pageno } of LONG ? pages : pages.slice(0, 6)) {
      const dataDir = fresh(closed);
      const fd = openSync(databaseFile(dataDir), 'r+');
      writeSync(fd, Buffer.alloc(PAGE), 0, PAGE, (pageno - 1) * PAGE);
      closeSync(fd);
      await assertTold(dataDir, `page ${pageno}`);
    }
  },
  LONG ? 20 * 60_000 : 120_000,
);

test(
  'a whole page that is overwritten is told with what stood on it, and everything else is read',
  async () => {
    await prepare();
    const random = seededRandom(SEED + 1);
    for (let n = 0; n < (LONG ? 120 : 6); n++) {
      const dataDir = fresh(closed);
      const file = databaseFile(dataDir);
      const page = n === 0 ? 0 : Math.floor((random() * sizeOf(file)) / PAGE);
      const fd = openSync(file, 'r+');
      writeSync(fd, Buffer.alloc(PAGE, n % 2 === 0 ? 0 : Math.floor(random() * 256)), 0, PAGE, page * PAGE);
      closeSync(fd);
      await assertTold(dataDir, `page ${page + 1}`);
      let lost = 0;
      const rows = allRows(file);
      for (const [table, before] of rowsBefore) lost += Math.max(0, before.length - (rows.get(table)?.length ?? 0));
      // A page holds some dozen rows; one that leads to others must not take them along.
      expect({ page: page + 1, lost: lost < 300 }).toEqual({ page: page + 1, lost: true });
    }
  },
  LONG ? 20 * 60_000 : 180_000,
);
