import type { Migration } from '../migration.ts';

/** The work on leads: notes, calls, callbacks, and actions that can be undone. */
export const leadWork: Migration = {
  version: 4,
  name: 'work on leads',
  sql: `
CREATE TABLE agent (name TEXT PRIMARY KEY COLLATE NOCASE, added_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- What somebody did to any number of leads at once.
CREATE TABLE lead_act (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL,
  what TEXT NOT NULL,
  -- How many leads it changed.
  changed INTEGER NOT NULL,
  -- The one lead it was about; null for what was done to a selection.
  lead_id INTEGER,
  -- JSON of what it takes to undo it besides the sets; null where the sets are all.
  undo TEXT,
  -- When it was taken back last, wholly or in part, and by whom.
  undone_at INTEGER,
  undone_by TEXT
) STRICT;
CREATE INDEX lead_act_lead ON lead_act (lead_id, at) WHERE lead_id IS NOT NULL;
CREATE INDEX lead_act_at ON lead_act (at);
CREATE INDEX lead_act_undone ON lead_act (undone_at) WHERE lead_id IS NULL;

-- The leads that an act really gave a value of a facet, or took one from; 16,384 lead ids a row, as the index has them.
CREATE TABLE lead_act_set (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  act_id INTEGER NOT NULL REFERENCES lead_act (id),
  -- Empty where the act changed no facet.
  facet TEXT NOT NULL,
  -- Empty: no value at all (a lead that nobody owned).
  value TEXT NOT NULL,
  gave INTEGER NOT NULL,
  chunk INTEGER NOT NULL,
  bits BLOB NOT NULL,
  -- Those of them for which the act was taken back.
  back BLOB,
  -- 1 for an act on a selection: the timeline finds it by its chunk.
  bulk INTEGER NOT NULL
) STRICT;
CREATE INDEX lead_act_set_act ON lead_act_set (act_id);
CREATE INDEX lead_act_set_chunk ON lead_act_set (chunk, act_id) WHERE bulk = 1;
CREATE INDEX lead_act_set_facet ON lead_act_set (facet, act_id);

CREATE TABLE lead_note (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  lead_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX lead_note_lead ON lead_note (lead_id, at);

-- What stands in a note field and is no note yet.
CREATE TABLE lead_draft (lead_id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;

CREATE TABLE disposition (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE,
  step TEXT NOT NULL CHECK (step = 'done' OR step = 'callback' OR step = 'retry' OR step = 'do-not-call' OR step = 'none'),
  -- Of retry: how long to wait.
  hours REAL,
  key TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX disposition_name ON disposition (name);
INSERT INTO disposition (name, step, hours, key, position) VALUES
  ('Reached – interested', 'callback', NULL, '1', 1),
  ('No answer', 'retry', 4, '2', 2),
  ('Voicemail', 'retry', 24, '3', 3),
  ('Not interested', 'done', NULL, '4', 4),
  ('Wrong number', 'done', NULL, '5', 5),
  ('Do not call', 'do-not-call', NULL, '6', 6),
  ('Booked', 'done', NULL, '7', 7);

CREATE TABLE lead_call (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  lead_id INTEGER NOT NULL,
  phone TEXT NOT NULL,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  -- Why the rules said no, where it was begun anyway.
  despite TEXT,
  -- When its outcome was written down; null while nobody has.
  ended_at INTEGER,
  -- The name of its disposition, as it was called then.
  outcome TEXT,
  -- When to try again, where that is what follows.
  retry_at INTEGER
) STRICT;
CREATE INDEX lead_call_lead ON lead_call (lead_id, at);
CREATE INDEX lead_call_phone ON lead_call (phone, at);
CREATE INDEX lead_call_retry ON lead_call (lead_id) WHERE retry_at IS NOT NULL;
CREATE INDEX lead_call_open ON lead_call (id) WHERE ended_at IS NULL;

CREATE TABLE callback (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  lead_id INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  -- Null is anyone's.
  owner TEXT,
  note TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  done_at INTEGER,
  -- Taken away, or replaced by another.
  removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX callback_lead ON callback (lead_id) WHERE done_at IS NULL AND removed_at IS NULL;
CREATE INDEX callback_due ON callback (due_at, id) WHERE done_at IS NULL AND removed_at IS NULL;
CREATE INDEX callback_owner ON callback (owner, due_at) WHERE done_at IS NULL AND removed_at IS NULL;
CREATE INDEX callback_of_lead ON callback (lead_id);
`,
};
