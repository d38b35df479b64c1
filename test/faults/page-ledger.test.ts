import { spawn } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { checkAll } from '../../src-main/db/damage/full-check.ts';
import { openSound } from '../../src-main/db/damage/open-sound.ts';
import { sumsBeforeOpening } from '../../src-main/db/ledger/page-ledger.ts';
import { repairBytes } from '../../src-main/db/ledger/repair-bytes.ts';
import { databaseFile } from '../../src-main/db/open.ts';
import type { Store } from '../../src-main/db/store.ts';
import { seededRandom } from '../../src-main/practice/seeded-random.ts';
import { testFolder } from '../support/fault-list.ts';
import { work } from '../support/ledger-work.ts';

const LONG = process.env.TRUNKLINE_LONG === '1';
const SEED = Number(process.env.TRUNKLINE_SEED ?? 5);
const PARTS = ['.db', '.db-wal', '.db-shm', '.sums', '.schema'];

type Random = () => number;
interface Round {
  readonly folder: string;
  readonly random: Random;
  readonly log: string[];
}

const fileOf = ({ folder }: Round): string => databaseFile(folder);

/** Opens as a desk does, and asserts that nothing is called damaged, put right, or missing that is not. */
function open(round: Round, mayLackLog = false): Store {
  const file = fileOf(round);
  const why = `seed ${SEED}: ${round.log.slice(-6).join(', ')}`;
  if (existsSync(file)) expect({ why, ...repairBytes(file, 0) }).toMatchObject({ why, repaired: [], left: [] });
  let opened: ReturnType<typeof openSound>;
  try {
    opened = openSound(file, 0, 0);
  } catch (error) {
    throw new Error(`${why}: ${(error as Error).message}`, { cause: error });
  }
  const remark = mayLackLog ? null : opened.remark;
  expect({ why, remark: remark?.startsWith('The last change before') ? null : remark }).toEqual({ why, remark: null });
  return opened.store;
}

async function check(round: Round, store: Store, beside?: () => void): Promise<void> {
  const fd = openSync(fileOf(round), 'r');
  try {
    const checking = checkAll(fileOf(round), fd, 0);
    beside?.();
    const { check: found, unknown } = await checking;
    const why = `seed ${SEED}: ${round.log.slice(-6).join(', ')}`;
    expect({ why, result: found.result, words: found.words }).toEqual({ why, result: 'sound', words: [] });
    store.fillLedger(unknown);
  } finally {
    store.close();
    closeSync(fd);
  }
}

/** Kills a process that works in the data, at any moment of its work, its checkpoints, its closing and its opening. */
async function kill(round: Round): Promise<void> {
  const child = spawn(process.execPath, [
    join(import.meta.dirname, '..', 'support', 'ledger-work.ts'),
    fileOf(round),
    String(Math.floor(round.random() * 1e6)),
  ]);
  let told = '';
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += text;
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.stdout.once('data', () => setTimeout(resolve, round.random() * 150));
    child.stdout.on('data', (text) => {
      told += text;
    });
  });
  child.kill('SIGKILL');
  await ended;
  expect({ told: told.replaceAll(/open\n|The last change before.*\n/g, ''), errors }).toEqual({ told: '', errors: '' });
}

function copyAll(round: Round): string {
  const to = join(testFolder('copy'), 'desk');
  mkdirSync(to);
  const parts = [...PARTS].sort(() => round.random() - 0.5);
  for (const part of parts) {
    const name = `trunkline${part}`;
    if (existsSync(join(round.folder, name))) copyFileSync(join(round.folder, name), join(to, name));
  }
  return to;
}

/**
 * As a program copies a desk that works meanwhile: the data file and its log at one moment, the checksums at another, or half of them now and
 * the rest later.
 */
function copyAtTimes(round: Round, store: Store): string {
  const { folder, random } = round;
  const to = join(testFolder('copy'), 'desk');
  mkdirSync(to);
  const sums = () => readFileSync(join(folder, 'trunkline.sums'));
  const target = join(to, 'trunkline.sums');
  const more = () => {
    for (let n = Math.floor(random() * 4); n >= 0; n--) work(store, random);
  };
  const data = () => {
    for (const part of PARTS.filter((name) => name !== '.sums')) {
      const name = `trunkline${part}`;
      if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(to, name));
    }
  };
  const before = random() < 0.7;
  if (before) data();
  more();
  const half = Math.floor(random() * sums().length);
  writeFileSync(target, sums().subarray(0, half));
  if (random() < 0.5) more();
  appendFileSync(target, sums().subarray(half));
  if (before) return to;
  more();
  data();
  return to;
}

