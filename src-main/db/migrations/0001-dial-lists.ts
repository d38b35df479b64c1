import type { Migration } from '../migration.ts';

/** Connections, dial lists and the durable queue. */
export const dialLists: Migration = {
  version: 1,
  name: 'dial lists and the queue',
  sql: `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE connection (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  user TEXT NOT NULL,
  options TEXT NOT NULL,
  concurrency INTEGER CHECK (concurrency IS NULL OR concurrency > 0),
  per_second REAL CHECK (per_second IS NULL OR per_second > 0),
  timeout_ms INTEGER NOT NULL,
  run_state TEXT NOT NULL CHECK (run_state IN ('running', 'paused', 'stopped', 'tripped')),
  run_reason TEXT,
  not_before INTEGER NOT NULL DEFAULT 0,
  probes_failed INTEGER NOT NULL DEFAULT 0,
  seen_kinds TEXT NOT NULL DEFAULT '[]',
  last_success_at INTEGER,
  removed_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX connection_name ON connection (name COLLATE NOCASE) WHERE removed_at IS NULL;

CREATE TABLE dial_import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER REFERENCES connection (id),
  file_name TEXT NOT NULL,
  file_path TEXT NOT NULL,
  file_size INTEGER NOT NULL,
  file_hash TEXT NOT NULL,
  format TEXT NOT NULL,
  columns TEXT NOT NULL,
  inspection TEXT NOT NULL,
  mapping TEXT,
  settings TEXT,
  traits TEXT,
  state TEXT NOT NULL CHECK (state IN ('draft', 'checking', 'checked', 'starting', 'started', 'failed')),
  auto_start INTEGER NOT NULL DEFAULT 0,
  checked_to INTEGER NOT NULL DEFAULT 0,
  started_to INTEGER NOT NULL DEFAULT 0,
  group_id INTEGER REFERENCES job_group (id),
  error TEXT,
  checked_at INTEGER,
  started_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX dial_import_file ON dial_import (file_hash);

CREATE TABLE import_row (
  id INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  phone TEXT,
  verdict INTEGER NOT NULL,
  issues TEXT
) STRICT;

CREATE TABLE import_edit (
  import_id INTEGER NOT NULL REFERENCES dial_import (id),
  row_no INTEGER NOT NULL,
  edits TEXT,
  decision TEXT CHECK (decision IN ('send', 'leave-out')),
  PRIMARY KEY (import_id, row_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_reason (
  import_id INTEGER NOT NULL REFERENCES dial_import (id),
  id INTEGER NOT NULL,
  code TEXT NOT NULL,
  field TEXT NOT NULL,
  severity TEXT NOT NULL,
  rows INTEGER NOT NULL CHECK (rows >= 0),
  PRIMARY KEY (import_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_issue (
  import_id INTEGER NOT NULL,
  reason_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  PRIMARY KEY (import_id, reason_id, row_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_verdict (
  import_id INTEGER NOT NULL REFERENCES dial_import (id),
  verdict INTEGER NOT NULL,
  rows INTEGER NOT NULL CHECK (rows >= 0),
  PRIMARY KEY (import_id, verdict)
) STRICT, WITHOUT ROWID;

CREATE TABLE remembered_mapping (
  header TEXT PRIMARY KEY,
  mapping TEXT NOT NULL,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE do_not_call (
  phone TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE job_group (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  paused INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  group_id INTEGER NOT NULL REFERENCES job_group (id),
  source INTEGER NOT NULL,
  lane TEXT NOT NULL,
  -- Spelt out: an IN of so many values makes a table of them at every update, which costs more than the update.
  state TEXT NOT NULL CHECK (state = 'ready' OR state = 'sending' OR state = 'delivered' OR state = 'duplicate' OR state = 'rejected'
    OR state = 'held' OR state = 'unknown' OR state = 'awaiting-vendor' OR state = 'cancelled'),
  not_before INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  vendor_ref TEXT,
  vendor_line TEXT,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX job_source ON job (source, connection_id);
CREATE INDEX job_ready ON job (connection_id, group_id, not_before, id) WHERE state = 'ready';
CREATE INDEX job_unknown ON job (connection_id, not_before, id) WHERE state = 'unknown';
CREATE INDEX job_lane ON job (lane, connection_id);
CREATE INDEX job_open ON job (state, id) WHERE state NOT IN ('ready', 'delivered');

CREATE TABLE attempt (
  job_id INTEGER NOT NULL,
  no INTEGER NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose = 'send' OR purpose = 'check'),
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  payload_hash TEXT NOT NULL,
  tag TEXT NOT NULL,
  http_status INTEGER,
  outcome TEXT,
  answer TEXT,
  error TEXT,
  PRIMARY KEY (job_id, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE job_count (
  connection_id INTEGER NOT NULL,
  group_id INTEGER NOT NULL,
  state TEXT NOT NULL,
  jobs INTEGER NOT NULL CHECK (jobs >= 0),
  PRIMARY KEY (connection_id, group_id, state)
) STRICT, WITHOUT ROWID;
`,
};
