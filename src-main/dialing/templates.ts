import {
  type CommandArguments,
  CommandError,
  dialSettings,
  type ImportTemplate,
  type Mapping,
  mapping,
} from '../../src-preload/contract/index.ts';
import { listConnections } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { suggestMapping } from './check-row/index.ts';
import { getImport } from './import-table.ts';
import { configure } from './imports.ts';
import { headerKey, withoutCalls } from './remembered.ts';
import { everySample } from './samples.ts';
import {
  addTemplate,
  dropTemplate,
  type TemplateRow,
  templateById,
  templateByName,
  templateRows,
  updateTemplate,
} from './template-rows.ts';

/** Every template, by name. */
export function listTemplates(store: Store): ImportTemplate[] {
  return templateRows(store).map((row) => show(store, row));
}

function show(store: Store, row: TemplateRow): ImportTemplate {
  const connection = listConnections(store).find(({ id }) => id === row.connection_id);
  const settings = dialSettings.parse(JSON.parse(row.settings));
  return {
    id: row.id,
    name: row.name,
    connectionId: connection?.id ?? null,
    connection: connection?.name ?? null,
    listId: settings.list_id,
    campaign: settings.campaign,
    columns: usedColumns(mapping.parse(JSON.parse(row.mapping))),
    usedAt: row.used_at,
  };
}

/** The indices of the columns that fill a field. */
function usedPlaces({ targets, custom, fullName }: Mapping): Set<number> {
  const name = fullName === undefined ? [] : [fullName.column];
  return new Set([...Object.values(targets).flatMap(({ from }) => from), ...Object.values(custom), ...name]);
}

/** The names of the columns that fill a field. */
function usedColumns(mapping: Mapping): string[] {
  const used = usedPlaces(mapping);
  return mapping.columns.filter(({ index }) => used.has(index)).map(({ header }) => header);
}

/** Saves an import's configuration under a name. @throws CommandError `conflict` if it is not configured yet, or the name is taken */
export function saveTemplate(
  store: Store,
  { importId, name, replace }: CommandArguments<'templates.save'>,
  now: Millis,
): ImportTemplate {
  const found = getImport(store, importId);
  if (found.mapping === null || found.settings === null || found.connectionId === null) {
    throw new CommandError(
      'conflict',
      `${found.fileName} has no list and columns yet. Choose them, then save the template.`,
    );
  }
  const taken = templateByName(store, name);
  if (taken && !replace) {
    throw new CommandError(
      'conflict',
      `There is already a template called ${taken.name}. Replace it or use another name.`,
      'name',
    );
  }
  const values = {
    name,
    header: headerKey(found.inspection) ?? '',
    mapping: JSON.stringify(found.mapping),
    settings: JSON.stringify(found.settings),
    connection_id: found.connectionId,
    used_at: now,
  };
  if (taken) {
    updateTemplate(store, taken.id, values);
    return show(store, rowOf(store, taken.id));
  }
  const id = addTemplate(store, { ...values, created_at: now });
  return show(store, rowOf(store, id));
}

function rowOf(store: Store, id: number): TemplateRow {
  const row = templateById(store, id);
  if (!row) throw new CommandError('not-found', 'This template no longer exists.');
  return row;
}

/** Deletes a template. Imports that used it are kept. @throws CommandError `not-found` */
export function removeTemplate(store: Store, id: number): void {
  rowOf(store, id);
  dropTemplate(store, id);
}

/**
 * Configures a draft with a template. Columns are found by their names, at any position in this file.
 *
 * @returns the columns of the template that this file doesn't have
 * @throws CommandError `not-found`, listing the existing templates; `conflict` if no column of this file would fill the phone
 */
export function applyTemplate(
  store: Store,
  { importId, name }: CommandArguments<'templates.use'>,
  now: Millis,
): string[] {
  const row = templateByName(store, name);
  if (!row) {
    const names = listTemplates(store).map((one) => one.name);
    const others = names.length === 0 ? 'No templates are saved yet' : `Saved templates: ${names.join(', ')}`;
    throw new CommandError('not-found', `No template is named ${name}. ${others}.`);
  }
  const found = getImport(store, importId);
  const { columns } = found.inspection;
  const fitted = moved(mapping.parse(JSON.parse(row.mapping)), columns);
  if (fitted.mapping.targets.phone_number === undefined) {
    throw new CommandError(
      'conflict',
      `The template ${row.name} fills the phone from ${fitted.missing.map((one) => `“${one}”`).join(', ')}, which ${found.fileName} does not have.`,
    );
  }
  const suggested = suggestMapping(columns, everySample(found.inspection)).mapping;
  const isThere = listConnections(store).some(({ id, kind }) => id === row.connection_id && kind === 'crocodial');
  configure(
    store,
    {
      id: importId,
      mapping: withoutCalls(fitted.mapping, suggested),
      settings: dialSettings.parse(JSON.parse(row.settings)),
      ...(isThere && row.connection_id !== null ? { connectionId: row.connection_id } : {}),
    },
    now,
  );
  updateTemplate(store, row.id, { used_at: now });
  return fitted.missing;
}

/** A mapping transferred to the columns of another file by their names. Columns with the same name are matched in order. */
function moved(known: Mapping, columns: readonly string[]): { mapping: Mapping; missing: string[] } {
  const left = columns.map((name, index) => ({ name: plain(name), index }));
  const places = new Map<number, number>();
  for (const { header, index } of known.columns) {
    const at = left.findIndex(({ name }) => name === plain(header));
    const [place] = at < 0 ? [] : left.splice(at, 1);
    if (place) places.set(index, place.index);
  }
  const targets: Mapping['targets'] = {};
  for (const [field, target] of Object.entries(known.targets)) {
    const from = target.from.flatMap((index) => places.get(index) ?? []);
    if (from.length > 0) targets[field as keyof Mapping['targets']] = { ...target, from };
  }
  const custom = Object.fromEntries(
    Object.entries(known.custom).flatMap(([label, index]) => {
      const place = places.get(index);
      return place === undefined ? [] : [[label, place] as const];
    }),
  );
  const used = usedPlaces(known);
  const missing = known.columns
    .filter(({ index }) => used.has(index) && !places.has(index))
    .map(({ header }) => header);
  const { fullName, ...rest } = known;
  const namePlace = fullName === undefined ? undefined : places.get(fullName.column);
  const name =
    fullName === undefined || namePlace === undefined ? {} : { fullName: { ...fullName, column: namePlace } };
  return {
    mapping: { ...rest, ...name, columns: columns.map((header, index) => ({ header, index })), targets, custom },
    missing,
  };
}

const plain = (header: string): string => header.trim().toLowerCase();
