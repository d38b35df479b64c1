import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeDataDir } from '../../../src-main/db/make-data-dir.ts';
import { databaseFile, openStore } from '../../../src-main/db/open.ts';
import { DataFolderBusy, ownDataFolder } from '../../../src-main/db/own.ts';
import { noteOpening } from '../../../src-main/db/restored.ts';
import { testFolder } from '../../support/fault-list.ts';

describe('openStore', () => {
  test('keeps what a commit promises: WAL, FULL, foreign keys, secure delete', () => {
    const store = openStore(databaseFile(testFolder()));
    onTestFinished(() => store.close());
    const pragma = (name: string) => store.raw.pragma(name, { simple: true });
    expect({
      journal: pragma('journal_mode'),
      synchronous: pragma('synchronous'),
      foreignKeys: pragma('foreign_keys'),
      secureDelete: pragma('secure_delete'),
    }).toEqual({ journal: 'wal', synchronous: 2, foreignKeys: 1, secureDelete: 1 });
  });

  test('refuses a store that can’t keep it', () => {
    // A database in memory has no write-ahead log.
    expect(() => openStore(':memory:')).toThrow(/SQLite kept journal_mode at memory; the desk needs wal/);
  });

  test.skipIf(process.platform === 'win32')('the data folder is its owner’s alone', () => {
    const folder = join(testFolder(), 'data');
    mkdirSync(folder, { mode: 0o755 });
    makeDataDir(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test('every table is strict, so that no text can stand where a number belongs', () => {
    const store = openStore(databaseFile(testFolder()));
    onTestFinished(() => store.close());
    // Those of a full-text index are SQLite's own.
    const loose = store.raw
      .prepare(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND type NOT IN ('virtual', 'shadow')
         AND name NOT LIKE 'sqlite_%'`,
      )
      .all();
    expect(loose).toEqual([]);
  });
});

describe('write', () => {
  test('is one transaction, nested calls included: nothing stays of one that throws', () => {
    const store = openStore(databaseFile(testFolder()));
    onTestFinished(() => store.close());
    const put = (key: string) => store.prepare<[string]>(`INSERT INTO meta VALUES (?, '')`).run(key);
    expect(() =>
      store.write(() => {
        put('outer');
        store.write(() => put('inner'));
        throw new Error('the disk is full');
      }),
    ).toThrow('the disk is full');
    expect(store.raw.prepare('SELECT count(*) FROM meta').pluck().get()).toBe(0);
    expect(store.raw.inTransaction).toBe(false);
    store.write(() => put('kept'));
    expect(store.raw.prepare('SELECT key FROM meta').pluck().all()).toEqual(['kept']);
  });
});

describe('ownDataFolder', () => {
  test('a second owner is refused in a sentence, and one that let go lets the next in', () => {
    const folder = testFolder();
    const first = ownDataFolder(folder);
    expect(() => ownDataFolder(folder)).toThrow(DataFolderBusy);
    expect(() => ownDataFolder(folder)).toThrow(`Another Trunkline already works on ${folder}. Use that one`);
    first.noteOpens(7);
    first.release();
    const next = ownDataFolder(folder);
    expect(next.opens).toBe(7);
    expect(() => ownDataFolder(folder)).toThrow(DataFolderBusy);
    next.release();
  });

  test('an owner in another process holds it until kill -9, and not a moment longer', async () => {
    const folder = testFolder();
    const script = `
      import { ownDataFolder } from ${JSON.stringify(new URL('../../../src-main/db/own.ts', import.meta.url).href)};
      ownDataFolder(${JSON.stringify(folder)}).noteOpens(3);
      console.log('mine');
      setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => {
      other.kill('SIGKILL');
    });
    await once(other.stdout, 'data');
    expect(() => ownDataFolder(folder)).toThrow(DataFolderBusy);
    other.kill('SIGKILL');
    await once(other, 'exit');
    const owner = ownDataFolder(folder);
    expect(owner.opens).toBe(3);
    owner.release();
  });
});

describe('noteOpening', () => {
  test('a store that has seen fewer openings than its folder was put back', () => {
    const folder = testFolder();
    const owner = ownDataFolder(folder);
    const store = openStore(databaseFile(folder));
    onTestFinished(() => {
      store.close();
      owner.release();
    });
    const opened = (opens: number) => {
      let paused = 0;
      const restored = noteOpening(store, { ...owner, opens, noteOpens: () => {} }, () => paused++);
      expect(paused).toBe(restored ? 1 : 0);
      return restored;
    };
    expect(opened(0)).toBe(false);
    expect(opened(1)).toBe(false);
    expect(opened(5)).toBe(true);
    expect(opened(6)).toBe(false);
    // A folder that is new to the store, such as one carried to another machine.
    expect(opened(0)).toBe(false);
  });

  test('what must happen after a restore and the end of the mark are one transaction', () => {
    const folder = testFolder();
    const owner = ownDataFolder(folder);
    const store = openStore(databaseFile(folder));
    onTestFinished(() => {
      store.close();
      owner.release();
    });
    store.raw.exec(`INSERT INTO meta VALUES ('copy', '1')`);
    const full = () => {
      throw new Error('the disk is full');
    };
    expect(() => noteOpening(store, owner, full)).toThrow('the disk is full');
    expect(noteOpening(store, owner, () => {})).toBe(true);
    expect(noteOpening(store, owner, full)).toBe(false);
  });
});
