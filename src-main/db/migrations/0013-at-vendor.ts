import type { Migration } from '../migration.ts';

/** Which records the vendor still has; how often a source may be contacted, and the progress of its full read in the background. */
export const atVendor: Migration = {
  version: 13,
  name: 'which records the vendor still has, and the pace of sources',
  sql: `
-- In which full read of its source a record came last. One that a whole full read did not bring, though an earlier one of the same
-- choice did, is gone at the vendor: since when it is known, ms. It is never deleted for that.
CREATE TABLE lead_record_at_vendor (
  record_id INTEGER PRIMARY KEY REFERENCES lead_record (id) ON DELETE CASCADE,
  connection_id INTEGER NOT NULL,
  pass INTEGER NOT NULL,
  gone_at INTEGER
) STRICT;
CREATE INDEX lead_record_gone ON lead_record_at_vendor (connection_id) WHERE gone_at IS NOT NULL;

-- The number of the full read that is under way, or was last; whether one of its records can't be told by an id.
ALTER TABLE sync_source ADD COLUMN pass INTEGER NOT NULL DEFAULT 1;
ALTER TABLE sync_source ADD COLUMN pass_unsure INTEGER NOT NULL DEFAULT 0;
-- Of the sync under way: how many requests it took, and how many new leads it brought.
ALTER TABLE sync_source ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sync_source ADD COLUMN fresh INTEGER NOT NULL DEFAULT 0;
-- The pace: no request before this instant, ms.
ALTER TABLE sync_source ADD COLUMN paced_until INTEGER NOT NULL DEFAULT 0;
-- What was found out of how the vendor reads a question, as JSON; null before anything was.
ALTER TABLE sync_source ADD COLUMN habits TEXT;
-- The newest instants that the sync under way saw, as JSON.
ALTER TABLE sync_source ADD COLUMN newest_few TEXT;

-- A slow read of everything between the syncs of a source.
CREATE TABLE sync_full_read (
  connection_id INTEGER PRIMARY KEY REFERENCES connection (id),
  began_at INTEGER NOT NULL,
  -- Seconds of the vendor's clock; null is open.
  range_from INTEGER,
  next_at INTEGER NOT NULL,
  read INTEGER NOT NULL DEFAULT 0,
  asked INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  gap TEXT
) STRICT;

ALTER TABLE sync_window ADD COLUMN lane TEXT NOT NULL DEFAULT 'sync' CHECK (lane = 'sync' OR lane = 'background');
DROP INDEX sync_window_next;
CREATE INDEX sync_window_next ON sync_window (connection_id, state, lane, axis, from_s, id);
`,
};
