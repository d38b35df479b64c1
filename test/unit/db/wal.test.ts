import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { readWal } from '../../../src-main/db/pages/wal.ts';
import { testFolder } from '../../support/fault-list.ts';

const HEADER = 32;

/** The log of a database after two commits, and the one after it was brought in and begun anew by a third. */
function twoRounds(): { first: Buffer; second: Buffer } {
  const file = join(testFolder(), 'a.db');
  const db = new Database(file);
  try {
    db.pragma('journal_mode = wal');
    db.exec('CREATE TABLE t (n INTEGER)');
    db.exec('INSERT INTO t VALUES (1)');
    const first = readFileSync(`${file}-wal`);
    db.pragma('wal_checkpoint(RESTART)');
    db.exec('INSERT INTO t VALUES (2)');
    return { first, second: readFileSync(`${file}-wal`) };
  } finally {
    db.close();
  }
}

test('a log that was begun anew, and stopped before its first frame, is whole and holds nothing', () => {
  const { first, second } = twoRounds();
  expect(readWal(first)).toMatchObject({ state: 'whole' });
  expect(readWal(first).pages.size).toBeGreaterThan(0);
  const begun = Buffer.concat([second.subarray(0, HEADER), first.subarray(HEADER)]);
  expect(readWal(begun)).toMatchObject({ state: 'whole', pageCount: null });
  expect(readWal(begun).pages.size).toBe(0);
});

test('a log whose header is damaged is read by its frames, and told', () => {
  const { first } = twoRounds();
  for (const at of [0, 5, 9, 13, 17, 21, 25, 31]) {
    const hurt = Buffer.from(first);
    hurt[at] = (hurt[at] ?? 0) ^ 0x10;
    const read = readWal(hurt);
    expect([at, read.state]).toEqual([at, 'damaged']);
  }
});
