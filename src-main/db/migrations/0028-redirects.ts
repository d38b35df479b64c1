import type { Migration } from '../migration.ts';

/** Indexes that find redirect addresses, their confirmations, and their posts without reading the posts. */
export const redirects: Migration = {
  version: 28,
  name: 'redirects of posted leads',
  sql: `
-- The job that told the LeadExec account last whether the redirect went through.
ALTER TABLE delivery_post ADD COLUMN confirmed_by INTEGER;
CREATE INDEX delivery_post_redirect ON delivery_post (redirect_url) WHERE redirect_url IS NOT NULL;
CREATE INDEX delivery_send_redirect ON delivery_send (redirect_url) WHERE redirect_url IS NOT NULL;
DROP INDEX delivery_post_follow;
CREATE INDEX delivery_post_follow ON delivery_post (follow_at, batch_id) WHERE follow_at IS NOT NULL;
`,
};
