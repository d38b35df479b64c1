import type Database from 'better-sqlite3';
import type { CopiedTable } from './copy-rows.ts';

/**
 * The replacement, in SQL, of a value that is no longer valid JSON: the value that makes the row least harmful. A row that the desk does
 * better without is deleted. Every column that the desk parses is listed here.
 */
const COLUMNS: readonly (readonly [table: string, column: string, instead: string | 'drop'])[] = [
  ['connection', 'defaults', 'NULL'],
  ['connection', 'seen_kinds', `'[]'`],
  ['dialer_knowledge', 'test', 'NULL'],
  ['dialer_knowledge', 'functions', 'NULL'],
  ['dialer_knowledge', 'choices', 'NULL'],
  ['dial_question', 'found', 'NULL'],
  ['dial_import', 'columns', `'[]'`],
  ['dial_import', 'format', `'{"encoding":"utf-8","delimiter":",","quote":"\\"","header":true}'`],
  [
    'dial_import',
    'inspection',
    `json_object('format', json(format), 'columns', json("columns"), 'samples', json('[]'), 'accented', json('[]'), 'estimatedRows', 0,
       'notes', json_array('What was found in this file was lost with the damaged data. Import the file again to see it.'))`,
  ],
  ['dial_import', 'mapping', 'NULL'],
  ['dial_import', 'settings', 'NULL'],
  ['dial_import', 'traits', 'NULL'],
  ['dial_import', 'dates', 'NULL'],
  ['import_row', 'issues', 'NULL'],
  ['import_edit', 'edits', 'NULL'],
  ['remembered_mapping', 'mapping', 'drop'],
  ['remembered_mapping', 'settings', 'NULL'],
  ['import_template', 'mapping', 'drop'],
  ['import_template', 'settings', 'drop'],
  ['call_rule', 'days', `'[]'`],
  ['call_rule', 'holidays', `'[]'`],
  ['lead_view', 'filter', 'drop'],
  ['lead_view', 'sort', 'drop'],
  ['lead_view', 'columns', 'drop'],
  ['lead_record', 'raw', `'{}'`],
  ['lead_record', 'fields', 'drop'],
  ['lead_change', 'changes', 'drop'],
  ['lead_merge', 'records', 'drop'],
  ['lead_merge', 'gone', 'NULL'],
  ['lead_act', 'undo', 'NULL'],
  ['lead_act', 'plan', 'NULL'],
  ['offer', 'raw', `'{}'`],
  ['offer_act', 'seen_before', 'NULL'],
  ['delivery_batch', 'options', `'{}'`],
  ['delivery_post', 'fields', `'{}'`],
  ['delivery_post', 'issues', 'NULL'],
  ['receiver_campaign', 'fields', 'NULL'],
  ['receiver_campaign', 'mapping', 'NULL'],
  ['sync_source', 'habits', 'NULL'],
  ['sync_source', 'newest_few', 'NULL'],
  ['sync_window', 'refine', `'{}'`],
  ['sync_window', 'position', 'NULL'],
];

/**
 * Repairs JSON values in damaged tables. One changed byte would make everything fail that reads the value, in some cases the whole desk. To
 * be called before later migrations, which read the values too, in the caller's transaction.
 *
 * @returns rows that were left out, by table
 */
export function repairJson(db: Database.Database, copied: readonly CopiedTable[], now: number): Map<string, number> {
  defineIsJson(db);
  const dropped = new Map<string, number>();
  // A file of an earlier version doesn't have all of them yet.
  const isThere = db.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?');
  const damaged = new Set(copied.filter(({ damaged }) => damaged).map(({ table }) => table));
  if (damaged.has('connection')) withoutOptions(db, now);
  for (const [table, column, instead] of COLUMNS) {
    if (!damaged.has(table) || isThere.get(table, column) === undefined) continue;
    const where = `WHERE "${column}" IS NOT NULL AND is_json("${column}") = 0`;
    if (instead === 'drop') {
      const { changes } = db.prepare(`DELETE FROM "${table}" ${where}`).run();
      if (changes > 0) dropped.set(table, (dropped.get(table) ?? 0) + changes);
    } else db.prepare(`UPDATE "${table}" SET "${column}" = ${instead} ${where}`).run();
  }
  return dropped;
}

/** Whether any JSON value of these tables is invalid. */
export function hasBrokenJson(db: Database.Database, tables: ReadonlySet<string>): boolean {
  defineIsJson(db);
  const isThere = db.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?');
  return [...COLUMNS, ['connection', 'options'] as const].some(
    ([table, column]) =>
      tables.has(table) &&
      isThere.get(table, column) !== undefined &&
      db.prepare(`SELECT 1 FROM "${table}" WHERE "${column}" IS NOT NULL AND is_json("${column}") = 0`).get() !==
        undefined,
  );
}

const defineIsJson = (db: Database.Database) =>
  db.function('is_json', { deterministic: true }, (value) => (isJson(value) ? 1 : 0));

/** A dialer continues with the safest traits. A source whose settings are lost must be set up again, like one that is lost completely. */
function withoutOptions(db: Database.Database, now: number): void {
  db.prepare(
    `UPDATE connection SET options = iif(kind = 'crocodial', '{"accents":"fold","plus":"space"}', '{}'),
       removed_at = iif(kind = 'crocodial', removed_at, coalesce(removed_at, ?)), run_state = 'paused',
       run_reason = 'Its settings were lost with the damaged data'
     WHERE is_json(options) = 0`,
  ).run(now);
}

function isJson(value: unknown): boolean {
  try {
    JSON.parse(String(value));
    return true;
  } catch {
    // JSON.parse only throws for text that is not JSON.
    return false;
  }
}
