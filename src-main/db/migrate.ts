import { existsSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { dialLists } from './migrations/0001-dial-lists.ts';

export interface Migration {
  /** The `user_version` the file has once this has run. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** Every migration, in order. A released one is never changed. */
export const migrations: readonly Migration[] = [dialLists];

/** The file was written by a newer Trunkline, or its backup could not be made: nothing has been changed. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/**
 * Brings a database file to this program's version: one transaction a migration, `user_version` set inside it,
 * and a backup beside the file, read back and checked, before the first change to a file that holds data.
 *
 * @returns the versions that were applied
 * @throws MigrationError when the file is newer than this program, or the backup is not sound
 */
export function migrate(db: Database.Database, list: readonly Migration[] = migrations): number[] {
  const current = Number(db.pragma('user_version', { simple: true }));
  const newest = list.at(-1)?.version ?? 0;
  if (current > newest) {
    throw new MigrationError(
      `The data file ${db.name} was written by a newer Trunkline (version ${current}; this one knows ${newest}). ` +
        'Nothing was changed. Start the newer Trunkline, or restore a backup made by this one.',
    );
  }
  const due = list.filter((migration) => migration.version > current);
  if (due.length > 0 && current > 0) backUp(db, `${db.name}.before-${newest}.bak`);
  for (const migration of due) {
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.version}`);
    }).immediate();
  }
  return due.map((migration) => migration.version);
}

/** Writes a whole copy of the database to `file` and reads it back. @throws MigrationError when the copy is not sound */
export function backUp(db: Database.Database, file: string): void {
  if (existsSync(file)) rmSync(file);
  db.prepare('VACUUM INTO ?').run(file);
  const copy = new Database(file, { readonly: true });
  try {
    const verdict = copy.pragma('integrity_check', { simple: true });
    if (verdict !== 'ok') {
      throw new MigrationError(`The backup ${file} is not sound (${String(verdict)}). Nothing was changed.`);
    }
  } finally {
    copy.close();
  }
}
