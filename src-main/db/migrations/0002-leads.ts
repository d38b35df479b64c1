import type { Migration } from '../migration.ts';

/** Leads: one row per person, and each vendor's complete record of them. */
export const leads: Migration = {
  version: 2,
  name: 'leads and their records',
  sql: `
-- A person. What stands here is made from the records beneath and from the work; the list reads it and nothing else.
CREATE TABLE lead (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  -- Last name, space, first name; folded to small letters without accents: for sorting and for testing a search.
  name_key TEXT NOT NULL,
  phone TEXT,
  email TEXT,
  city TEXT NOT NULL,
  state TEXT NOT NULL,
  zip TEXT NOT NULL,
  license TEXT NOT NULL,
  licensed_states TEXT NOT NULL,
  specialties TEXT NOT NULL,
  experience INTEGER,
  employment_type TEXT NOT NULL,
  unlocked INTEGER NOT NULL DEFAULT 0,
  applied INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  last_disposition TEXT,
  callback_at INTEGER,
  sent_at INTEGER,
  received_at INTEGER NOT NULL,
  touched_at INTEGER
) STRICT;
CREATE INDEX lead_name ON lead (name_key, id);

CREATE TABLE lead_record (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  lead_id INTEGER NOT NULL,
  -- Null for what came by hand or from a file.
  connection_id INTEGER REFERENCES connection (id),
  kind TEXT NOT NULL CHECK (kind = 'locumjobs' OR kind = 'liondesk' OR kind = 'hand' OR kind = 'file'),
  source TEXT NOT NULL,
  external_id TEXT NOT NULL,
  -- The vendor's record, whole, as JSON; what a later, poorer one does not mention stays.
  raw TEXT NOT NULL,
  -- As it came last, where that is not all that stands in raw: the same again costs one look.
  last_raw TEXT,
  -- What it tells in the desk's own names: a JSON list by place, see src-main/leads/fields.ts.
  fields TEXT NOT NULL,
  unlocked INTEGER NOT NULL DEFAULT 0,
  received_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX lead_record_external ON lead_record (connection_id, external_id) WHERE connection_id IS NOT NULL;
CREATE UNIQUE INDEX lead_record_own ON lead_record (kind, external_id) WHERE connection_id IS NULL;
CREATE INDEX lead_record_lead ON lead_record (lead_id);

-- What changed in a record when it came again: a JSON list of {field, before, after}.
CREATE TABLE lead_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  record_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  changes TEXT NOT NULL
) STRICT;
CREATE INDEX lead_change_record ON lead_change (record_id, id);

-- Leads that were joined, and records that were split off, with what it takes to undo that.
CREATE TABLE lead_merge (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind = 'join' OR kind = 'split'),
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  -- The lead that has the records now, and the one that had them.
  to_id INTEGER NOT NULL,
  from_id INTEGER NOT NULL,
  -- JSON list of the records that moved.
  records TEXT NOT NULL,
  -- What the two had in common, in words; empty where a person decided it.
  why TEXT NOT NULL,
  -- Of a join: the row and the work of the lead that went, as JSON.
  gone TEXT,
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX lead_merge_to ON lead_merge (to_id);
CREATE INDEX lead_merge_from ON lead_merge (from_id);

-- Leads that a person said are not the same, both ways round: nothing joins them by itself.
CREATE TABLE lead_apart (
  lead_id INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  PRIMARY KEY (lead_id, other_id)
) STRICT, WITHOUT ROWID;

-- Salted hashes of the phones, e-mails and vendor ids of people who were erased.
CREATE TABLE forgotten (hash BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Digits with country code, of numbers that can exist: the same phone is the same person.
CREATE TABLE lead_phone (
  phone TEXT NOT NULL,
  lead_id INTEGER NOT NULL,
  PRIMARY KEY (phone, lead_id)
) STRICT, WITHOUT ROWID;

-- Small letters, trimmed: the same e-mail is the same person.
CREATE TABLE lead_email (
  email TEXT NOT NULL,
  lead_id INTEGER NOT NULL,
  PRIMARY KEY (email, lead_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE lead_reject (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- Null for a row of a file.
  connection_id INTEGER REFERENCES connection (id),
  source TEXT NOT NULL,
  external_id TEXT,
  -- Of the raw text: the same reject is listed once.
  hash TEXT NOT NULL,
  reason TEXT NOT NULL,
  raw TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX lead_reject_once ON lead_reject (ifnull(connection_id, 0), hash);
CREATE INDEX lead_reject_external ON lead_reject (connection_id, external_id);
`,
};
