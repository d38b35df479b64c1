import Database from 'better-sqlite3';
import { FIRST_LEAD_UID, SCHEMA } from './schema.ts';

/** A lead of a request as received, and the result. */
export interface PostRow {
  readonly post_id: string;
  /** The same for all leads of one request. */
  readonly request_id: string;
  readonly at: number;
  readonly kind: string;
  /** form, xml or json. */
  readonly body: string;
  /** json or xml. */
  readonly answer: string;
  /** 1 if it was posted to be processed later. */
  readonly queued: number;
  readonly vid: string;
  readonly lid: string;
  readonly aid: string;
  readonly reference: string;
  readonly order_id: string;
  readonly return_url: string;
  /** JSON: the fields and properties as received. */
  readonly given: string;
  readonly state: 'queued' | 'accepted' | 'refused';
  readonly response_type: number;
  readonly detail: string;
  readonly lead_uid: number | null;
}

export interface LeadRow {
  readonly lead_uid: number;
  readonly post_id: string;
  readonly vendor_uid: number;
  readonly campaign_uid: number;
  readonly lead_type_uid: number;
  readonly account_type: number;
  readonly received_at: number;
  /** JSON: values by the identifier of the field. */
  readonly fields: string;
  readonly call: string | null;
  readonly no_sell: number;
  /** What the source is paid. */
  readonly price: number;
  readonly review: 'none' | 'pending' | 'accepted' | 'rejected';
  readonly reviewed_at: number | null;
  readonly review_reason: string;
  readonly returned_at: number | null;
  readonly return_reason: string;
}

export interface SendRow {
  readonly send_uid: number;
  readonly lead_uid: number;
  readonly client_uid: number;
  readonly client_account_uid: number;
  readonly at: number;
  readonly valid: number;
  readonly price: number;
}

export interface OrderRow {
  readonly order_id: string;
  readonly campaign_uid: number;
  readonly at: number;
  readonly expires_at: number;
  readonly price: number;
  /** The post that used it. */
  readonly used_by: string | null;
}

/** Something that happens automatically at its time. */
export interface DueRow {
  readonly due_uid: number;
  readonly at: number;
  /** `process` a post, `deliver`, `review`, `return` or `delete` a lead. */
  readonly what: 'process' | 'deliver' | 'review' | 'return' | 'delete';
  /** A post's or a lead's identifier. */
  readonly ref: string;
}

/** What only the account API shows about a send. */
export interface SendDetailRow {
  readonly notes: string;
  readonly response: string;
  readonly post_string: string;
  readonly order_uid: number;
  readonly item_uid: number;
  readonly confirmed: number;
}

export type Store = ReturnType<typeof openStore>;

