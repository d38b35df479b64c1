import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { type BackupKey, decryptFile } from './backups/encrypt.ts';
import { examine } from './damage/examine.ts';
import { dropKeptSchema } from './damage/kept-schema.ts';
import { isDerived } from './damage/objects.ts';
import { ledgerFile } from './ledger/ledger-file.ts';
import { COPY_MARK, MigrationError, migrations } from './migrate.ts';
import type { ReadProgress } from './pages/read-progress.ts';
import { FORGET_MARK } from './salvage/marks.ts';

/** A complete new data file beside the current one, ready to replace it. */
const readyFile = (file: string): string => `${file}.ready`;

/** A new data file while it is still being written. */
export const makingFile = (file: string): string => `${file}.making`;

/**
 * Replaces the desk's data file with a complete new one. The old file is moved into a separate folder and never deleted. No connection may
 * be open. After an interruption `finishReplacing` completes it.
 *
 * @returns where the old data is kept; null if there was none
 */
export function putInPlace(file: string, made: string, now: number): string | null {
  renameSync(made, readyFile(file));
  sync(dirname(file));
  const keptAt = moveAside(file, now);
  dropKept(file);
  renameSync(readyFile(file), file);
  sync(dirname(file));
  return keptAt;
}

/** Completes an interrupted replacement. To be called before anything opens the data. */
export function finishReplacing(file: string, now: number): void {
  rmSync(makingFile(file), { force: true });
  if (!existsSync(readyFile(file))) return;
  moveAside(file, now);
  dropKept(file);
  renameSync(readyFile(file), file);
  sync(dirname(file));
}

/** Moves the data file, its log, and other given files into a separate folder. @returns the folder; null if there was nothing */
export function moveAside(file: string, now: number, others: readonly string[] = []): string | null {
  const parts = [...others, ...['', '-wal', '-shm', '-journal'].map((ending) => file + ending)].filter((path) =>
    existsSync(path),
  );
  if (parts.length === 0) return null;
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-');
  const kept = join(dirname(file), 'replaced');
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  let folder = join(kept, stamp);
  for (let n = 2; existsSync(folder); n++) folder = join(kept, `${stamp}-${n}`);
  mkdirSync(folder, { mode: 0o700 });
  // The data file is moved last. A data file without its log would be an older state of the desk.
  for (const path of parts.reverse()) renameSync(path, join(folder, basename(path)));
  dropKept(file);
  sync(folder);
  return folder;
}

/** Deletes the files that describe the old data file. */
function dropKept(file: string): void {
  dropKeptSchema(file);
  rmSync(ledgerFile(file), { force: true });
}

function sync(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/**
 * Makes a file from a backup that can replace the data: decrypted, completely read, and marked as restored. It gets the do-not-call numbers
 * and erased people of the desk that it replaces, as far as they can be read, so that a restore doesn't bring them back.
 *
 * @throws WrongPassphrase; MigrationError if it is not a backup of a desk, is damaged, or is from a newer Trunkline
 */
export function prepareRestore(
  file: string,
  backup: string,
  options: {
    readonly secret: string | BackupKey | null;
    readonly encrypted: boolean;
    readonly progress?: (now: ReadProgress) => void;
  },
): { made: string; words: string[] } {
  const made = makingFile(file);
  for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(made + ending, { force: true });
  if (options.encrypted) {
    if (options.secret === null) throw new MigrationError('This backup is encrypted: give its passphrase.');
    decryptFile(backup, made, options.secret);
  } else {
    copyFileSync(backup, made);
    // If another program copied the file, the log beside it belongs to it.
    if (existsSync(`${backup}-wal`)) copyFileSync(`${backup}-wal`, `${made}-wal`);
  }
  let sound = false;
  const words: string[] = [];
  try {
    const db = new Database(made);
    try {
      const version = Number(db.pragma('user_version', { simple: true }));
      const newest = migrations.at(-1)?.version ?? 0;
      const meta = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'meta'`).get();
      if (version < 1 || meta === undefined) throw new MigrationError(`${backup} is not a backup of a Trunkline desk.`);
      if (version > newest)
        throw new MigrationError(
          `${backup} was written by a newer Trunkline (version ${version}; this one knows ${newest}).`,
        );
      const verdict = db.pragma('integrity_check(1)', { simple: true });
      if (verdict !== 'ok')
        throw new MigrationError(`${backup} is damaged (${String(verdict)}). Choose another backup.`);
      db.pragma('journal_mode = DELETE');
      db.pragma('synchronous = FULL');
      db.exec('BEGIN IMMEDIATE');
      db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(COPY_MARK, '1');
      words.push(...carryOver(file, db, version, options.progress));
      db.exec('COMMIT');
      sound = true;
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof Database.SqliteError && /^SQLITE_(NOTADB|CORRUPT|ERROR|CANTOPEN)/.test(error.code))
      throw new MigrationError(`${backup} can’t be read as a backup (${error.message}). Choose another one.`);
    throw error;
  } finally {
    if (!sound) for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(made + ending, { force: true });
  }
  return { made, words };
}

/** Copies the do-not-call numbers and erased people of the replaced desk into the new one. */
function carryOver(
  file: string,
  db: Database.Database,
  version: number,
  progress: (now: ReadProgress) => void = () => {},
): string[] {
  const salts: string[] = [];
  const hashes: Buffer[] = [];
  let added = 0;
  const put = db.prepare('INSERT OR IGNORE INTO do_not_call (phone, source, added_at) VALUES (?, ?, ?)');
  let whole = true;
  try {
    const found = examine(file, {
      progress,
      onRow({ name }, { values: [a, b, c] }) {
        if (name === 'do_not_call' && typeof a === 'string' && typeof b === 'string' && typeof c === 'number')
          added += put.run(a, b, c).changes;
        else if (name === 'forgotten' && Buffer.isBuffer(a)) hashes.push(a);
        else if (name === 'meta' && a === 'forgotten-salt' && typeof b === 'string') salts.push(b);
      },
    });
    const needed = ['do_not_call', 'forgotten', 'meta'];
    whole =
      found.schema !== null &&
      found.objects.every(
        ({ name, badPages, badRows }) =>
          !needed.includes(name) || (badPages.length === 0 && badRows === 0) || isDerived(name),
      );
  } catch {
    // A database that can’t be read to its end isn't complete.
    whole = false;
  }
  const words =
    added > 0
      ? [
          added === 1
            ? '1 do-not-call number that was added since the backup was kept.'
            : `${added.toLocaleString('en-US')} do-not-call numbers that were added since the backup were kept.`,
        ]
      : [];
  if (!whole)
    words.push(
      'The replaced data could not be read completely: check whether do-not-call numbers or erased people added since the backup are missing.',
    );
  const [salt] = salts;
  if (salt === undefined || hashes.length === 0 || version < 2) return words;
  const own = db.prepare(`SELECT value FROM meta WHERE key = 'forgotten-salt'`).pluck().get();
  if (own === undefined) db.prepare(`INSERT INTO meta (key, value) VALUES ('forgotten-salt', ?)`).run(salt);
  if (own !== undefined && own !== salt) return words;
  const keep = db.prepare('INSERT OR IGNORE INTO forgotten (hash) VALUES (?)');
  for (const hash of hashes) keep.run(hash);
  db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(FORGET_MARK, '1');
  return words;
}
