import type { Migration } from '../migration.ts';

/** How the check of a list reads dates: its day, and what the file proves about their order. */
export const importDates: Migration = {
  version: 19,
  name: 'how a list’s dates are read',
  sql: `
-- JSON of the day of the check and of what the file's dates of birth prove; null until a check begins.
ALTER TABLE dial_import ADD COLUMN dates TEXT;
`,
};
