import type { Migration } from '../migration.ts';

/** What a vendor did not confirm about a delivery, and why a list is paused. */
export const whatIsMissing: Migration = {
  version: 17,
  name: 'what is missing of a delivery, and why a list stands',
  sql: `
-- Names of what was asked for and not confirmed, each between commas (',hopper,callback,'); null where nothing is missing.
ALTER TABLE job ADD COLUMN missing TEXT;
CREATE INDEX job_missing ON job (group_id, id) WHERE missing IS NOT NULL;
-- Why the vendor refuses every job of the group; null where the operator paused it, or it goes on.
ALTER TABLE job_group ADD COLUMN paused_reason TEXT;
`,
};
