/** The first lead's identifier, long enough not to be confused with that of a source, a campaign or a client. */
export const FIRST_LEAD_UID = 12_345_678;

export const SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS posts (
  post_id TEXT PRIMARY KEY, request_id TEXT NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
  answer TEXT NOT NULL, queued INTEGER NOT NULL, vid TEXT NOT NULL, lid TEXT NOT NULL, aid TEXT NOT NULL,
  reference TEXT NOT NULL, order_id TEXT NOT NULL, return_url TEXT NOT NULL, given TEXT NOT NULL,
  state TEXT NOT NULL, response_type INTEGER NOT NULL, detail TEXT NOT NULL, lead_uid INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS posts_request ON posts (request_id);
CREATE INDEX IF NOT EXISTS posts_reference ON posts (reference);
CREATE TABLE IF NOT EXISTS leads (
  lead_uid INTEGER PRIMARY KEY, post_id TEXT NOT NULL, vendor_uid INTEGER NOT NULL, campaign_uid INTEGER NOT NULL,
  lead_type_uid INTEGER NOT NULL, account_type INTEGER NOT NULL, received_at INTEGER NOT NULL,
  fields TEXT NOT NULL, call TEXT, no_sell INTEGER NOT NULL, price REAL NOT NULL,
  review TEXT NOT NULL DEFAULT 'none', reviewed_at INTEGER, review_reason TEXT NOT NULL DEFAULT '',
  returned_at INTEGER, return_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS leads_campaign ON leads (campaign_uid, received_at);
CREATE TABLE IF NOT EXISTS lead_keys (
  lead_type_uid INTEGER NOT NULL, key TEXT NOT NULL, lead_uid INTEGER NOT NULL,
  PRIMARY KEY (lead_type_uid, key, lead_uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS lead_keys_lead ON lead_keys (lead_uid);
CREATE TABLE IF NOT EXISTS sends (
  send_uid INTEGER PRIMARY KEY, lead_uid INTEGER NOT NULL, client_uid INTEGER NOT NULL,
  client_account_uid INTEGER NOT NULL, at INTEGER NOT NULL, valid INTEGER NOT NULL, price REAL NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS sends_lead ON sends (lead_uid);
CREATE INDEX IF NOT EXISTS sends_account ON sends (client_account_uid, at);
CREATE TABLE IF NOT EXISTS orders (
  order_id TEXT PRIMARY KEY, campaign_uid INTEGER NOT NULL, at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  price REAL NOT NULL, used_by TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS sends_client ON sends (client_uid, at);
CREATE TABLE IF NOT EXISTS send_details (
  send_uid INTEGER PRIMARY KEY, notes TEXT NOT NULL, response TEXT NOT NULL, post_string TEXT NOT NULL,
  order_uid INTEGER NOT NULL, item_uid INTEGER NOT NULL, confirmed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE IF NOT EXISTS scan_logs (lead_uid INTEGER NOT NULL, at INTEGER NOT NULL, lines TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS scan_logs_lead ON scan_logs (lead_uid);
CREATE TABLE IF NOT EXISTS attachments (
  attachment_uid INTEGER PRIMARY KEY, lead_uid INTEGER NOT NULL, file_name TEXT NOT NULL, description TEXT NOT NULL,
  content BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS due (
  due_uid INTEGER PRIMARY KEY, at INTEGER NOT NULL, what TEXT NOT NULL, ref TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS due_at ON due (at, due_uid);
`;
