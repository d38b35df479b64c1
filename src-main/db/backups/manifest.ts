import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import type { z } from 'zod';
import { type Backup, backup, CommandError } from '../../../src-preload/contract/index.ts';
import { resolveInput } from '../../files/open-input.ts';
import { FileRefused } from '../../files/plain-path.ts';
import { writeWhole } from '../../files/write-whole.ts';
import { FIRST, wordsOf } from '../damage/objects.ts';

/** The backup folder of a data folder. It is created, readable only by its owner, if it does not exist. */
export function backupFolder(dataDir: string): string {
  const folder = join(dataDir, 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

const manifest = backup.omit({ name: true });
export type Manifest = z.infer<typeof manifest>;

const manifestOf = (file: string): string => `${file}.json`;

/** Writes the content of a backup to a file beside it. */
export function writeManifest(file: string, manifest: Manifest): void {
  writeWhole(manifestOf(file), JSON.stringify(manifest));
}

function readManifest(file: string): Manifest | null {
  try {
    const parsed = manifest.safeParse(JSON.parse(readFileSync(manifestOf(file), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    // If the manifest is missing or damaged, the backup itself is read instead.
    return null;
  }
}

/** The number of rows of each kind that matters most to an operator. */
export function countRows(db: Database.Database): Backup['counts'] {
  const has = db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`);
  return FIRST.filter((table) => has.get(table) !== undefined).map((table) => ({
    words: wordsOf(table),
    rows: Number(db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()),
  }));
}

const BACKUP = /^trunkline-.*\.db(\.enc)?$/;
const BEFORE_UPDATE = /\.before-\d+\.bak$/;

/**
 * Every backup of a data folder, newest first: those in its backup folder, and those made before an update beside the data. One without a
 * manifest is read once.
 */
export function listBackups(dataDir: string): Backup[] {
  const folder = join(dataDir, 'backups');
  const inFolder = existsSync(folder) ? readdirSync(folder).filter((name) => BACKUP.test(name)) : [];
  const beside = existsSync(dataDir) ? readdirSync(dataDir).filter((name) => BEFORE_UPDATE.test(name)) : [];
  const found = [
    ...inFolder.map((name) => backupAt(join(folder, name), name)),
    ...beside.map((name) => backupAt(join(dataDir, name), name)),
  ];
  return found.filter((one) => one !== null).sort((a, b) => b.at - a.at);
}

/** The file of a backup by its name from `listBackups`; null if there is none with that name. */
export function backupFile(dataDir: string, name: string): string | null {
  if (name !== basename(name)) return null;
  const path = BEFORE_UPDATE.test(name) ? join(dataDir, name) : join(dataDir, 'backups', name);
  return listBackups(dataDir).some((one) => one.name === name) ? path : null;
}

function backupAt(file: string, name: string): Backup | null {
  const known = readManifest(file);
  let stat: { size: number; mtimeMs: number };
  try {
    stat = statSync(file);
  } catch {
    // The backup was removed while the list was being read.
    return null;
  }
  // A file whose size differs from the manifest is not the one that was checked.
  if (known !== null) return { name, ...known, checked: known.checked && known.bytes === stat.size };
  const base = { at: Math.round(stat.mtimeMs), bytes: stat.size, encrypted: name.endsWith('.enc') };
  const kind = BEFORE_UPDATE.test(name) ? 'before-update' : 'by-hand';
  if (base.encrypted) return { name, kind, ...base, checked: false, counts: [] };
  const read = readCounts(file);
  const noted: Manifest = { kind, ...base, checked: read.sound, counts: read.counts };
  try {
    writeManifest(file, noted);
  } catch {
    // If the folder can't be written to, the backup is read again the next time.
  }
  return { name, ...noted };
}

function readCounts(file: string): { sound: boolean; counts: Backup['counts'] } {
  try {
    const db = new Database(file, { readonly: true });
    try {
      const sound = db.pragma('integrity_check(1)', { simple: true }) === 'ok';
      return { sound, counts: sound ? countRows(db) : [] };
    } finally {
      db.close();
    }
  } catch {
    // A file that SQLite can’t open is shown as damaged.
    return { sound: false, counts: [] };
  }
}

/**
 * The file that somebody chose to restore: one of the desk's own backups, or any other regular file that is not used by the desk.
 *
 * @throws CommandError `file` if it does not exist or may not be read
 */
export async function namedBackup(dataDir: string, path: string): Promise<string> {
  const own = backupFile(dataDir, basename(path));
  if (own !== null && existsSync(path) && realpathSync(own) === realpathSync(path)) return own;
  try {
    return await resolveInput(path);
  } catch (error) {
    if (error instanceof FileRefused) throw new CommandError('file', error.message, 'path');
    throw new CommandError('file', `The backup ${path} can’t be read (${(error as Error).message}).`, 'path');
  }
}
