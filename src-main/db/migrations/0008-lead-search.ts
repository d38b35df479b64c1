import type { Migration } from '../migration.ts';

/** What leads are found by while someone is typing. */
export const leadSearch: Migration = {
  version: 8,
  name: 'search of leads',
  sql: `
-- The words and phones of a lead, small letters without accents, each with a space before it: ' maria garcia'. Whatever the
-- full-text index holds of a lead follows from this row, so it can be taken out of there to the last letter.
CREATE TABLE lead_text (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  -- E-mails, city and notes.
  other TEXT NOT NULL,
  phones TEXT NOT NULL
) STRICT;

-- Leads that came in great numbers and stand in neither table yet: at the next idle moment they do, or when someone searches.
CREATE TABLE lead_text_late (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  first_lead INTEGER NOT NULL,
  last_lead INTEGER NOT NULL,
  -- JSON of some hundred leads: [id, name, words, notes, phones].
  texts TEXT NOT NULL
) STRICT;

-- Of each word its beginnings, of each phone every four digits in a row: what is typed is one exact term, its leads newest first.
CREATE VIRTUAL TABLE lead_find USING fts5(terms, content = '', tokenize = 'ascii', detail = none, columnsize = 0);
-- What is taken out is taken out of the file at once, not marked to be dropped some day.
INSERT INTO lead_find (lead_find, rank) VALUES ('secure-delete', 1);
-- Segments are merged in idle steps; while leads pour in only where there are many, each time in proportion to what was written.
INSERT INTO lead_find (lead_find, rank) VALUES ('automerge', 32);
INSERT INTO lead_find (lead_find, rank) VALUES ('usermerge', 4);
INSERT INTO lead_find (lead_find, rank) VALUES ('crisismerge', 1999);
INSERT INTO lead_find (lead_find, rank) VALUES ('hashsize', 8388608);
`,
};
