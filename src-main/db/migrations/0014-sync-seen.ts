import type { Migration } from '../migration.ts';

/** What the pages of a pass have shown so far: a page that adds nothing to it is how the end of a vendor's pages is known. */
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
