import type { Migration } from '../migration.ts';

/**
 * The leads of each term that many leads have, which makes a search for two of them, or within a filter, as fast as one for a rare word.
 */
export const oftenTerms: Migration = {
  version: 11,
  name: 'lists of the terms that many leads have',
  sql: `
-- Of 16,384 leads in a row (a chunk) those that have a term, where at least some do: each beginning of a word, and # with any three
-- digits in a row of a phone. A chunk has its lists once all its leads are there; meta says how many chunks have them.
CREATE TABLE lead_often (
  -- 32 chunks: within them the lists of a term lie side by side, as a search reads them.
  span INTEGER NOT NULL,
  term TEXT NOT NULL,
  chunk INTEGER NOT NULL,
  n INTEGER NOT NULL,
  -- Places in the chunk: two bytes each below 1,024 leads, else a bitmap.
  ids BLOB NOT NULL,
  PRIMARY KEY (span, term, chunk)
) STRICT, WITHOUT ROWID;
`,
};
