import { basename } from 'node:path';
import {
  type CommandArguments,
  CommandError,
  type CsvFormat,
  type DialImport,
  type ImportDetail,
  type Inspection,
  type Mapping,
  type MappingNote,
  type StartSummary,
} from '../../src-preload/contract/index.ts';
import { changedFormat } from '../../src-preload/rules/csv-format.ts';
import { getConnection, getDialer, listConnections } from '../connections/connections.ts';
import { choiceWarnings } from '../connections/fetch-choices.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { groupPause } from '../queue/rows/groups.ts';
import { shownCounts } from '../queue/rows/shown-counts.ts';
import { runStateOf } from '../queue/run-state.ts';
import { fieldProfile } from '../vendors/crocodial/profiles.ts';
import { settingsWarnings } from '../vendors/crocodial/settings.ts';
import { wipeRows } from './check-import.ts';
import { suggestMapping, unfitColumns } from './check-row/index.ts';
import { heldSettings } from './held-settings.ts';
import {
  createImport,
  dropImport,
  getImport,
  importsOfFile,
  listImports,
  rowCounts,
  type StoredImport,
  updateImport,
} from './import-table.ts';
import type { Progress } from './progress.ts';
import { inspectFile } from './read-csv/inspect.ts';
import { inspectionOf } from './read-csv/inspection-of.ts';
import { resolved } from './read-csv/resolved.ts';
import { headerKey, remember, rememberedBy, withoutCalls } from './remembered.ts';
import { dropEdits } from './rows/import-edits.ts';
import { dropReasons } from './rows/reason-rows.ts';
import { dropVerdicts } from './rows/verdict-rows.ts';
import { everySample } from './samples.ts';
import { startWarnings } from './start-warnings.ts';
import { templateOf } from './template-rows.ts';
import { type CalledFile, explained } from './unreadable.ts';

/** The live state of an import. */
export interface ImportLife {
  readonly progress: Progress;
  bytesRead(importId: number): number;
  /** The requests per second that the connection would send at now, or null. */
}

/** An import as lists show it. */
export function showImport(store: Store, id: number, life: ImportLife): DialImport {
  const found = getImport(store, id);
  const names = new Map(listConnections(store).map((connection) => [connection.id, connection.name]));
  return show(store, found, names, life);
}

/** Every import, newest first. */
export function showImports(store: Store, life: ImportLife): DialImport[] {
  const names = new Map(listConnections(store).map((connection) => [connection.id, connection.name]));
  return listImports(store).map((found) => show(store, found, names, life));
}

function show(store: Store, found: StoredImport, names: ReadonlyMap<number, string>, life: ImportLife): DialImport {
  const jobs =
    found.groupId === null ? shownCounts(store, { groupId: 0 }) : shownCounts(store, { groupId: found.groupId });
  const { rate, rates } = found.groupId === null ? { rate: null, rates: [] } : life.progress.of(found.groupId);
  const open = jobs.ready + jobs.sending;
  const group = found.groupId === null ? undefined : groupPause(store, found.groupId);
  return {
    id: found.id,
    fileName: found.fileName,
    fileSize: found.fileSize,
    state: found.state,
    connectionId: found.connectionId,
    connection: found.connectionId === null ? null : (names.get(found.connectionId) ?? null),
    listId: found.settings?.list_id ?? null,
    campaign: found.settings?.campaign ?? null,
    rows: rowCounts(store, found.id),
    jobs,
    paused: group?.paused ?? false,
    pausedReason: group?.reason ?? null,
    checkedBytes: found.state === 'checking' ? life.bytesRead(found.id) : found.checkedAt === null ? 0 : found.fileSize,
    rate,
    secondsLeft: rate === null || rate === 0 || open === 0 ? null : Math.ceil(open / rate),
    rates,
    error: found.error,
    createdAt: found.createdAt,
    startedAt: found.startedAt,
  };
}

/** An import with everything that the import dialog shows. */
export function detailImport(store: Store, id: number, life: ImportLife): ImportDetail {
  const found = getImport(store, id);
  const { columns } = found.inspection;
  const { spread: _, ...inspection } = found.inspection;
  const samples = everySample(found.inspection);
  const header = headerKey(found.inspection);
  const remembered = rememberedBy(store, header);
  const suggested = suggestMapping(columns, samples);
  const kept = remembered && withoutCalls(remembered.mapping, suggested.mapping);
  return {
    ...showImport(store, id, life),
    filePath: found.filePath,
    inspection,
    settings: found.settings,
    mapping: found.mapping,
    suggestion: {
      mapping: kept ?? suggested.mapping,
      guesses: suggested.guesses,
      notes: kept ? [...unfitColumns(kept, samples), ...unmapped(suggested.notes, kept)] : suggested.notes,
      remembered: remembered !== null,
      connectionId: remembered?.connectionId ?? null,
      settings: remembered?.settings ?? null,
      template: templateOf(store, header),
    },
    sameFile: importsOfFile(store, found.fileHash)
      .filter((other) => other.id !== id)
      .map((other) => ({ id: other.id, createdAt: other.createdAt, state: other.state })),
  };
}

/** Notes on the columns that a mapping doesn't use. */
function unmapped(notes: readonly MappingNote[], { targets, custom, fullName }: Mapping): MappingNote[] {
  const used = new Set([...Object.values(targets).flatMap(({ from }) => from), ...Object.values(custom)]);
  if (fullName) used.add(fullName.column);
  return notes.filter(({ column }) => !used.has(column));
}

