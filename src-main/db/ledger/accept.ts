import Database from 'better-sqlite3';
import { asDamage } from '../damage/errors.ts';
import { wordsOf } from '../damage/objects.ts';
import { metaOf } from '../meta.ts';
import { openStore } from '../open.ts';
import { INDEX_MARK } from '../salvage/marks.ts';
import { hasBrokenJson } from '../salvage/repair-json.ts';
import { acceptPages } from './ledger-file.ts';

/**
 * Accepts pages that changed since the desk wrote them if the whole file is intact, including each row, each index, and each JSON value:
 * either another program has written to it, or the disk changed something that the database can't detect. The index of leads is then rebuilt,
 * because it may no longer agree with the rows. No desk may have the data open.
 *
 * @returns a sentence for the operator; null if the file is not intact
 */
export function acceptSound(file: string, pages: readonly number[]): string | null {
  let names: Set<string>;
  try {
    const db = new Database(file, { readonly: true });
    try {
      if (db.pragma('integrity_check(1)', { simple: true }) !== 'ok') return null;
      const owners = db
        .prepare<[string], string>(
          `SELECT coalesce((SELECT tbl_name FROM sqlite_schema s WHERE s.name = d.name), d.name) FROM dbstat d
           WHERE d.pageno IN (SELECT value FROM json_each(?))`,
        )
        .pluck()
        .all(JSON.stringify(pages));
      const tables = new Set(owners.length < pages.length ? [...owners, 'unused pages'] : owners);
      // A damaged long text can only be detected by parsing it.
      if (hasBrokenJson(db, tables)) return null;
      names = new Set([...tables].map(wordsOf));
    } finally {
      db.close();
    }
  } catch (error) {
    if (asDamage(error) === null) throw error;
    return null;
  }
  markIndexDue(file);
  acceptPages(file, pages);
  const count = pages.length === 1 ? 'A page' : `${pages.length.toLocaleString('en-US')} pages`;
  return `${count} of the data changed since Trunkline wrote it (${[...names].join(', ')}), and the current content is sound. If no other program wrote to it, check these or restore a backup.`;
}

/** Before the pages are accepted, so that an interruption between the two repeats both. */
function markIndexDue(file: string): void {
  const store = openStore(file);
  try {
    store.write(() => metaOf(store).set(INDEX_MARK, '1'));
  } finally {
    store.close();
  }
}
