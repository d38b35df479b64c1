import type { Migration } from '../migration.ts';

/** Changes requested for a LeadExec account. */
export const leadexec: Migration = {
  version: 25,
  name: 'changes to a LeadExec account',
  sql: `
-- Its number is the source of its job.
CREATE TABLE leadexec_request (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  -- The function of the call.
  call TEXT NOT NULL,
  -- JSON: the parts of its path, and its body, without secrets; those are kept as one text in the secret store where sealed is 1.
  path TEXT NOT NULL,
  body TEXT NOT NULL,
  sealed INTEGER NOT NULL,
  -- Whether values may go that a record was read with and the document lacks.
  kept INTEGER NOT NULL,
  -- What its last request was, or its next will be: 'look' reads what is there before a record is created, 'send' changes.
  step TEXT NOT NULL,
  -- JSON: the ids of alike records that were there before; null where nobody looked.
  before TEXT,
  -- When the change last left.
  sent_at INTEGER,
  who TEXT NOT NULL,
  asked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX leadexec_request_sealed ON leadexec_request (id) WHERE sealed = 1;
`,
};
