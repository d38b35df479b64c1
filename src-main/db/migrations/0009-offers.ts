import type { Migration } from '../migration.ts';

/** Offered leads, their offers and holders, and the actions on them at this desk. */
export const offers: Migration = {
  version: 9,
  name: 'lead offers and claims',
  sql: `
-- A lead that a vendor offers. Claiming is one conditional update of its state.
CREATE TABLE offered_lead (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  -- The vendor's id of the lead.
  external_id TEXT NOT NULL,
  -- The lead in the inbox; null when it is not there, or not any more.
  lead_id INTEGER,
  distribution_target TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'open' CHECK (state = 'open' OR state = 'intent' OR state = 'claimed-here' OR state = 'claimed' OR state = 'lost' OR state = 'unknown'),
  -- Who has it: the agent at this desk, or the vendor's user; empty when nobody is known to.
  holder TEXT NOT NULL DEFAULT '',
  -- The vendor's id of who has it; empty while only this desk says so.
  holder_user TEXT NOT NULL DEFAULT '',
  -- The agent of this desk who has it; null when it was claimed elsewhere.
  agent TEXT,
  -- The claim at this desk that holds or was lost.
  act_id INTEGER,
  claimed_at INTEGER,
  claimed_via TEXT NOT NULL DEFAULT '',
  -- The vendor's time_to_claim as given.
  time_to_claim REAL,
  -- The first touch after a claim at this desk, and when its running out was told.
  touched_at INTEGER,
  alerted_at INTEGER,
  first_seen_at INTEGER NOT NULL,
  -- When the vendor was last asked who has it.
  checked_at INTEGER
) STRICT;
CREATE UNIQUE INDEX offered_lead_external ON offered_lead (connection_id, external_id);
CREATE INDEX offered_lead_lead ON offered_lead (lead_id);
CREATE INDEX offered_lead_untouched ON offered_lead (claimed_at) WHERE agent IS NOT NULL AND touched_at IS NULL;
CREATE INDEX offered_lead_unchecked ON offered_lead (connection_id, checked_at) WHERE state = 'open' OR state = 'lost';
CREATE INDEX offered_lead_unconfirmed ON offered_lead (connection_id, checked_at) WHERE state = 'intent' OR state = 'claimed-here' OR state = 'unknown';

-- An offer of a lead to a user; its number is the order of arrival.
CREATE TABLE offer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  offered_lead_id INTEGER NOT NULL REFERENCES offered_lead (id),
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  external_id TEXT NOT NULL,
  -- The vendor's ids; empty when not told.
  user_id TEXT NOT NULL,
  team_id TEXT NOT NULL,
  notify_at INTEGER,
  rank REAL,
  automatic INTEGER,
  by_call INTEGER,
  by_text INTEGER,
  by_email INTEGER,
  -- The vendor's record without its lead, as JSON.
  raw TEXT NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX offer_external ON offer (connection_id, external_id);
CREATE INDEX offer_of_lead ON offer (offered_lead_id);
-- Offers by when they are sent; where that is not told, by when they were first seen.
CREATE INDEX offer_sent ON offer (coalesce(notify_at, seen_at), offered_lead_id);
CREATE INDEX offer_automatic ON offer (notify_at) WHERE automatic = 1;

CREATE TABLE offer_user (
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  user_id TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  -- The connection's token belongs to this user.
  is_me INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (connection_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE offer_team (
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  team_id TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (connection_id, team_id)
) STRICT, WITHOUT ROWID;

-- What was done here about an offered lead; claims that are written back and submissions are the source rows of the queue's jobs.
CREATE TABLE offer_act (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind = 'claim' OR kind = 'hand-back' OR kind = 'hand-over' OR kind = 'submit'),
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  -- Null for a submission of a lead that was never offered.
  offered_lead_id INTEGER REFERENCES offered_lead (id),
  external_id TEXT NOT NULL,
  who TEXT NOT NULL,
  -- Of a hand-over: to whom.
  to_agent TEXT,
  -- Of a claim: the act that gave the lead its owner in the inbox, where it had none.
  owner_act INTEGER,
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome = 'intent' OR outcome = 'claimed-here' OR outcome = 'claimed' OR outcome = 'lost' OR outcome = 'unknown' OR outcome = 'open'),
  -- Who has it instead, of a lost claim.
  lost_to TEXT NOT NULL DEFAULT '',
  -- What became of it, in a plain sentence, and the vendor's own line.
  what TEXT NOT NULL DEFAULT '',
  line TEXT NOT NULL DEFAULT '',
  -- Nothing more is to be learnt of it.
  settled_at INTEGER,
  -- Of a submission: how many offers the lead had before.
  offers_before INTEGER
) STRICT;
CREATE INDEX offer_act_lead ON offer_act (offered_lead_id, id);
-- What was done about a lead that was never offered here, or whose person is being erased.
CREATE INDEX offer_act_external ON offer_act (connection_id, external_id);
CREATE INDEX offer_act_under_way ON offer_act (connection_id, id) WHERE settled_at IS NULL;
`,
};
