import type { Migration } from '../migration.ts';

/** The index of leads: for each value of each facet the leads that have it, as bitmaps; and saved views. */
export const leadIndex: Migration = {
  version: 3,
  name: 'index of leads, and views',
  sql: `
-- Every value of every facet, and how many leads have it.
CREATE TABLE lead_facet_value (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  n INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX lead_facet_value_once ON lead_facet_value (facet, value);

-- Which leads have a value, 16,384 lead ids a row: id is value id × 2²⁰ + (lead id >> 14), so that a value is one range of rows.
-- A bitmap of 2 KB from 1,024 leads on, below that a sorted list of two bytes a lead.
CREATE TABLE lead_bits (
  id INTEGER PRIMARY KEY,
  n INTEGER NOT NULL,
  bits BLOB NOT NULL
) STRICT;

-- Small changes that are not in lead_bits and the counters yet: value id, chunk, how many leads, and which, four bytes each.
CREATE TABLE lead_bits_log (
  id INTEGER PRIMARY KEY,
  changes BLOB NOT NULL
) STRICT;

-- Another number with every change of the tables above: whoever keeps some of them in memory sees by it what became of them.
CREATE TABLE lead_index_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  stamp INTEGER NOT NULL
) STRICT;
INSERT INTO lead_index_state VALUES (1, 0);

CREATE INDEX lead_callback ON lead (callback_at) WHERE callback_at IS NOT NULL;
CREATE INDEX lead_sent ON lead (sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX lead_touched ON lead (touched_at) WHERE touched_at IS NOT NULL;

-- The tabs.
CREATE TABLE lead_view (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  -- JSON of leadFilter, leadSort and the columns in the contract.
  filter TEXT NOT NULL,
  sort TEXT NOT NULL,
  columns TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
`,
};
