import type { Migration } from '../migration.ts';

/**
 * The log of posted leads is filtered in memory. Indexes that only served its filters are removed, because every post had to update them.
 */
export const postsInMemory: Migration = {
  version: 32,
  name: 'no indexes for the log of posted leads',
  sql: `
DROP INDEX delivery_post_review;
DROP INDEX delivery_post_returned;
DROP INDEX delivery_post_price;
DROP INDEX delivery_post_phone_end;
DROP INDEX delivery_post_reference;
DROP INDEX delivery_post_lead_uid;
`,
};
