import type { Migration } from '../migration.ts';

/** When people may be called. */
export const callTimes: Migration = {
  version: 5,
  name: 'rules on when people may be called',
  sql: `
-- A dated rule. Filled when the desk first starts; the operator may edit it.
CREATE TABLE call_rule (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  place TEXT NOT NULL,
  days TEXT NOT NULL,
  -- Minutes of the lead's own day; both null: not at all on these days.
  opens INTEGER CHECK (opens IS NULL OR opens BETWEEN 0 AND 1440),
  closes INTEGER CHECK (closes IS NULL OR closes BETWEEN 0 AND 1440),
  attempts_per_day INTEGER CHECK (attempts_per_day IS NULL OR attempts_per_day > 0),
  holidays TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until_date TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;
`,
};
