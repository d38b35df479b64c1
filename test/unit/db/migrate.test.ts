import { existsSync, linkSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { backUp, MigrationError, migrate, migrations } from '../../../src-main/db/migrate.ts';
import type { Migration } from '../../../src-main/db/migration.ts';
import { testFolder } from '../../support/fault-list.ts';

const people: Migration = {
  version: 1,
  name: 'people',
  sql: 'CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT)',
};
const phones: Migration = {
  version: 2,
  name: 'phones',
  sql: `ALTER TABLE person ADD COLUMN phone TEXT NOT NULL DEFAULT '';
        UPDATE person SET phone = '727' || id;`,
};

function database(file = join(testFolder('db'), 'desk.db')): Database.Database {
  const db = new Database(file);
  onTestFinished(() => {
    db.close();
  });
  return db;
}
const version = (db: Database.Database) => db.pragma('user_version', { simple: true });

describe('migrate', () => {
  test('brings an empty file to the newest version, without a backup of nothing', () => {
    const db = database();
    expect(migrate(db)).toEqual(migrations.map((one) => one.version));
    expect(version(db)).toBe(migrations.at(-1)?.version);
    expect(migrate(db)).toEqual([]);
    expect(existsSync(`${db.name}.before-1.bak`)).toBe(false);
  });

  test('brings a file of the version before, with rows in it, and leaves a sound backup of it beside', () => {
    const db = database();
    migrate(db, [people]);
    db.exec(`INSERT INTO person (name) VALUES ('Ann'), ('Bob')`);
    expect(migrate(db, [people, phones])).toEqual([2]);
    expect(db.prepare('SELECT * FROM person').all()).toEqual([
      { id: 1, name: 'Ann', phone: '7271' },
      { id: 2, name: 'Bob', phone: '7272' },
    ]);
    const backup = database(`${db.name}.before-2.bak`);
    expect(version(backup)).toBe(1);
    expect(backup.prepare('SELECT * FROM person').all()).toEqual([
      { id: 1, name: 'Ann' },
      { id: 2, name: 'Bob' },
    ]);
  });

  test('a migration that fails in its middle leaves the file as it was before it', () => {
    const db = database();
    migrate(db, [people]);
    db.exec(`INSERT INTO person (name) VALUES ('Ann')`);
    const broken: Migration = { ...phones, version: 3, sql: `${phones.sql} UPDATE person SET nonsense = 1;` };
    const good: Migration = { version: 2, name: 'towns', sql: 'CREATE TABLE town (id INTEGER PRIMARY KEY)' };
    expect(() => migrate(db, [people, good, broken])).toThrow(/nonsense/);
    expect(version(db)).toBe(2);
    expect(db.prepare('SELECT * FROM person').all()).toEqual([{ id: 1, name: 'Ann' }]);
    expect(db.inTransaction).toBe(false);
    expect(migrate(db, [people, good, { ...broken, sql: phones.sql }])).toEqual([3]);
  });

  test('a migration that fails leaves nothing in a new file, which is made as a whole', () => {
    const db = database();
    const broken: Migration = { ...phones, sql: 'UPDATE person SET nonsense = 1;' };
    expect(() => migrate(db, [people, broken])).toThrow(/nonsense/);
    expect(version(db)).toBe(0);
    expect(db.prepare('SELECT * FROM sqlite_schema').all()).toEqual([]);
    expect(migrate(db, [people, phones])).toEqual([1, 2]);
  });

  test('refuses a file of a newer version in a sentence, and changes nothing', () => {
    const db = database();
    migrate(db, [people, phones]);
    const before = readFileSync(db.name);
    expect(() => migrate(db, [people])).toThrow(MigrationError);
    expect(() => migrate(db, [people])).toThrow(/written by a newer Trunkline \(version 2; this one knows 1\)/);
    expect(readFileSync(db.name).equals(before)).toBe(true);
  });

  test('numbers go up by one from 1, so that no file can be between two', () => {
    expect(migrations.map((one) => one.version)).toEqual(migrations.map((_, at) => at + 1));
  });
});

describe('backUp', () => {
  test('replaces an older backup only by one that is whole', () => {
    const db = database();
    migrate(db);
    const file = join(testFolder('backup'), 'backup.db');
    writeFileSync(file, 'an older backup');
    db.exec('BEGIN');
    // SQLite makes no copy within a transaction: the older backup must still be there.
    expect(() => backUp(db, file)).toThrow();
    expect(readFileSync(file, 'utf8')).toBe('an older backup');
    expect(existsSync(`${file}.part`)).toBe(false);
    db.exec('COMMIT');
    backUp(db, file);
    expect(version(database(file))).toBe(migrations.length);
  });

  test('never overwrites the desk itself, whatever it is called', () => {
    const db = database();
    db.pragma('journal_mode = WAL');
    migrate(db);
    const folder = testFolder('names');
    symlinkSync(db.name, join(folder, 'link'));
    linkSync(`${db.name}-wal`, join(folder, 'wal'));
    const otherWords = join(folder, '..', folder.split('/').at(-1) ?? '', 'link');
    for (const file of [db.name, join(folder, 'link'), otherWords, join(folder, 'wal')]) {
      expect(() => backUp(db, file)).toThrow(/belongs to the desk itself/);
    }
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  });
});
