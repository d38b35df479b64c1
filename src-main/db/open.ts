import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { PageLedger, sumsBeforeOpening } from './ledger/page-ledger.ts';
import { migrate } from './migrate.ts';
import { nodeRefusal } from './node-refusal.ts';
import { makeWritesSafe, setAndAssert } from './pragmas.ts';
import { Store } from './store.ts';

/** The desk's database inside a data folder. */
export const databaseFile = (dataDir: string): string => join(dataDir, 'trunkline.db');

/**
 * Opens or creates the desk's database: sets and verifies pragmas, then migrates it.
 *
 * With WAL and `synchronous=FULL`, a commit that returned survives a power failure. better-sqlite3 defaults to NORMAL for WAL, so the
 * setting is verified. With a checkpoint every 2,000 pages (8 MiB; see `PageLedger`), a checkpoint delays other commands by at most about
 * 30 ms.
 *
 * @throws MigrationError for a file of a newer version; Error if a pragma had no effect, or on a Node that is too old
 */
export function openStore(file: string): Store {
  const refusal = nodeRefusal();
  if (refusal !== null) throw new Error(refusal);
  const held = sumsBeforeOpening(file);
  const db = new Database(file);
  let ledger: PageLedger | null = null;
  try {
    // The mode is set before there is any data, and before SQLite copies it to the log and the shared memory.
    if (process.platform !== 'win32' && !db.memory) chmodSync(file, 0o600);
    setAndAssert(db, 'journal_mode', 'wal');
    makeWritesSafe(db);
    db.pragma('cache_size = -16384');
    db.pragma('temp_store = MEMORY');
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
