import type { Migration } from '../migration.ts';

/** An index of changes of posted leads, so that they and their requests are found without reading all reported prices. */
export const postTurns: Migration = {
  version: 33,
  name: 'turns of posted leads',
  sql: `
CREATE INDEX delivery_turn_told ON delivery_turn (id) WHERE (what IN ('review', 'return') OR (what = 'price' AND before IS NOT NULL));
CREATE INDEX delivery_post_updates ON delivery_post (updates_lead) WHERE updates_lead IS NOT NULL;
`,
};
