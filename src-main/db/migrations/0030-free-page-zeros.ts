import type { Migration } from '../migration.ts';

/** Free pages of the file are overwritten by filling them with rows of zeros, which are then deleted. */
export const freePageZeros: Migration = {
  version: 30,
  name: 'zeros that overwrite free pages',
  sql: `
CREATE TABLE free_page_zeros (
  id INTEGER PRIMARY KEY,
  zeros BLOB NOT NULL
) STRICT;
`,
};
