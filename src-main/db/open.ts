import { chmodSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expectDesk } from './known-desks.ts';
import { PageLedger, sumsBeforeOpening } from './ledger/page-ledger.ts';
import { migrate } from './migrate.ts';
import { nodeRefusal } from './node-refusal.ts';
import { Store } from './store.ts';

/** The desk's database inside a data folder. */
export const databaseFile = (dataDir: string): string => join(dataDir, 'trunkline.db');

/**
 * Opens (or makes) the desk's database: pragmas set and asserted, then migrated.
 *
 * WAL with `synchronous=FULL`: a commit that returned survives a power cut. better-sqlite3 defaults WAL to NORMAL,
 * therefore it is read back. A checkpoint every 2,000 pages (8 MiB; see `PageLedger`) is the longest that other commands wait for nobody else (some 30 ms).
 *
 * @throws MigrationError for a file of a newer version; Error when a pragma did not take, or on a Node that is too old
 */
export function openStore(file: string): Store {
  const refusal = nodeRefusal();
  if (refusal !== null) throw new Error(refusal);
  const held = sumsBeforeOpening(file);
  const db = new Database(file);
  let ledger: PageLedger | null = null;
  try {
    // Before anything is in it, and before SQLite gives its mode to the log and the shared memory beside it.
    if (process.platform !== 'win32' && !db.memory) chmodSync(file, 0o600);
    setAndAssert(db, 'journal_mode', 'wal');
    setAndAssert(db, 'synchronous', 2);
    setAndAssert(db, 'foreign_keys', 1);
    setAndAssert(db, 'secure_delete', 1);
    setAndAssert(db, 'busy_timeout', 5000);
    db.pragma('cache_size = -16384');
    db.pragma('temp_store = MEMORY');
    // The store makes checkpoints itself, once what they bring into the file is noted.
    db.pragma('wal_autocheckpoint = 0');
    db.pragma(`journal_size_limit = ${64 * 1024 * 1024}`);
    ledger = new PageLedger(file, held, () => Number(db.pragma('data_version', { simple: true })));
    migrate(db);
  } catch (error) {
    db.close();
    ledger?.close();
    throw error;
  }
  return new Store(db, ledger);
}

function setAndAssert(db: Database.Database, name: string, wanted: string | number): void {
  db.pragma(`${name} = ${wanted}`);
  const found = db.pragma(name, { simple: true });
  if (String(found) !== String(wanted)) {
    throw new Error(`SQLite kept ${name} at ${String(found)}; the desk needs ${wanted} to keep its promises.`);
  }
}

/**
 * Makes the data folder, readable by its owner alone, and gives its real path.
 *
 * @throws DeskMissing where a desk was in this folder before and its data is not there now; OtherDesk where another one is
 */
export function makeDataDir(dataDir: string): string {
  expectDesk(dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32') chmodSync(dataDir, 0o700);
  return realpathSync.native(dataDir);
}
