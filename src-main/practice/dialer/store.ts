import Database from 'better-sqlite3';
import {
  type DialerLead,
  FIRST_HOPPER_ID,
  FIRST_LEAD_ID,
  LATER_COLUMNS,
  LEAD_COLUMNS,
  type LeadColumn,
  SCHEMA,
} from './schema.ts';
import { DEFAULT_WORLD, type World } from './world.ts';

export type { DialerLead } from './schema.ts';

export interface HopperRow {
  readonly hopper_id: number;
  readonly lead_id: number;
  readonly campaign_id: string;
  readonly priority: number;
}

export interface CallbackRow {
  readonly callback_id: number;
  readonly lead_id: number;
  readonly campaign_id: string;
  readonly callback_time: string;
  readonly type: string;
  readonly user: string;
  readonly lead_status: string;
  readonly comments: string;
}

export interface AltPhoneRow {
  readonly lead_id: number;
  readonly position: number;
  readonly phone_code: string;
  readonly phone_number: string;
  readonly note: string;
}

export interface UserRow {
  readonly user: string;
  readonly pass: string;
  readonly user_level: number;
  readonly modify_leads: number;
  readonly may_add_leads: number;
  readonly allowed_lists: string | null;
  readonly failed_logins: number;
  readonly last_failed_at: number;
  readonly modify_lists: number;
  readonly view_reports: number;
}

export interface ListRow {
  readonly list_id: string;
  readonly campaign_id: string;
  readonly custom_fields: string | null;
  readonly list_name: string | null;
  readonly active: 'Y' | 'N';
}

export interface CampaignRow {
  readonly campaign_id: string;
  readonly call_from_hour: number;
  readonly call_until_hour: number;
  readonly campaign_name: string | null;
  readonly active: 'Y' | 'N';
}

export type Store = ReturnType<typeof openStore>;

/**
 * Opens the dialer's database: a file, or `:memory:`. A new one is filled with the default world. If parts of a world are given, they
 * replace those parts, also in an existing file. Leads are never removed. The file survives a `kill -9` of the process but not a power
 * failure, because it is only practice.
 */
export function openStore(file: string, world: Partial<World> | undefined) {
  const db = openDatabase(file, world);
  const statements = statementsOf(db);
  const insertLead = db.prepare<(string | number)[]>(
    `INSERT INTO leads (lead_id, ${LEAD_COLUMNS.join(', ')}, entry_at) VALUES (?, ${LEAD_COLUMNS.map(() => '?').join(', ')}, ?)`,
  );
  let nextLeadId = nextId(db, 'leads', 'lead_id', FIRST_LEAD_ID);
  let nextHopperId = nextId(db, 'hopper', 'hopper_id', FIRST_HOPPER_ID);

  return {
    db,
    ...statements,
    /** Inserts a lead and returns its id. `entryAt` in milliseconds since 1970. */
    addLead(lead: Readonly<Record<LeadColumn, string>>, entryAt: number): number {
      const leadId = nextLeadId;
      nextLeadId += 1;
      const values: (string | number)[] = [leadId];
      for (const column of LEAD_COLUMNS) values.push(lead[column]);
      values.push(entryAt);
      insertLead.run(...values);
      return leadId;
    },
    /** Adds a lead to the hopper and returns the id of its entry. */
    addToHopper(leadId: number, campaignId: string, priority: number): number {
      const hopperId = nextHopperId;
      nextHopperId += 1;
      statements.insertHopper.run(hopperId, leadId, campaignId, priority);
      return hopperId;
    },
  };
}

/** Opens the file with its schema, and fills it with a world. */
function openDatabase(file: string, world: Partial<World> | undefined): Database.Database {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  const fresh = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'leads'").get() === undefined;
  db.exec(SCHEMA);
  for (const [table, column, type] of LATER_COLUMNS) {
    const known = db.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?').get(table, column);
    if (known === undefined) db.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
  }
  db.transaction(() => fill(db, fresh ? { ...DEFAULT_WORLD, ...world } : (world ?? {}))).immediate();
  return db;
}

/** The id after the highest one of a table. */
function nextId(db: Database.Database, table: string, column: string, first: number): number {
  const { last } = db.prepare<[], { last: number | null }>(`SELECT max(${column}) AS last FROM ${table}`).get() ?? {};
  return (last ?? first - 1) + 1;
}

