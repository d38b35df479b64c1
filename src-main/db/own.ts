import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Another process already owns the data folder. */
export class DataFolderBusy extends Error {
  override readonly name = 'DataFolderBusy';
  constructor(dataDir: string) {
    super(
      `Another Trunkline already works on ${dataDir}. Use that one, close it first, or name another folder with --data.`,
    );
  }
}

export interface Ownership {
  /** How often the store in this folder had been opened when it was last seen. */
  readonly opens: number;
  /** Notes that the store has now been opened so often; kept here too, where no backup reaches. */
  noteOpens(opens: number): void;
  release(): void;
}

/**
 * Takes a data folder for this process: an exclusive lock on a small SQLite file of its own, held for life. The system
 * frees it when the process ends, however it ends; no clock and no process id is trusted (`docs/queue.md`, Running).
 *
 * @throws DataFolderBusy when another process owns it
 */
export function ownDataFolder(dataDir: string): Ownership {
  const file = join(dataDir, 'owner.lock');
  const db = new Database(file, { timeout: 0 });
  try {
    if (process.platform !== 'win32') chmodSync(file, 0o600);
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = DELETE');
    // In exclusive locking mode the lock of this first write is kept until the connection closes.
    db.exec('BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS opened (n INTEGER NOT NULL) STRICT; COMMIT;');
    const { n } = db.prepare('SELECT max(n) AS n FROM opened').get() as { n: number | null };
    return {
      opens: n ?? 0,
      noteOpens(opens) {
        db.transaction(() => {
          db.exec('DELETE FROM opened');
          db.prepare('INSERT INTO opened VALUES (?)').run(opens);
        }).immediate();
      },
      release: () => db.close(),
    };
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new DataFolderBusy(dataDir);
    throw error;
  }
}