/** Adds the do-not-call columns that the file's names suggest to a mapping that doesn't specify any. */
function withDoNotCall(mapping: Mapping, inspection: Inspection): Mapping {
  if (mapping.doNotCall !== undefined) return mapping;
  const { doNotCall } = suggestMapping(inspection.columns, everySample(inspection)).mapping;
  return doNotCall === undefined ? mapping : { ...mapping, doNotCall };
}

/** Inspects a file and creates a draft. @throws CommandError `file` if it can't be read as a list */
export async function openFile(store: Store, path: string, name: string | undefined, now: Millis): Promise<number> {
  const real = await explained(() => resolved(path), { path, name });
  const looked = await look({ path: real, name });
  return createImport(
    store,
    { name: name ?? basename(path), path: real, size: looked.size, hash: looked.sha256, inspection: looked.inspection },
    now,
  );
}

/** Inspects a draft's file again with another format. The operator's decisions and edits of single rows are deleted. */
export async function reformat(store: Store, id: number, format: Partial<CsvFormat>): Promise<void> {
  const found = mustBeOpen(store, id);
  const looked = await look({ path: found.filePath, name: found.fileName }, chosenAgain(found.inspection, format));
  const { inspection } = looked;
  store.write(() => {
    // The import may have been started while the file was read.
    mustBeOpen(store, id);
    // Rows may have different numbers now, and a value entered for one must not be used for another.
    dropEdits(store, id);
    updateImport(store, id, {
      file_size: looked.size,
      file_hash: looked.sha256,
      format: JSON.stringify(inspection.format),
      columns: JSON.stringify(inspection.columns),
      inspection: JSON.stringify(inspection),
      mapping: null,
      state: 'draft',
      error: null,
    });
  });
}

/** The parts of a file's format that are kept after one part was chosen. */
function chosenAgain({ format, encodings }: Inspection, change: Partial<CsvFormat>): Partial<CsvFormat> {
  const { skip: _, encoding, ...kept } = format;
  // An encoding that was only guessed must still be chosen.
  return changedFormat(encodings.length > 0 ? kept : { encoding, ...kept }, change);
}

async function look(
  file: CalledFile,
  format?: Partial<CsvFormat>,
): Promise<{ size: number; sha256: string; inspection: Inspection }> {
  const found = await explained(() => inspectFile(file.path, format === undefined ? {} : { format }), file);
  return { size: found.size, sha256: found.sha256, inspection: inspectionOf(found) };
}

/** Stores where the list is sent and how its columns are used. If it was checked, it must be checked again. */
export function configure(store: Store, input: CommandArguments<'imports.configure'>, now: Millis): void {
  const { id, connectionId, settings, mapping } = input;
  const found = mustBeOpen(store, id);
  if (connectionId !== undefined) getDialer(store, connectionId);
  store.write(() => {
    updateImport(store, id, {
      ...(connectionId === undefined ? {} : { connection_id: connectionId }),
      ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }),
      ...(mapping === undefined ? {} : { mapping: JSON.stringify(withDoNotCall(mapping, found.inspection)) }),
      state: 'draft',
      error: null,
    });
    remember(store, headerKey(found.inspection), { mapping, connectionId, settings }, now);
  });
}

function mustBeOpen(store: Store, id: number): StoredImport {
  const found = getImport(store, id);
  if (found.state === 'draft' || found.state === 'checked' || found.state === 'failed') return found;
  throw new CommandError('conflict', `${found.fileName} is ${found.state}; it can’t be changed anymore.`);
}

/** Exactly what a start would do. */
export function summarise(store: Store, id: number, perSecond: number | null): StartSummary {
  const found = getImport(store, id);
  const { settings, connectionId } = found;
  if (settings === null || connectionId === null) throw new CommandError('conflict', 'Choose the dialer first.');
  const rows = rowCounts(store, id);
  const connection = getConnection(store, connectionId);
  const state = runStateOf(store, connectionId);
  const warnings = settingsWarnings(settings).map(({ sentence }) => sentence);
  warnings.push(...choiceWarnings(store, connectionId, settings));
  const traits = found.traits ?? connection.traits;
  for (const { field, before, after } of heldSettings(settings, traits).changes) {
    warnings.push(`${field} “${before}” is sent as “${after}”, as the dialer stores it.`);
  }
  if (found.mapping?.targets.gmt_offset_now && fieldProfile(traits, 'gmt_offset_now').unused === true) {
    warnings.push('GMT offset is not sent: the dialer looks up each phone’s time zone.');
  }
  if (state && state.runState !== 'running') {
    warnings.push(`${connection.name} is not sending: ${state.runReason ?? state.runState}. The rows will wait.`);
  }
  warnings.push(...startWarnings(store, id));
  const again = importsOfFile(store, found.fileHash).filter((other) => other.id !== id && other.startedAt !== null);
  if (again.length > 0)
    warnings.push(`The same file was sent before (import ${again.map((other) => other.id).join(', ')}).`);
  return {
    rowsToSend: rows.send,
    leftOut: rows.total - rows.send,
    rows,
    connection: connection.name,
    listId: settings.list_id,
    campaign: settings.campaign,
    warnings,
    perSecond,
    seconds: perSecond === null || perSecond === 0 ? null : Math.ceil(rows.send / perSecond),
  };
}

/** Deletes a draft and its rows. @throws CommandError `conflict` if it was started */
export async function removeImport(store: Store, id: number): Promise<void> {
  const found = getImport(store, id);
  if (found.groupId !== null) {
    throw new CommandError(
      'conflict',
      `${found.fileName} was started, so it is kept for the log. Cancel its unsent rows instead.`,
    );
  }
  await wipeRows(store, id);
  store.write(() => {
    dropVerdicts(store, id);
    dropReasons(store, id);
    dropEdits(store, id);
    dropImport(store, id);
  });
}
