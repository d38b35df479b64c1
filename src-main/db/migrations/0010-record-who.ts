import type { Migration } from '../migration.ts';

/** The person who added a record; and until when a source has asked not to be contacted. */
export const recordWho: Migration = {
  version: 10,
  name: 'who brought a record in, and when a source may be asked again',
  sql: `
-- The agent who typed the lead or gave the file; empty for what a vendor sent by itself, and for what came before this was kept.
ALTER TABLE lead_record ADD COLUMN who TEXT NOT NULL DEFAULT '';

-- The vendor asked not to be asked before this instant (Retry-After), ms since 1970; 0 when it did not.
ALTER TABLE sync_source ADD COLUMN not_before INTEGER NOT NULL DEFAULT 0;
`,
};
