import type { Migration } from '../migration.ts';

/** Leads: one row a person, and beneath it each vendor's record, whole. */
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
  -- The vendor's record, whole, as JSON.
  raw TEXT NOT NULL,
  unlocked INTEGER NOT NULL DEFAULT 0,
  received_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX lead_record_external ON lead_record (connection_id, external_id) WHERE connection_id IS NOT NULL;
CREATE INDEX lead_record_lead ON lead_record (lead_id);

-- Digits with country code where they could be read: the same phone is the same person.
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
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  external_id TEXT,
  -- Of the raw text: the same reject is listed once.
  hash TEXT NOT NULL,
  reason TEXT NOT NULL,
  raw TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX lead_reject_once ON lead_reject (connection_id, hash);
`,
};
