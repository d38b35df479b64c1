import type Database from 'better-sqlite3';
import type { Migration } from '../migration.ts';

/** Renames the existing tables of the index. Missing ones are created when the desk opens, under their new names. */
function renameWhatIsThere(db: Database.Database): void {
  const hasTable = db.prepare<[string]>(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`);
  // Leads that were added in great numbers and are neither in lead_text nor in lead_find yet.
  if (hasTable.get('lead_text_late')) db.exec('ALTER TABLE lead_text_late RENAME TO lead_text_pending');
  if (!hasTable.get('lead_facet_value')) return;
  // The index's own facets: leads without a value of a facet, and leads with more than one.
  const rename = db.prepare<[string, string]>('UPDATE lead_facet_value SET facet = ? WHERE facet = ?');
  rename.run('missing', 'lacks');
  rename.run('multi-valued', 'several');
}

/** The full-text index alone is fast enough, so the lists of terms that many leads have are removed. The other tables get plain names. */
export const noPostingLists: Migration = {
  version: 22,
  name: 'search without lists of terms',
  sql: `
DROP TABLE IF EXISTS lead_often;
DELETE FROM meta WHERE key = 'lead_often_chunks';
`,
  fill: renameWhatIsThere,
};
