import type { Migration } from '../migration.ts';

/** Leads that are posted to a receiver, and the results. */
export const delivery: Migration = {
  version: 23,
  name: 'leads posted to a receiver',
  sql: `
-- One act of posting: a file, leads of the inbox, one lead by hand, or a replay.
CREATE TABLE delivery_batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  group_id INTEGER REFERENCES job_group (id),
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  -- SHA-256 of the file; empty for what is none.
  file_hash TEXT NOT NULL DEFAULT '',
  -- JSON: what is the same for all of its posts.
  options TEXT NOT NULL,
  -- Posts are put into the queue up to this one; null once all are.
  queued_to INTEGER,
  who TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX delivery_batch_group ON delivery_batch (group_id);
CREATE INDEX delivery_batch_file ON delivery_batch (file_hash, connection_id) WHERE file_hash <> '';

-- A lead of a batch, also one that was left out. Its number is the source of its job. A person's: it is emptied with the person.
CREATE TABLE delivery_post (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id INTEGER NOT NULL REFERENCES delivery_batch (id),
  row INTEGER NOT NULL,
  lead_id INTEGER,
  -- JSON: the receiver's fields, as they are posted.
  fields TEXT NOT NULL,
  reference TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '',
  -- JSON of what was found in it; null for nothing.
  issues TEXT,
  left_out INTEGER NOT NULL DEFAULT 0,
  -- The lead that is updated, where that is what is posted.
  updates_lead INTEGER,
  replay_of INTEGER,
  -- What its last request was: ping or post. An order lasts until order_until.
  step TEXT NOT NULL DEFAULT 'post', order_id TEXT, order_until INTEGER, order_used INTEGER NOT NULL DEFAULT 0,
  estimated_price REAL,
  -- Several leads in one request: the post that carried it, and its place.
  carried_by INTEGER, carried_at INTEGER NOT NULL DEFAULT 0,
  post_id TEXT, lead_uid TEXT, campaign INTEGER,
  price REAL,
  review TEXT NOT NULL DEFAULT '', return_state TEXT NOT NULL DEFAULT '', state_reason TEXT NOT NULL DEFAULT '',
  redirect_url TEXT, status_url TEXT,
  accepted_at INTEGER,
  -- When its status is asked for next; null when it is final.
  follow_at INTEGER, follows INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX delivery_post_batch ON delivery_post (batch_id, row);
CREATE INDEX delivery_post_phone ON delivery_post (phone) WHERE phone <> '';
CREATE INDEX delivery_post_email ON delivery_post (email) WHERE email <> '';
CREATE INDEX delivery_post_lead ON delivery_post (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX delivery_post_follow ON delivery_post (follow_at) WHERE follow_at IS NOT NULL;

-- Whom the receiver sent a lead to, as told.
CREATE TABLE delivery_send (
  post_id INTEGER NOT NULL REFERENCES delivery_post (id),
  no INTEGER NOT NULL,
  client_uid TEXT NOT NULL, client_name TEXT NOT NULL,
  valid INTEGER, price REAL, redirect_url TEXT,
  PRIMARY KEY (post_id, no)
) STRICT, WITHOUT ROWID;

-- Whom a call is to be transferred to, as told; taken_at is when somebody said that this agent took it.
CREATE TABLE delivery_agent (
  post_id INTEGER NOT NULL REFERENCES delivery_post (id),
  no INTEGER NOT NULL,
  client_uid TEXT NOT NULL, client_name TEXT NOT NULL,
  name TEXT NOT NULL, phone TEXT NOT NULL,
  taken_at INTEGER,
  PRIMARY KEY (post_id, no)
) STRICT, WITHOUT ROWID;

-- What was told of a post, and when: its price, review and return as they turned.
CREATE TABLE delivery_turn (
  id INTEGER PRIMARY KEY,
  post_id INTEGER NOT NULL REFERENCES delivery_post (id),
  at INTEGER NOT NULL,
  what TEXT NOT NULL,
  before TEXT, after TEXT
) STRICT;
CREATE INDEX delivery_turn_post ON delivery_turn (post_id, id);

-- Every request that left for a receiver, secrets removed; what came back of a job's is with its attempt (no).
CREATE TABLE delivery_exchange (
  id INTEGER PRIMARY KEY,
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  post_id INTEGER REFERENCES delivery_post (id),
  no INTEGER,
  what TEXT NOT NULL,
  at INTEGER NOT NULL,
  url TEXT NOT NULL,
  request TEXT NOT NULL,
  http_status INTEGER,
  answer TEXT, error TEXT
) STRICT;
CREATE INDEX delivery_exchange_post ON delivery_exchange (post_id, id) WHERE post_id IS NOT NULL;
CREATE UNIQUE INDEX delivery_exchange_attempt ON delivery_exchange (post_id, no) WHERE no IS NOT NULL;

-- The fields of a lead type as the operator brought them, and how columns were mapped last, by campaign (0 for none).
CREATE TABLE receiver_campaign (
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  aid INTEGER NOT NULL,
  fields TEXT,
  mapping TEXT,
  PRIMARY KEY (connection_id, aid)
) STRICT, WITHOUT ROWID;
`,
};
