import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import {
  CommandError,
  csvFormat,
  type DialerTraits,
  type DialSettings,
  dateOrder,
  dialerTraits,
  dialSettings,
  type Inspection,
  inspection,
  type Mapping,
  mapping,
  type RowCounts,
  verdicts,
} from '../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { ImportTable, Millis } from '../db/tables.ts';
import { rowsByVerdict } from './rows/verdict-rows.ts';

/** How the check of an import reads dates. It is stored so that exactly what was shown is sent. */
const importDates = z.object({
  /** The day of the check as YYYY-MM-DD. */
  today: z.string(),
  /** Whether the file has been scanned. */
  looked: z.boolean().default(false),
  order: dateOrder.optional(),
  serials: z.boolean().optional(),
});
export type ImportDates = z.infer<typeof importDates>;

/** An import as stored, with its JSON parsed. */
export interface StoredImport {
  readonly id: number;
  readonly connectionId: number | null;
  readonly fileName: string;
  readonly filePath: string;
  readonly fileSize: number;
  readonly fileHash: string;
  readonly inspection: Inspection;
  readonly mapping: Mapping | null;
  readonly settings: DialSettings | null;
  readonly traits: DialerTraits | null;
  readonly dates: ImportDates | null;
  readonly state: ImportTable['state'];
  readonly autoStart: boolean;
  readonly checkedTo: number;
  readonly startedTo: number;
  readonly groupId: number | null;
  readonly error: string | null;
  readonly checkedAt: Millis | null;
  readonly startedAt: Millis | null;
  readonly createdAt: Millis;
}

const all = sqlOf.selectFrom('dial_import').selectAll();
type Row = Selectable<ImportTable>;

function importOfRow(row: Row): StoredImport {
  return {
    id: row.id,
    connectionId: row.connection_id,
    fileName: row.file_name,
    filePath: row.file_path,
    fileSize: row.file_size,
    fileHash: row.file_hash,
    inspection: { ...inspection.parse(JSON.parse(row.inspection)), format: csvFormat.parse(JSON.parse(row.format)) },
    mapping: row.mapping === null ? null : mapping.parse(JSON.parse(row.mapping)),
    settings: row.settings === null ? null : dialSettings.parse(JSON.parse(row.settings)),
    traits: row.traits === null ? null : dialerTraits.parse(withProfile(JSON.parse(row.traits))),
    dates: row.dates === null ? null : importDates.parse(JSON.parse(row.dates)),
    state: row.state,
    autoStart: row.auto_start === 1,
    checkedTo: row.checked_to,
    startedTo: row.started_to,
    groupId: row.group_id,
    error: row.error,
    checkedAt: row.checked_at,
    startedAt: row.started_at,
    createdAt: row.created_at,
  };
}

/** Every import, newest first. */
export function listImports(store: Store): StoredImport[] {
  return store.all(all.orderBy('id', 'desc')).map(importOfRow);
}

/** One import. @throws CommandError `not-found` */
export function getImport(store: Store, id: number): StoredImport {
  const row = store.get(all.where('id', '=', id));
  if (!row) throw new CommandError('not-found', `There is no import ${id}.`);
  return importOfRow(row);
}

/** Imports of files with exactly the same bytes, newest first. */
export function importsOfFile(store: Store, hash: string): StoredImport[] {
  return store.all(all.where('file_hash', '=', hash).orderBy('id', 'desc')).map(importOfRow);
}

/** The dialer's lists that imports used for a connection, the most recent first. */
export function listsUsed(store: Store, connectionId: number): string[] {
  const rows = store.all(
    sqlOf
      .selectFrom('dial_import')
      .select('settings')
      .where('connection_id', '=', connectionId)
      .where('settings', 'is not', null)
      .orderBy('id', 'desc')
      .limit(200),
  );
  const lists = rows.map(({ settings }) => dialSettings.safeParse(JSON.parse(settings ?? 'null')).data?.list_id);
  return [...new Set(lists.filter((listId) => listId !== undefined))];
}

