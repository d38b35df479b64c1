import type { Migration } from '../migration.ts';

/** The state of the poller for each source, and what it still has to request. */
export const sync: Migration = {
  version: 6,
  name: 'where each source of leads stands',
  sql: `
CREATE TABLE sync_source (
  connection_id INTEGER PRIMARY KEY REFERENCES connection (id),
  -- What is fetched, from where: another address or another choice begins anew.
  target TEXT NOT NULL,
  -- Everything that the vendor dates before this instant has been fetched (the overlap is taken off when it is used).
  cursor INTEGER,
  -- The sync under way: when it began, whether it fetches everything, where its first window begins (seconds of the
  -- vendor's clock), what it has read and the newest instant it saw. Null began_at: none is under way.
  began_at INTEGER,
  is_full INTEGER NOT NULL DEFAULT 0,
  range_from INTEGER,
  read INTEGER NOT NULL DEFAULT 0,
  expected INTEGER,
  newest INTEGER,
  -- When the last sync that ended well began, and when it ended; and the same of one that fetched everything.
  synced_to INTEGER,
  last_success_at INTEGER,
  full_at INTEGER,
  next_at INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  gap TEXT,
  leads INTEGER NOT NULL DEFAULT 0,
  -- The most records that came at once; and how many the vendor was seen to stop at, though more were asked for.
  largest_page INTEGER NOT NULL DEFAULT 0,
  page_cap INTEGER,
  -- LionDesk: where all offers are read, as found out.
  place TEXT
) STRICT;

-- What the sync under way asks for. Windows go when it has ended.
CREATE TABLE sync_window (
  id INTEGER PRIMARY KEY,
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  axis TEXT NOT NULL CHECK (axis = 'sent' OR axis = 'unlocked' OR axis = 'offers'),
  -- Seconds of the vendor's clock, whatever its zone; null is open.
  from_s INTEGER,
  to_s INTEGER,
  -- JSON of further parameters that narrow it.
  refine TEXT NOT NULL,
  -- JSON of how far its pages have been read.
  position TEXT,
  state TEXT NOT NULL CHECK (state = 'waiting' OR state = 'done'),
  read INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX sync_window_next ON sync_window (connection_id, state, axis, from_s, id);
`,
};