/** Opens the practice LeadExec's database: a file, or `:memory:`. It survives a `kill -9`, but not a power failure. */
export function openStore(file: string) {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.exec(SCHEMA);
  const one = <Row>(sql: string) => db.prepare<(string | number | null)[], Row>(sql);
  const run = (sql: string) => db.prepare<(string | number | null)[]>(sql);
  const insertPost = db.prepare<[PostRow]>(
    `INSERT INTO posts (post_id, request_id, at, kind, body, answer, queued, vid, lid, aid, reference, order_id, return_url, given, state, response_type, detail, lead_uid)
     VALUES (@post_id, @request_id, @at, @kind, @body, @answer, @queued, @vid, @lid, @aid, @reference, @order_id, @return_url, @given, @state, @response_type, @detail, @lead_uid)`,
  );
  const insertLead = run(
    `INSERT INTO leads (lead_uid, post_id, vendor_uid, campaign_uid, lead_type_uid, account_type, received_at, fields, call, no_sell, price, review)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const lastLead = one<{ last: number | null }>('SELECT max(lead_uid) AS last FROM leads');
  let nextLead = (lastLead.get()?.last ?? FIRST_LEAD_UID - 1) + 1;
  return {
    db,
    meta: one<{ value: string }>('SELECT value FROM meta WHERE key = ?'),
    setMeta: run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)'),
    insertPost: (row: PostRow) => void insertPost.run(row),
    post: one<PostRow>('SELECT * FROM posts WHERE post_id = ?'),
    posts: one<PostRow>('SELECT * FROM posts ORDER BY at, rowid LIMIT ? OFFSET ?'),
    postsByReference: one<PostRow>('SELECT * FROM posts WHERE reference = ? ORDER BY rowid'),
    takenPosts: one<PostRow>(
      "SELECT * FROM posts WHERE state = 'accepted' AND kind NOT IN ('ping', 'update') ORDER BY rowid",
    ),
    postCount: one<{ n: number }>('SELECT count(*) AS n FROM posts'),
    settlePost: run('UPDATE posts SET state = ?, response_type = ?, detail = ?, lead_uid = ? WHERE post_id = ?'),
    /** Stores a lead and returns its identifier. */
    addLead(
      lead: Omit<LeadRow, 'lead_uid' | 'reviewed_at' | 'review_reason' | 'returned_at' | 'return_reason'>,
    ): number {
      const uid = nextLead;
      nextLead += 1;
      const { post_id, vendor_uid, campaign_uid, lead_type_uid, account_type, received_at } = lead;
      const ids = [post_id, vendor_uid, campaign_uid, lead_type_uid, account_type, received_at];
      insertLead.run(uid, ...ids, lead.fields, lead.call, lead.no_sell, lead.price, lead.review);
      return uid;
    },
    lead: one<LeadRow>('SELECT * FROM leads WHERE lead_uid = ?'),
    leadCount: one<{ n: number }>('SELECT count(*) AS n FROM leads'),
    setFields: run('UPDATE leads SET fields = ? WHERE lead_uid = ?'),
    setPrice: run('UPDATE leads SET price = ? WHERE lead_uid = ?'),
    setReview: run('UPDATE leads SET review = ?, reviewed_at = ?, review_reason = ? WHERE lead_uid = ?'),
    setReturn: run('UPDATE leads SET returned_at = ?, return_reason = ?, price = 0 WHERE lead_uid = ?'),
    takenSince: one<{ n: number }>(
      'SELECT count(*) AS n FROM leads WHERE campaign_uid = ? AND received_at > ? AND (? = 1 OR returned_at IS NULL)',
    ),
    addKey: run('INSERT OR IGNORE INTO lead_keys (lead_type_uid, key, lead_uid) VALUES (?, ?, ?)'),
    dropKeys: run('DELETE FROM lead_keys WHERE lead_uid = ?'),
    byKey: one<LeadRow>(
      `SELECT leads.* FROM lead_keys JOIN leads USING (lead_uid)
       WHERE lead_keys.lead_type_uid = ? AND lead_keys.key = ? AND leads.received_at >= ? ORDER BY leads.received_at DESC, leads.lead_uid DESC LIMIT 1`,
    ),
    addSend: run(
      'INSERT INTO sends (lead_uid, client_uid, client_account_uid, at, valid, price) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    lastSend: one<SendRow>('SELECT * FROM sends WHERE lead_uid = ? ORDER BY send_uid DESC LIMIT 1'),
    lastOfAccount: one<{ last: number | null }>('SELECT max(at) AS last FROM sends WHERE client_account_uid = ?'),
    lastOfClient: one<{ last: number | null }>('SELECT max(at) AS last FROM sends WHERE client_uid = ? AND valid = 1'),
    ...accountStatements(db),
    sends: one<SendRow>('SELECT * FROM sends WHERE lead_uid = ? ORDER BY send_uid'),
    sendsTo: one<{ n: number }>('SELECT count(*) AS n FROM sends WHERE client_account_uid = ?'),
    validSince: one<{ n: number }>(
      'SELECT count(*) AS n FROM sends WHERE client_account_uid = ? AND valid = 1 AND at > ?',
    ),
    addOrder: run('INSERT INTO orders (order_id, campaign_uid, at, expires_at, price) VALUES (?, ?, ?, ?, ?)'),
    order: one<OrderRow>('SELECT * FROM orders WHERE order_id = ?'),
    orders: one<OrderRow>('SELECT * FROM orders ORDER BY rowid'),
    useOrder: run('UPDATE orders SET used_by = ? WHERE order_id = ?'),
    addDue: run('INSERT INTO due (at, what, ref) VALUES (?, ?, ?)'),
    nextDue: one<DueRow>('SELECT * FROM due ORDER BY at, due_uid LIMIT 1'),
    dropDue: run('DELETE FROM due WHERE due_uid = ?'),
  };
}

/** What the account API stores in addition to the receiver: details of sends, logs of scans, attachments, removed leads. */
function accountStatements(db: Database.Database) {
  const one = <Row>(sql: string) => db.prepare<(string | number | null)[], Row>(sql);
  const run = (sql: string) => db.prepare<(string | number | null)[]>(sql);
  return {
    addSendDetails: run(
      'INSERT INTO send_details (send_uid, notes, response, post_string, order_uid, item_uid) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    setSendNotes: run('UPDATE send_details SET notes = ? WHERE send_uid = ?'),
    sendDetails: one<SendDetailRow>('SELECT * FROM send_details WHERE send_uid = ?'),
    confirmSends: run(
      'UPDATE send_details SET confirmed = 1 WHERE send_uid IN (SELECT send_uid FROM sends WHERE lead_uid = ? AND client_uid = ?)',
    ),
    addScanLog: run('INSERT INTO scan_logs (lead_uid, at, lines) VALUES (?, ?, ?)'),
    scanLogs: one<{ at: number; lines: string }>('SELECT at, lines FROM scan_logs WHERE lead_uid = ? ORDER BY rowid'),
    addAttachment: db.prepare<[number, string, string, Buffer]>(
      'INSERT INTO attachments (lead_uid, file_name, description, content) VALUES (?, ?, ?, ?)',
    ),
    attachments: one<{ file_name: string; description: string; content: Buffer }>(
      'SELECT * FROM attachments WHERE lead_uid = ? ORDER BY attachment_uid',
    ),
    leadsOfType: one<LeadRow>('SELECT * FROM leads WHERE lead_type_uid = ? ORDER BY lead_uid'),
    deleteLead(leadUid: number): void {
      for (const table of ['leads', 'lead_keys', 'sends', 'scan_logs', 'attachments']) {
        db.prepare(`DELETE FROM ${table} WHERE lead_uid = ?`).run(leadUid);
      }
    },
  };
}
