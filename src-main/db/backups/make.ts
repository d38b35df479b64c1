import { closeSync, openSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Backup } from '../../../src-preload/contract/index.ts';
import { COPY_MARK } from '../migrate.ts';
import { type BackupKey, encryptFile } from './encrypt.ts';
import { backupFolder, countRows, listBackups, writeManifest } from './manifest.ts';
import { toPrune } from './prune.ts';

/** A backup could not be made. Nothing of it remains, and existing backups are kept. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

export interface BackupOrder {
  readonly dataDir: string;
  readonly file: string;
  readonly kind: Backup['kind'];
  readonly now: number;
  readonly key: BackupKey | null;
}

/** The disk space that must remain free after a backup, bytes. */
const ROOM_BESIDE = 256 * 1024 * 1024;
const MB = 1024 * 1024;

/**
 * Copies the desk's database into the backup folder over a separate connection, reads the copy back, counts its rows, and deletes daily
 * backups that are too old. It may run while the desk works, because readers and the writer don't wait for each other.
 *
 * @throws BackupError if there is not enough space, or if the data or the copy is damaged
 */
export function makeBackup({ dataDir, file, kind, now, key }: BackupOrder): Backup {
  const folder = backupFolder(dataDir);
  const size = statSync(file).size;
  const { bavail, bsize } = statfsSync(folder);
  const needs = size * (key === null ? 1 : 2) + ROOM_BESIDE;
  if (bavail * bsize < needs) {
    throw new BackupError(
      `No backup was made: the disk has ${Math.floor((bavail * bsize) / MB)} MB left, and a backup needs ${Math.ceil(needs / MB)} MB.`,
    );
  }
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-');
  const name = `trunkline-${stamp}.db${key === null ? '' : '.enc'}`;
  const target = join(folder, name);
  const part = join(folder, `trunkline-${stamp}.part`);
  const sealed = `${part}.enc`;
  rmSync(part, { force: true });
  rmSync(sealed, { force: true });
  try {
    // VACUUM INTO accepts an existing empty file, which can therefore be readable only by its owner from the beginning.
    closeSync(openSync(part, 'wx', 0o600));
    copy(file, part);
    const counts = readBack(part);
    if (key !== null) encryptFile(part, sealed, key);
    const made = key === null ? part : sealed;
    const manifest = { at: now, kind, bytes: statSync(made).size, checked: true, encrypted: key !== null, counts };
    renameSync(made, target);
    writeManifest(target, manifest);
    for (const old of toPrune(listBackups(dataDir))) removeBackup(join(folder, old.name));
    return { name, ...manifest };
  } finally {
    for (const ending of ['', '-journal', '.enc']) rmSync(part + ending, { force: true });
  }
}

function removeBackup(file: string): void {
  rmSync(file, { force: true });
  rmSync(`${file}.json`, { force: true });
}

function copy(file: string, part: string): void {
  const db = new Database(file, { readonly: true, timeout: 10_000 });
  try {
    db.prepare('VACUUM INTO ?').run(part);
  } finally {
    db.close();
  }
}

/** Marks the copy as a copy, syncs it to the disk, and reads all of it. */
function readBack(part: string): Backup['counts'] {
  const db = new Database(part);
  try {
    db.pragma('synchronous = FULL');
    db.exec('BEGIN IMMEDIATE');
    db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(COPY_MARK, '1');
    db.exec('COMMIT');
    const verdict = db.pragma('integrity_check(1)', { simple: true });
    if (verdict !== 'ok')
      throw new BackupError(`No backup was made: the data can’t be read completely (${String(verdict)}).`);
    return countRows(db);
  } finally {
    db.close();
  }
}
