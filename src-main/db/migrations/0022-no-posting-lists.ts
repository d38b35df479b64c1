import type Database from 'better-sqlite3';
import type { Migration } from '../migration.ts';

/** Tables of the index may be missing: they are made again when the desk opens, under their new names. */
function renameWhatIsThere(db: Database.Database): void {
  const hasTable = db.prepare<[string]>(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`);
  // Leads that came in great numbers and are in neither lead_text nor lead_find yet.
  if (hasTable.get('lead_text_late')) db.exec('ALTER TABLE lead_text_late RENAME TO lead_text_pending');
  if (!hasTable.get('lead_facet_value')) return;
  // The index's own facets: leads without a value of a facet, and with more than one.
  const rename = db.prepare<[string, string]>('UPDATE lead_facet_value SET facet = ? WHERE facet = ?');
  rename.run('missing', 'lacks');
  rename.run('multi-valued', 'several');
}

/** The full-text index alone is quick enough: the lists of terms that many leads have go. What stays gets plain names. */
export const noPostingLists: Migration = {
  version: 22,
  name: 'search without lists of terms',
  sql: `
DROP TABLE IF EXISTS lead_often;
DELETE FROM meta WHERE key = 'lead_often_chunks';
`,
  fill: renameWhatIsThere,
};
