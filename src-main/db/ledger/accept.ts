import Database from 'better-sqlite3';
import { asDamage } from '../damage/errors.ts';
import { wordsOf } from '../damage/objects.ts';
import { hasBrokenJson } from '../salvage/repair-json.ts';
import { acceptPages } from './ledger-file.ts';

/** Names that are looked up at most: each lookup goes through the whole file. */
const NAMED = 20;

/**
 * Takes pages that changed since the desk wrote them for what they are, where the whole file is sound, each row and each index, and each
 * value that is to be JSON: another
 * program has written to it, or the disk changed what no rule of the database tells apart. No desk may have the data open.
 *
 * @returns what the operator should know; null where the file is not sound
 */
export function acceptSound(file: string, pages: readonly number[]): string | null {
  let names: Set<string>;
  try {
    const db = new Database(file, { readonly: true });
    try {
      if (db.pragma('integrity_check(1)', { simple: true }) !== 'ok') return null;
      const owner = db
        .prepare<[number], string>(
          'SELECT coalesce((SELECT tbl_name FROM sqlite_schema s WHERE s.name = d.name), d.name) FROM dbstat d WHERE d.pageno = ?',
        )
        .pluck();
      const tables = new Set(pages.slice(0, NAMED).map((page) => owner.get(page) ?? 'unused pages'));
      // Nothing but what reads it tells that a long text is not what it was.
      if (hasBrokenJson(db, pages.length > NAMED ? null : tables)) return null;
      names = new Set([...tables].map(wordsOf));
    } finally {
      db.close();
    }
  } catch (error) {
    if (asDamage(error) === null) throw error;
    return null;
  }
  acceptPages(file, pages);
  const count = pages.length === 1 ? 'A page' : `${pages.length.toLocaleString('en-US')} pages`;
  return `${count} of the data changed since Trunkline wrote it (${[...names].join(', ')}), and the current content is sound. If no other program wrote to it, check these or restore a backup.`;
}
