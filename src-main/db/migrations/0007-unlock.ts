import type { Migration } from '../migration.ts';

/** Which unlocks were requested, and by whom: the audit trail, and the source rows of the queue's jobs, whose states show the result. */
export const unlock: Migration = {
  version: 7,
  name: 'unlocking',
  sql: `
CREATE TABLE unlock_request (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  lead_id INTEGER NOT NULL,
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  external_id TEXT NOT NULL,
  who TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  -- The vendor's words on who unlocked it.
  unlocked_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX unlock_request_lead ON unlock_request (lead_id);
CREATE INDEX unlock_request_record ON unlock_request (connection_id, external_id);
CREATE INDEX unlock_request_asked ON unlock_request (asked_at);
`,
};
