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
  /** How often the store in this folder had been opened at the last start. */
  readonly opens: number;
  /** Stores how often the store has been opened. It is also stored here, where no backup has an effect. */
  noteOpens(opens: number): void;
  release(): void;
}

/**
 * Takes a data folder for this process with an exclusive lock on a small separate SQLite file, which is held until the process ends. The
 * system releases the lock however the process ends, and no clock or process id is needed (`docs/queue.md`, Running).
 *
 * @throws DataFolderBusy if another process owns it
 */
export function ownDataFolder(dataDir: string): Ownership {
  const file = join(dataDir, 'owner.lock');
  const db = new Database(file, { timeout: 0 });
  try {
    if (process.platform !== 'win32') chmodSync(file, 0o600);
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = DELETE');
    // In exclusive locking mode the lock of this first write is held until the connection closes.
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
