import type { Migration } from '../migration.ts';

/** What dialers report about themselves (tests, functions, lists), and the operator's decision to ask one about unknown jobs. */
export const askDialer: Migration = {
  version: 18,
  name: 'asking the dialer',
  sql: `
-- JSON in each: the last test; which functions answer; the lists and campaigns that it told.
CREATE TABLE dialer_knowledge (
  connection_id INTEGER PRIMARY KEY REFERENCES connection (id),
  test TEXT, functions TEXT, choices TEXT
) STRICT;
-- after_no is the last attempt before the operator's word: a later send makes it void.
CREATE TABLE dial_question (
  job_id INTEGER PRIMARY KEY REFERENCES job (id),
  way TEXT NOT NULL CHECK (way IN ('search', 'post')),
  after_no INTEGER NOT NULL,
  found TEXT
) STRICT;
`,
};
