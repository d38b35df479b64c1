import type { Migration } from '../migration.ts';

/** The log of posted leads is filtered in memory: what only it was filtered by needs no index, which every post would have to write. */
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
