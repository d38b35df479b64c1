import type { Migration } from '../migration.ts';

/** Who brought a record in, where a person did. */
export const recordWho: Migration = {
  version: 10,
  name: 'who brought a record in',
  sql: `
-- The agent who typed the lead or gave the file; empty for what a vendor sent by itself, and for what came before this was kept.
ALTER TABLE lead_record ADD COLUMN who TEXT NOT NULL DEFAULT '';
`,
};
