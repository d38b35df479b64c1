import { TEXT_FIELD_NAMES } from './fields.ts';

/** Columns of the dialer's lead table, besides `lead_id`, in the order in which they are written. */
export const LEAD_COLUMNS = [
  'phone_code',
  'phone_number',
  'list_id',
  'status',
  'user',
  ...TEXT_FIELD_NAMES,
  'gmt_offset_now',
  'gender',
  'date_of_birth',
  'rank',
  'entry_list_id',
  'source',
  'campaing',
  'entry_date',
] as const;

export type LeadColumn = (typeof LEAD_COLUMNS)[number];

/** A lead as stored in the dialer, every value as text under the document's names. */
export type DialerLead = { readonly lead_id: number } & Readonly<Record<LeadColumn, string>>;

/** The document's examples count from here, so that a lead id is never as short as a list id. */
export const FIRST_LEAD_ID = 193_715;
export const FIRST_HOPPER_ID = 1_677_922;

export const SCHEMA = `
CREATE TABLE IF NOT EXISTS users (
  user TEXT PRIMARY KEY, pass TEXT NOT NULL, user_level INTEGER NOT NULL, modify_leads INTEGER NOT NULL,
  may_add_leads INTEGER NOT NULL, allowed_lists TEXT, failed_logins INTEGER NOT NULL DEFAULT 0,
  last_failed_at INTEGER NOT NULL DEFAULT 0, modify_lists INTEGER NOT NULL DEFAULT 1,
  view_reports INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE IF NOT EXISTS campaigns (
  campaign_id TEXT PRIMARY KEY, call_from_hour REAL NOT NULL, call_until_hour REAL NOT NULL,
  campaign_name TEXT, active TEXT NOT NULL DEFAULT 'Y'
) STRICT;
CREATE TABLE IF NOT EXISTS lists (
  list_id TEXT PRIMARY KEY, campaign_id TEXT NOT NULL, custom_fields TEXT, list_name TEXT,
  active TEXT NOT NULL DEFAULT 'Y'
) STRICT;
CREATE INDEX IF NOT EXISTS lists_campaign ON lists (campaign_id);
CREATE TABLE IF NOT EXISTS dnc (phone_number TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS campaign_dnc (
  campaign_id TEXT NOT NULL, phone_number TEXT NOT NULL, PRIMARY KEY (campaign_id, phone_number)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS nanpa_prefixes (prefix TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS leads (
  lead_id INTEGER PRIMARY KEY,
  ${LEAD_COLUMNS.map((column) => `${column} TEXT NOT NULL`).join(', ')},
  entry_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS leads_phone ON leads (phone_number);
CREATE INDEX IF NOT EXISTS leads_alt_phone ON leads (alt_phone, title COLLATE NOCASE);
CREATE TABLE IF NOT EXISTS custom_values (
  lead_id INTEGER NOT NULL, label TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (lead_id, label)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS alt_phones (
  lead_id INTEGER NOT NULL, position INTEGER NOT NULL, phone_code TEXT NOT NULL, phone_number TEXT NOT NULL,
  note TEXT NOT NULL, PRIMARY KEY (lead_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS hopper (
  hopper_id INTEGER PRIMARY KEY, lead_id INTEGER NOT NULL, campaign_id TEXT NOT NULL, priority INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS callbacks (
  callback_id INTEGER PRIMARY KEY, lead_id INTEGER NOT NULL, campaign_id TEXT NOT NULL,
  callback_time TEXT NOT NULL, type TEXT NOT NULL, user TEXT NOT NULL, lead_status TEXT NOT NULL, comments TEXT NOT NULL
) STRICT;
`;

/** Columns that were added later, for a practice dialer with an older file. */
export const LATER_COLUMNS = [
  ['users', 'modify_lists', 'INTEGER NOT NULL DEFAULT 1'],
  ['users', 'view_reports', 'INTEGER NOT NULL DEFAULT 1'],
  ['campaigns', 'campaign_name', 'TEXT'],
  ['campaigns', 'active', "TEXT NOT NULL DEFAULT 'Y'"],
  ['lists', 'list_name', 'TEXT'],
  ['lists', 'active', "TEXT NOT NULL DEFAULT 'Y'"],
] as const;
