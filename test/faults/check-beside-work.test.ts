import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { inUpkeepThread } from '../../src-main/core/upkeep-thread.ts';
import { backupFile, backupFolder } from '../../src-main/db/backups/manifest.ts';
import { openSound } from '../../src-main/db/damage/open-sound.ts';
import { databaseFile } from '../../src-main/db/open.ts';
import type { Store } from '../../src-main/db/store.ts';
import { testFolder } from '../support/fault-list.ts';

const LONG = process.env.TRUNKLINE_LONG === '1';
const CHECKS = LONG ? 200 : 3;

function filled(folder: string): Store {
  const { store } = openSound(databaseFile(folder), 0, 0);
  store.write(() => {
    const put = store.prepare('INSERT INTO do_not_call VALUES (?, ?, 1)');
    for (let n = 0; n < 20_000; n++) put.run(`+1727${String(n).padStart(7, '0')}`, `typed ${'x'.repeat(n % 90)}`);
  });
  return store;
}

/** Commits and brings in, again and again, until what runs beside it has ended: single bytes of two sets of pages, in turns, that go to and fro. */
async function hammer<T>(store: Store, beside: Promise<T>): Promise<T> {
  let ended = false;
  const done = beside.finally(() => {
    ended = true;
  });
  done.catch(() => {});
  const flip = store.prepare('UPDATE do_not_call SET added_at = 3 - added_at WHERE phone = ?');
  for (let n = 0; !ended; n++) {
    store.write(() => {
      for (let i = 0; i < 8; i++) flip.run(`+1727${String((n % 2) * 10_000 + i * 1_000).padStart(7, '0')}`);
    });
    store.checkpoint(n % 50 === 0 ? 'TRUNCATE' : 'PASSIVE');
    if (n % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return await done;
}

test(
  'a check of data that is written to and brought in all the time finds nothing',
  async () => {
    const folder = testFolder('beside');
    const store = filled(folder);
    const file = store.raw.name;
    const fd = openSync(file, 'r');
    try {
      for (let n = 0; n < CHECKS; n++) {
        const checking = inUpkeepThread({ is: 'check', file, fd, now: 0 }, new AbortController().signal);
        const { check, unknown } = await hammer(store, checking);
        expect({ n, result: check.result, words: check.words }).toEqual({ n, result: 'sound', words: [] });
        store.fillLedger(unknown);
      }
    } finally {
      store.close();
      closeSync(fd);
    }
  },
  LONG ? 20 * 60_000 : 120_000,
);

test(
  'a backup of data that is written to and brought in all the time is whole, and opens as sound',
  async () => {
    const folder = testFolder('beside');
    const store = filled(folder);
    try {
      backupFolder(folder);
      for (let n = 0; n < Math.ceil(CHECKS / 3); n++) {
        const backup = { dataDir: folder, file: store.raw.name, kind: 'by-hand' as const, now: n * 1_000, key: null };
        const made = await hammer(store, inUpkeepThread({ is: 'backup', backup }, new AbortController().signal));
        expect(made.counts).toBeDefined();
        const db = new Database(backupFile(folder, made.name) ?? join(folder, 'none'), { readonly: true });
        expect(db.prepare('SELECT count(*) FROM do_not_call').pluck().get()).toBe(20_000);
        db.close();
      }
    } finally {
      store.close();
    }
    openSound(databaseFile(folder), 0, 0).store.close();
  },
  LONG ? 20 * 60_000 : 120_000,
);