/** Creates a draft for an inspected file. @returns its id */
export function createImport(
  store: Store,
  file: { name: string; path: string; size: number; hash: string; inspection: Inspection },
  now: Millis,
): number {
  return store.run(
    sqlOf.insertInto('dial_import').values({
      connection_id: null,
      file_name: file.name,
      file_path: file.path,
      file_size: file.size,
      file_hash: file.hash,
      format: JSON.stringify(file.inspection.format),
      columns: JSON.stringify(file.inspection.columns),
      inspection: JSON.stringify(file.inspection),
      mapping: null,
      settings: null,
      traits: null,
      state: 'draft',
      group_id: null,
      error: null,
      checked_at: null,
      started_at: null,
      created_at: now,
    }),
  ).lastId;
}

/** Changes columns of an import's row. */
export function updateImport(store: Store, id: number, change: Partial<Omit<Row, 'id'>>): void {
  store.run(sqlOf.updateTable('dial_import').set(change).where('id', '=', id));
}

/** Deletes an import. In the caller's write transaction, together with its rows. */
export function dropImport(store: Store, id: number): void {
  store.run(sqlOf.deleteFrom('dial_import').where('id', '=', id));
}

/** The import that a group's jobs belong to; undefined if they are other jobs. */
export const importOfGroup = (store: Store, groupId: number): number | undefined =>
  store.get(sqlOf.selectFrom('dial_import').select('id').where('group_id', '=', groupId))?.id;

/** The started imports into a list of a dialer. */
export const importsIntoList = (store: Store, connectionId: number, listId: string) =>
  store
    .all(
      sqlOf
        .selectFrom('dial_import')
        .select(['group_id', 'id', 'file_name'])
        .where('connection_id', '=', connectionId)
        .where(sql<string>`settings ->> 'list_id'`, '=', listId)
        .where('group_id', 'is not', null),
    )
    .flatMap(({ group_id, ...row }) => (group_id === null ? [] : [{ group_id, ...row }]));

/** The imports that were started after a time, newest first. */
export const startedAfter = (store: Store, at: Millis, limit: number) =>
  store
    .all(
      sqlOf
        .selectFrom('dial_import')
        .select(['id', 'connection_id', 'state'])
        .where('group_id', 'is not', null)
        .where('started_at', '>', at)
        .orderBy('id', 'desc')
        .where('connection_id', 'is not', null)
        .limit(limit),
    )
    .flatMap(({ id, connection_id: connectionId, state }) =>
      connectionId === null ? [] : [{ id, connectionId, state }],
    );

/** The ids of all imports. */
export const importIds = (store: Store): number[] =>
  store.all(sqlOf.selectFrom('dial_import').select('id')).map(({ id }) => id);

/** The files of all imports, each once. */
export const importedFiles = (store: Store): string[] =>
  store.all(sqlOf.selectFrom('dial_import').select('file_path').distinct()).map(({ file_path }) => file_path);

/** The imports of a file. */
export const importsAt = (store: Store, path: string) =>
  store.all(sqlOf.selectFrom('dial_import').select(['id', 'state', 'file_hash']).where('file_path', '=', path));

/** Stores a file's new hash. In the caller's write transaction. */
export function setFileHash(store: Store, path: string, hash: string): void {
  store.run(sqlOf.updateTable('dial_import').set({ file_hash: hash }).where('file_path', '=', path));
}

/** The stored result of inspecting an import's file. */
export function inspectionOf(store: Store, id: number): Inspection {
  const row = store.get(sqlOf.selectFrom('dial_import').select('inspection').where('id', '=', id));
  return inspection.parse(JSON.parse(row?.inspection ?? 'null'));
}

/** The number of an import's rows with each result. */
export function rowCounts(store: Store, id: number): RowCounts {
  const found = rowsByVerdict(store, id);
  const of = (name: keyof typeof verdicts) => found.get(verdicts[name]) ?? 0;
  const counts = {
    send: of('send'),
    error: of('error'),
    'duplicate-in-file': of('duplicate-in-file'),
    'duplicate-earlier': of('duplicate-earlier'),
    'do-not-call': of('do-not-call'),
    'left-out-by-operator': of('left-out-by-operator'),
  };
  return { total: Object.values(counts).reduce((sum, n) => sum + n, 0), ...counts };
}

/** Traits that were stored before profiles existed keep their rules, so that exactly what was shown is sent. */
function withProfile(traits: unknown): unknown {
  return { profile: 'simple', ...Object(traits) };
}
