import type { Migration } from '../migration.ts';

/** What the check of a list takes for granted of its dates: its day, and what the file proves of their order. */
export const importDates: Migration = {
  version: 19,
  name: 'how a list’s dates are read',
  sql: `
-- JSON of the day of the check and of what the file's dates of birth prove; null until a check begins.
ALTER TABLE dial_import ADD COLUMN dates TEXT;
`,
};
