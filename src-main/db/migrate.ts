import { closeSync, existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { FileRefused } from '../files/plain-path.ts';
import { beginReplacement } from '../files/replace-file.ts';
import type { Migration } from './migration.ts';
import { dialLists } from './migrations/0001-dial-lists.ts';
import { leads } from './migrations/0002-leads.ts';
import { leadIndex } from './migrations/0003-lead-index.ts';
import { leadWork } from './migrations/0004-lead-work.ts';
import { callTimes } from './migrations/0005-call-times.ts';
import { sync } from './migrations/0006-sync.ts';
import { unlock } from './migrations/0007-unlock.ts';
import { leadSearch } from './migrations/0008-lead-search.ts';
import { offers } from './migrations/0009-offers.ts';
import { recordWho } from './migrations/0010-record-who.ts';
import { oftenTerms } from './migrations/0011-often-terms.ts';
import { phoneTerms } from './migrations/0012-phone-terms.ts';
import { atVendor } from './migrations/0013-at-vendor.ts';
import { syncSeen } from './migrations/0014-sync-seen.ts';
import { claimProof } from './migrations/0015-claim-proof.ts';
import { shortWords } from './migrations/0016-short-words.ts';
import { whatIsMissing } from './migrations/0017-what-is-missing.ts';
import { askDialer } from './migrations/0018-ask-dialer.ts';
import { importDates } from './migrations/0019-import-dates.ts';
import { workRows } from './migrations/0020-work-rows.ts';
import { importTemplates } from './migrations/0021-import-templates.ts';
import { noPostingLists } from './migrations/0022-no-posting-lists.ts';
import { delivery } from './migrations/0023-delivery.ts';
import { findPosts } from './migrations/0024-find-posts.ts';
import { leadexec } from './migrations/0025-leadexec.ts';
import { leadexecRecords } from './migrations/0026-leadexec-records.ts';
import { whatIf } from './migrations/0027-what-if.ts';
import { redirects } from './migrations/0028-redirects.ts';
import { leadexecPages } from './migrations/0029-leadexec-pages.ts';
import { freePageZeros } from './migrations/0030-free-page-zeros.ts';
import { leadexecBatches } from './migrations/0031-leadexec-batches.ts';
import { postsInMemory } from './migrations/0032-posts-in-memory.ts';
import { postTurns } from './migrations/0033-post-turns.ts';
import { noFreePageZeros } from './migrations/0034-no-free-page-zeros.ts';
import { scannerLogs } from './migrations/0035-scanner-logs.ts';

/** Every migration, in order. A released one is never changed. */
export const migrations: readonly Migration[] = [
  dialLists,
  leads,
  leadIndex,
  leadWork,
  callTimes,
  sync,
  unlock,
  leadSearch,
  offers,
  recordWho,
  oftenTerms,
  phoneTerms,
  atVendor,
  syncSeen,
  claimProof,
  shortWords,
  whatIsMissing,
  askDialer,
  importDates,
  workRows,
  importTemplates,
  noPostingLists,
  delivery,
  findPosts,
  leadexec,
  leadexecRecords,
  whatIf,
  redirects,
  leadexecPages,
  freePageZeros,
  leadexecBatches,
  postsInMemory,
  postTurns,
  noFreePageZeros,
  scannerLogs,
];

/** The file was written by a newer Trunkline, or its backup could not be made. Nothing has been changed. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/**
 * Migrates a database file to this program's version: one transaction per migration, with `user_version` set in it. Before the first change
 * of a file with data, a backup is made beside the file, read back and checked. A new file gets everything in one transaction, which waits
 * for the disk once.
 *
 * @returns the versions that were applied
 * @throws MigrationError if the file is newer than this program, or the backup is damaged
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
  if (due.length > 0 && current > 0) backUp(db, `${db.name}.before-${newest}.bak`, 'own');
  if (current > 0) applyMigrations(db, due);
  else db.transaction(() => applyMigrations(db, due, { inTransaction: true })).immediate();
  return due.map((migration) => migration.version);
}

/** Runs migrations in order, each in its own transaction, or all in the caller's. */
export function applyMigrations(
  db: Database.Database,
  list: readonly Migration[],
  { inTransaction = false }: { inTransaction?: boolean } = {},
): void {
  for (const migration of list) {
    const apply = () => {
      db.exec(migration.sql);
      migration.fill?.(db);
      db.pragma(`user_version = ${migration.version}`);
    };
    if (inTransaction) apply();
    else db.transaction(apply).immediate();
  }
}

/** The mark of a backup in `meta`, by which a restored desk recognizes that it was restored (`docs/queue.md`: after a restore). */
export const COPY_MARK = 'copy';

/**
 * Writes a complete copy of the database to `file`, marks it as a copy and reads it back. An existing file is replaced only by a complete
 * and intact copy. `whose` has the same meaning as for every file that is written (`beginReplacement`).
 *
 * @returns the path of the copy, with links resolved
 * @throws MigrationError if the copy is damaged; FileRefused if nothing may be written there
 */
export function backUp(db: Database.Database, file: string, whose: 'named' | 'own' = 'named'): string {
  for (const own of ['', '-wal', '-shm', '-journal']) {
    if (isSameFile(file, db.name + own)) {
      throw new FileRefused(`${file} belongs to the desk itself. Choose another file for the backup.`);
    }
  }
  const replacement = beginReplacement(file, whose);
  // SQLite opens the file by its path, and accepts an empty file.
  closeSync(replacement.fd);
  const part = replacement.unfinished;
  try {
    db.prepare('VACUUM INTO ?').run(part);
    const copy = new Database(part);
    try {
      // This write also syncs the whole file to the disk, which VACUUM INTO alone does not wait for.
      copy.pragma('synchronous = FULL');
      copy.exec('BEGIN IMMEDIATE');
      if (copy.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'meta'`).get() !== undefined) {
        copy.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(COPY_MARK, '1');
      }
      copy.pragma(`user_version = ${Number(copy.pragma('user_version', { simple: true }))}`);
      copy.exec('COMMIT');
      const verdict = copy.pragma('integrity_check', { simple: true });
      if (verdict !== 'ok') {
        throw new MigrationError(`The backup ${file} is not sound (${String(verdict)}). Nothing was changed.`);
      }
    } finally {
      copy.close();
    }
    replacement.finish();
    return replacement.target;
  } finally {
    replacement.drop();
  }
}

function isSameFile(one: string, other: string): boolean {
  if (!existsSync(one) || !existsSync(other)) return false;
  const [a, b] = [statSync(one, { bigint: true }), statSync(other, { bigint: true })];
  return a.dev === b.dev && a.ino === b.ino;
}
