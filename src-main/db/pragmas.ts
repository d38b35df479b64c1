import type Database from 'better-sqlite3';

/** Sets a pragma and verifies it. @throws Error if it had no effect */
export function setAndAssert(db: Database.Database, name: string, wanted: string | number): void {
  db.pragma(`${name} = ${wanted}`);
  const found = db.pragma(name, { simple: true });
  if (String(found) !== String(wanted)) {
    throw new Error(`SQLite kept ${name} at ${String(found)}; the desk needs ${wanted} to keep its promises.`);
  }
}

/**
 * The settings of every connection that writes the desk's data: a commit that returned survives a power failure, deleted content is
 * overwritten, and checkpoints are left to the store, which first records what they write to the file.
 *
 * @throws Error if one of them had no effect
 */
export function makeWritesSafe(db: Database.Database): void {
  setAndAssert(db, 'synchronous', 2);
  setAndAssert(db, 'foreign_keys', 1);
  setAndAssert(db, 'secure_delete', 1);
  setAndAssert(db, 'busy_timeout', 5000);
  setAndAssert(db, 'wal_autocheckpoint', 0);
}