/** The statements of the dialer, by what they read or do. */
function statementsOf(db: Database.Database) {
  const leadColumns = `lead_id, ${LEAD_COLUMNS.join(', ')}`;
  const one = <Row>(sql: string) => db.prepare<(string | number)[], Row>(sql);
  return {
    user: one<UserRow>('SELECT * FROM users WHERE user = ?'),
    failLogin: db.prepare<[number, number, string]>(
      'UPDATE users SET failed_logins = ?, last_failed_at = ? WHERE user = ?',
    ),
    list: one<ListRow>('SELECT * FROM lists WHERE list_id = ?'),
    lists: one<ListRow>('SELECT * FROM lists ORDER BY list_id'),
    inList: one<{ n: number }>('SELECT count(*) AS n FROM leads WHERE list_id = ?'),
    campaigns: one<CampaignRow>('SELECT * FROM campaigns ORDER BY campaign_id'),
    campaign: one<CampaignRow>('SELECT * FROM campaigns WHERE campaign_id = ?'),
    dnc: one<{ found: number }>('SELECT 1 AS found FROM dnc WHERE phone_number IN (?, ?)'),
    campaignDnc: one<{ found: number }>(
      'SELECT 1 AS found FROM campaign_dnc WHERE campaign_id = ? AND phone_number IN (?, ?)',
    ),
    nanpaCount: one<{ n: number }>('SELECT count(*) AS n FROM nanpa_prefixes'),
    nanpaPrefix: one<{ found: number }>('SELECT 1 AS found FROM nanpa_prefixes WHERE prefix = ?'),
    insertCustom: db.prepare<[number, string, string]>(
      'INSERT INTO custom_values (lead_id, label, value) VALUES (?, ?, ?)',
    ),
    setEntryList: db.prepare<[string, number]>('UPDATE leads SET entry_list_id = ? WHERE lead_id = ?'),
    insertAlt: db.prepare<[number, number, string, string, string]>(
      'INSERT INTO alt_phones (lead_id, position, phone_code, phone_number, note) VALUES (?, ?, ?, ?, ?)',
    ),
    insertHopper: db.prepare<[number, number, string, number]>(
      'INSERT INTO hopper (hopper_id, lead_id, campaign_id, priority) VALUES (?, ?, ?, ?)',
    ),
    insertCallback: db.prepare<[number, string, string, string, string, string, string]>(
      'INSERT INTO callbacks (lead_id, campaign_id, callback_time, type, user, lead_status, comments) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    insertDnc: db.prepare<[string]>('INSERT OR IGNORE INTO dnc (phone_number) VALUES (?)'),
    count: one<{ n: number }>('SELECT count(*) AS n FROM leads'),
    page: one<DialerLead>(`SELECT ${leadColumns} FROM leads ORDER BY lead_id LIMIT ? OFFSET ?`),
    byId: one<DialerLead>(`SELECT ${leadColumns} FROM leads WHERE lead_id = ?`),
    byPhone: one<DialerLead>(`SELECT ${leadColumns} FROM leads WHERE phone_number = ? ORDER BY lead_id`),
    hopper: one<HopperRow>('SELECT * FROM hopper ORDER BY hopper_id'),
    callbacks: one<CallbackRow>('SELECT * FROM callbacks ORDER BY callback_id'),
    altPhones: one<AltPhoneRow>('SELECT * FROM alt_phones WHERE lead_id = ? ORDER BY position'),
    customValues: one<{ label: string; value: string }>(
      'SELECT label, value FROM custom_values WHERE lead_id = ? ORDER BY label',
    ),
  };
}

function fill(db: Database.Database, world: Partial<World>): void {
  if (world.users !== undefined) {
    db.exec('DELETE FROM users');
    const insert = db.prepare(
      'INSERT INTO users (user, pass, user_level, modify_leads, may_add_leads, allowed_lists, modify_lists, view_reports) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    for (const one of world.users) {
      const { user, pass, userLevel, modifyLeads, mayAddLeads, allowedLists, modifyLists, viewReports } = one;
      const lists = allowedLists === null ? null : JSON.stringify(allowedLists);
      const may = [modifyLists !== false ? 1 : 0, viewReports !== false ? 1 : 0];
      insert.run(user, pass, userLevel, modifyLeads, mayAddLeads ? 1 : 0, lists, ...may);
    }
  }
  if (world.campaigns !== undefined) {
    db.exec('DELETE FROM campaigns');
    const insert = db.prepare(
      'INSERT INTO campaigns (campaign_id, call_from_hour, call_until_hour, campaign_name, active) VALUES (?, ?, ?, ?, ?)',
    );
    for (const { campaignId, callFromHour, callUntilHour, name, active } of world.campaigns) {
      insert.run(campaignId, callFromHour, callUntilHour, name ?? null, active === false ? 'N' : 'Y');
    }
  }
  if (world.lists !== undefined) {
    db.exec('DELETE FROM lists');
    const insert = db.prepare(
      'INSERT INTO lists (list_id, campaign_id, custom_fields, list_name, active) VALUES (?, ?, ?, ?, ?)',
    );
    for (const { listId, campaignId, customFields, name, active } of world.lists) {
      const fields = customFields === null ? null : JSON.stringify(customFields);
      insert.run(listId, campaignId, fields, name ?? null, active === false ? 'N' : 'Y');
    }
  }
  if (world.dnc !== undefined) {
    db.exec('DELETE FROM dnc');
    const insert = db.prepare('INSERT INTO dnc VALUES (?)');
    for (const phone of new Set(world.dnc)) insert.run(phone);
  }
  if (world.campaignDnc !== undefined) {
    db.exec('DELETE FROM campaign_dnc');
    const insert = db.prepare('INSERT INTO campaign_dnc VALUES (?, ?)');
    for (const [campaign, phones] of Object.entries(world.campaignDnc)) {
      for (const phone of new Set(phones)) insert.run(campaign, phone);
    }
  }
  if (world.nanpaPrefixes !== undefined) {
    db.exec('DELETE FROM nanpa_prefixes');
    const insert = db.prepare('INSERT INTO nanpa_prefixes VALUES (?)');
    for (const prefix of new Set(world.nanpaPrefixes)) insert.run(prefix);
  }
}
