import type Database from 'better-sqlite3';
import type { Migration } from '../migration.ts';

/** Overwrites the free pages that still wait for it, and removes what was used for that. */
function overwriteTheRest(db: Database.Database): void {
  const isDue = db.prepare(`SELECT 1 FROM meta WHERE key = 'free_pages'`).get() !== undefined;
  const fill = db.prepare('INSERT INTO free_page_zeros (zeros) VALUES (zeroblob(1000000))');
  while (isDue && Number(db.pragma('freelist_count', { simple: true })) > 0) fill.run();
  db.exec(`DROP TABLE free_page_zeros; DELETE FROM meta WHERE key = 'free_pages';`);
}

/**
 * What is deleted in great numbers is deleted in small steps and overwritten at once (`db/set-aside.ts`), so that nothing has to overwrite
 * free pages later.
 */
export const noFreePageZeros: Migration = {
  version: 34,
  name: 'no zeros for free pages',
  sql: '',
  fill: overwriteTheRest,
};
