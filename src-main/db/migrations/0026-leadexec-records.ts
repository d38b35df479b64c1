import type { Migration } from '../migration.ts';

/** What was read from LeadExec accounts, and what was saved to them. */
export const leadexecRecords: Migration = {
  version: 26,
  name: 'records of LeadExec accounts',
  sql: `
CREATE TABLE leadexec_record (
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  -- As in the contract; 'names' are the names of clients by their number.
  kind TEXT NOT NULL,
  -- The number of what it belongs to; 0 for none.
  parent INTEGER NOT NULL,
  id INTEGER NOT NULL,
  read_at INTEGER NOT NULL,
  -- JSON: what lists show and filter by.
  shown TEXT NOT NULL,
  revision TEXT NOT NULL,
  -- JSON: the record as it came, without secrets.
  body TEXT NOT NULL,
  PRIMARY KEY (connection_id, kind, parent, id)
) STRICT;

-- When records were read together: all of a kind (parent 0), or those of one parent.
CREATE TABLE leadexec_read (
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  kind TEXT NOT NULL,
  parent INTEGER NOT NULL,
  -- When it was last read whole; null where it never was.
  read_at INTEGER,
  opened_at INTEGER,
  -- Why the last try brought nothing, or not all.
  error TEXT,
  PRIMARY KEY (connection_id, kind, parent)
) STRICT, WITHOUT ROWID;

-- An edit of a record that was sent as a request.
CREATE TABLE leadexec_save (
  request_id INTEGER PRIMARY KEY REFERENCES leadexec_request (id),
  kind TEXT NOT NULL,
  parent INTEGER NOT NULL,
  -- 0 for one that was created.
  record_id INTEGER NOT NULL,
  -- JSON without secrets: what the record must still be when the change leaves; null for one that is created.
  expects TEXT,
  -- JSON without secrets: the members that were changed, as they were.
  before TEXT NOT NULL,
  -- JSON: the revision after it, and the members that are not as they were sent; null until it was read again.
  after TEXT
) STRICT;
`,
};