/** Another program: it knows nothing of the checksums. Changes single bytes, too. */
function foreign(round: Round, beside = false): void {
  const db = new Database(fileOf(round));
  const { random } = round;
  if (!beside && random() < 0.3) db.pragma(`journal_mode = ${random() < 0.5 ? 'DELETE' : 'WAL'}`);
  if (random() < 0.3) db.pragma('wal_autocheckpoint = 1');
  for (let n = Math.floor(random() * 3); n >= 0; n--) {
    if (random() < 0.7) db.exec(`UPDATE do_not_call SET added_at = (added_at + 1) % 100 WHERE phone LIKE '%${n}'`);
    else db.exec(`DELETE FROM do_not_call WHERE phone LIKE '%7'`);
    if (random() < 0.3) db.pragma('wal_checkpoint(PASSIVE)');
  }
  db.close();
}

const ways: Record<string, (round: Round) => Promise<Round | undefined>> = {
  'closed in order': async (round) => {
    const store = open(round);
    work(store, round.random);
    const source = String(round.random());
    store.write(() => store.prepare(`INSERT OR REPLACE INTO do_not_call VALUES ('+17275550000', ?, 1)`).run(source));
    store.close();
    // It is not for want of checksums that nothing is called damaged.
    expect(sumsBeforeOpening(fileOf(round)).sums.length).toBeGreaterThan(0);
    return undefined;
  },
  killed: async (round) => {
    await kill(round);
    return undefined;
  },
  'killed, then written by another program': async (round) => {
    await kill(round);
    foreign(round);
    open(round, true).close();
    return undefined;
  },
  'copied while it ran': async (round) => {
    const store = open(round);
    work(store, round.random);
    const folder = copyAll(round);
    store.close();
    return { ...round, folder };
  },
  'copied while it worked, its checksums earlier or later than its data': async (round) => {
    const store = open(round);
    work(store, round.random);
    const copied = { ...round, folder: copyAtTimes(round, store) };
    store.close();
    open(copied, true).close();
    return copied;
  },
  'put back by hand': async (round) => {
    const store = open(round);
    const backup = join(testFolder('backup'), 'backup.db');
    store.raw.prepare('VACUUM INTO ?').run(backup);
    work(store, round.random);
    const folder = round.random() < 0.5 ? copyAll(round) : round.folder;
    store.close();
    const put = { ...round, folder };
    for (const part of ['-wal', '-shm']) rmSync(fileOf(put) + part, { force: true });
    copyFileSync(backup, fileOf(put));
    return put;
  },
  'written by another program': async (round) => {
    foreign(round);
    return undefined;
  },
  'written by another program while it ran': async (round) => {
    const store = open(round);
    work(store, round.random);
    foreign(round, true);
    work(store, round.random);
    if (round.random() < 0.5) await check(round, store);
    else store.close();
    return undefined;
  },
  'read by another program, before and after': async (round) => {
    const reader = new Database(fileOf(round), { readonly: true });
    reader.prepare('SELECT count(*) FROM do_not_call').get();
    const store = open(round);
    work(store, round.random);
    store.close();
    reader.close();
    return undefined;
  },
  'checked while it was written': async (round) => {
    const store = open(round);
    work(store, round.random);
    await check(round, store, () => work(store, round.random));
    return undefined;
  },
};

test(
  'a healthy desk is never called damaged, nor put right, however it was left',
  async () => {
    const random = seededRandom(SEED);
    let round: Round = { folder: testFolder('ledger'), random, log: [] };
    open(round).close();
    const names = Object.keys(ways);
    for (let n = 0; n < (LONG ? 600 : 2 * names.length); n++) {
      const name = n < names.length ? names[n] : names[Math.floor(random() * names.length)];
      if (name === undefined) continue;
      round.log.push(name);
      round = (await ways[name]?.(round)) ?? round;
      const opened = open(round);
      if (random() < 0.5) await check(round, opened);
      else opened.close();
    }
  },
  LONG ? 20 * 60_000 : 60_000,
);
