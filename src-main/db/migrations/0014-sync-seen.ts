import type { Migration } from '../migration.ts';

/** What the pages of a pass have contained so far. A page that adds nothing to it shows that the vendor has no more pages. */
export const syncSeen: Migration = {
  version: 14,
  name: 'what the pages of a sync have shown',
  sql: `
CREATE TABLE sync_seen (
  window_id INTEGER NOT NULL REFERENCES sync_window (id) ON DELETE CASCADE,
  -- An offer or a lead, by the vendor's id; a record without one by the hash of its text.
  key TEXT NOT NULL,
  PRIMARY KEY (window_id, key)
) STRICT, WITHOUT ROWID;
`,
};
