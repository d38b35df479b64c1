import type Database from 'better-sqlite3';

/** The module that owns a table: only it reads and writes the table, and others call its functions. */
export const OWNERS: Readonly<Record<string, readonly string[]>> = {
  db: ['meta'],
  connections: ['connection', 'dialer_knowledge', 'reading_request'],
  dialing: [
    'dial_import',
    'dial_question',
    'do_not_call',
    'held_value',
    'import_edit',
    'import_issue',
    'import_reason',
    'import_row',
    'import_template',
    'import_verdict',
    'remembered_mapping',
  ],
  queue: ['attempt', 'job', 'job_count', 'job_group'],
  leads: [
    'forgotten',
    'lead',
    'lead_apart',
    'lead_change',
    'lead_email',
    'lead_merge',
    'lead_phone',
    'lead_record',
    'lead_record_at_vendor',
    'lead_reject',
    'lead_tag',
  ],
  'lead-index': [
    'lead_bits',
    'lead_bits_log',
    'lead_facet_value',
    'lead_find',
    'lead_index_state',
    'lead_text',
    'lead_text_pending',
  ],
  inbox: ['lead_view'],
  'lead-work': [
    'agent',
    'callback',
    'disposition',
    'lead_act',
    'lead_act_set',
    'lead_act_todo',
    'lead_call',
    'lead_draft',
    'lead_note',
  ],
  'call-times': ['call_rule'],
  delivery: [
    'delivery_agent',
    'delivery_batch',
    'delivery_exchange',
    'delivery_post',
    'delivery_send',
    'delivery_turn',
    'receiver_campaign',
  ],
  leadexec: [
    'leadexec_read',
    'leadexec_record',
    'leadexec_request',
    'leadexec_rules',
    'leadexec_save',
    'leadexec_scanner_log',
  ],
  sync: ['sync_full_read', 'sync_seen', 'sync_source', 'sync_window'],
  unlock: ['unlock_request'],
  offers: ['offer', 'offer_act', 'offer_team', 'offer_user', 'offered_lead'],
};

/**
 * The only file below src-main that reads and writes a table. A large table, or several that are read together, have a folder, which ends in
 * a slash.
 */
export const ROW_MODULES: Readonly<Record<string, string>> = {
  agent: 'lead-work/agents.ts',
  attempt: 'queue/rows/',
  callback: 'lead-work/callback-rows.ts',
  call_rule: 'call-times/rules.ts',
  delivery_agent: 'delivery/rows/',
  delivery_batch: 'delivery/rows/',
  delivery_exchange: 'delivery/rows/',
  delivery_post: 'delivery/rows/',
  delivery_send: 'delivery/rows/',
  delivery_turn: 'delivery/rows/',
  dialer_knowledge: 'connections/dialer-knowledge.ts',
  disposition: 'lead-work/dispositions.ts',
  forgotten: 'leads/forgotten.ts',
  connection: 'connections/connection-rows.ts',
  dial_import: 'dialing/import-table.ts',
  dial_question: 'dialing/question-rows.ts',
  do_not_call: 'dialing/do-not-call.ts',
  held_value: 'dialing/read-back/held-values.ts',
  import_edit: 'dialing/rows/',
  import_issue: 'dialing/rows/',
  import_reason: 'dialing/rows/',
  import_row: 'dialing/rows/',
  import_template: 'dialing/template-rows.ts',
  import_verdict: 'dialing/rows/',
  job: 'queue/rows/',
  job_count: 'queue/rows/',
  job_group: 'queue/rows/',
  lead: 'leads/rows/',
  lead_email: 'leads/rows/',
  lead_phone: 'leads/rows/',
  lead_record: 'leads/rows/',
  lead_act: 'lead-work/action-rows.ts',
  lead_act_set: 'lead-work/action-sets.ts',
  lead_act_todo: 'lead-work/action-portions.ts',
  lead_apart: 'leads/match.ts',
  lead_call: 'lead-work/call-rows.ts',
  lead_change: 'leads/rows/',
  lead_bits: 'lead-index/facets/bit-rows.ts',
  lead_bits_log: 'lead-index/facets/bit-rows.ts',
  lead_draft: 'lead-work/draft-rows.ts',
  lead_facet_value: 'lead-index/facets/bit-rows.ts',
  lead_find: 'lead-index/search/full-text.ts',
  lead_index_state: 'lead-index/facets/index-revision.ts',
  lead_merge: 'leads/rows/',
  lead_record_at_vendor: 'leads/rows/',
  lead_note: 'lead-work/note-rows.ts',
  lead_reject: 'leads/rejects.ts',
  lead_tag: 'leads/rows/',
  lead_text: 'lead-index/search/text/',
  lead_text_pending: 'lead-index/search/pending.ts',
  lead_view: 'inbox/views.ts',
  offer: 'offers/rows/',
  offer_act: 'offers/rows/',
  offer_team: 'offers/rows/',
  offer_user: 'offers/rows/',
  offered_lead: 'offers/rows/',
  reading_request: 'connections/reading-log.ts',
  leadexec_read: 'leadexec/records/read-rows.ts',
  leadexec_record: 'leadexec/records/record-rows.ts',
  leadexec_request: 'leadexec/request-rows.ts',
  leadexec_rules: 'leadexec/what-if/rules-rows.ts',
  leadexec_scanner_log: 'leadexec/what-if/scanner-log-rows.ts',
  leadexec_save: 'leadexec/records/save-rows.ts',
  receiver_campaign: 'delivery/campaigns.ts',
  remembered_mapping: 'dialing/remembered.ts',
  sync_full_read: 'sync/full-read-rows.ts',
  sync_seen: 'sync/window-rows.ts',
  sync_source: 'sync/source-rows.ts',
  sync_window: 'sync/window-rows.ts',
  unlock_request: 'unlock/request-rows.ts',
};

/** The module of a file: the first folder below src-main. */
export const moduleOf = (file: string): string => file.split('/')[1] ?? file;

/** The tables of a schema, without the internal ones of SQLite and FTS5. */
export function tablesOf(db: Database.Database): string[] {
  const names = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
  return names.filter((name) => !/^sqlite_|^lead_find_/.test(name));
}

/** The tables named in a statement: after FROM, JOIN, INTO, UPDATE, and after a comma of a FROM. */
export function tablesNamed(sql: string, tables: ReadonlySet<string>): string[] {
  const words = sql
    .replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .replaceAll(/'(?:[^']|'')*'/g, "''")
    .replaceAll(/\bOR (?:ABORT|FAIL|IGNORE|REPLACE|ROLLBACK)\b/g, ' ')
    .match(/[A-Za-z_][A-Za-z_0-9]*|[^\sA-Za-z_]/g);
  const found = new Set<string>();
  let depth = 0;
  const fromAt = new Set<number>();
  let before = '';
  for (const word of words ?? []) {
    const upper = word.toUpperCase();
    if (word === '(') depth++;
    else if (word === ')') fromAt.delete(depth--);
    else if (upper === 'FROM') fromAt.add(depth);
    else if (/^(?:SELECT|WHERE|GROUP|ORDER|SET|ON|VALUES|RETURNING|LIMIT|UNION|HAVING)$/.test(upper))
      fromAt.delete(depth);
    const introduced = /^(?:FROM|JOIN|INTO|UPDATE|IN|TABLE|")$/.test(before) || (before === ',' && fromAt.has(depth));
    if (tables.has(word) && introduced) found.add(word);
    before = upper;
  }
  return [...found];
}
