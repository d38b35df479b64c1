import type { Migration } from '../migration.ts';

/** The columns by which posted leads are found in the log, each with its own index. */
export const findPosts: Migration = {
  version: 24,
  name: 'posted leads found by what came back',
  sql: `
CREATE INDEX delivery_post_review ON delivery_post (review) WHERE review <> '';
CREATE INDEX delivery_post_returned ON delivery_post (return_state) WHERE return_state = 'returned';
CREATE INDEX delivery_post_campaign ON delivery_post (campaign) WHERE campaign IS NOT NULL;
CREATE INDEX delivery_post_price ON delivery_post (price) WHERE price IS NOT NULL;
CREATE INDEX delivery_post_phone_end ON delivery_post (substr(phone, -4)) WHERE phone <> '';
CREATE INDEX delivery_post_reference ON delivery_post (reference) WHERE reference <> '';
CREATE INDEX delivery_post_post_id ON delivery_post (post_id) WHERE post_id IS NOT NULL;
CREATE INDEX delivery_post_lead_uid ON delivery_post (lead_uid) WHERE lead_uid IS NOT NULL;
CREATE INDEX delivery_send_client ON delivery_send (client_name, post_id);
`,
};
