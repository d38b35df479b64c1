import type { Migration } from '../migration.ts';

/** Changes that were requested together: copies of an account, or the items of a list. */
export const leadexecBatches: Migration = {
  version: 31,
  name: 'batches of changes to a LeadExec account',
  sql: `
-- The group of the queue in which the changes of a batch are; null for one that was asked for alone.
ALTER TABLE leadexec_request ADD COLUMN batch_id INTEGER;
CREATE INDEX leadexec_request_batch ON leadexec_request (batch_id, id) WHERE batch_id IS NOT NULL;
`,
};
