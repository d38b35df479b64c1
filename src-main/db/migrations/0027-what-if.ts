import type { Migration } from '../migration.ts';

/** This desk's settings of how an account distributes leads; and posts in the order of their time. */
export const whatIf: Migration = {
  version: 27,
  name: 'what-if of LeadExec accounts',
  sql: `
CREATE TABLE leadexec_rules (
  connection_id INTEGER PRIMARY KEY REFERENCES connection (id),
  -- JSON: what no call shows, as in the contract.
  rules TEXT NOT NULL
) STRICT;
CREATE INDEX delivery_post_accepted ON delivery_post (accepted_at, id) WHERE accepted_at IS NOT NULL;
`,
};
