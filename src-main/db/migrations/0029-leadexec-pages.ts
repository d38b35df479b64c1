import type { Migration } from '../migration.ts';

/** A record is searched for on every page of its listing. */
export const leadexecPages: Migration = {
  version: 29,
  name: 'pages of a listing that is read to settle a change',
  sql: `
-- The row that the next page of a look or a check begins at.
ALTER TABLE leadexec_request ADD COLUMN read_from INTEGER NOT NULL DEFAULT 0;
`,
};
