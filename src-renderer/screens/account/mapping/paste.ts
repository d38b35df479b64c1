import type { LeadField } from '../criteria/criterion.ts';
import {
  FIELD_TYPES,
  type FieldSetting,
  fieldNamed,
  mappingsOf,
  newMapping,
  newSetting,
  replaced,
  sourcePart,
  withMappings,
} from './settings.ts';

/** The result of pasting. */
export interface Pasted<Made> {
  readonly made: Made;
  readonly added: number;
  readonly changed: number;
}

/**
 * The cells of text that a spreadsheet puts on the clipboard: separated by tabs and lines, cells with a tab or line break in quotes. Text
 * without tabs is parsed as CSV.
 */
export function pastedCells(text: string): string[][] {
  const separator = text.includes('\t') ? '\t' : ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(cell.trim());
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.some((one) => one !== '')) rows.push(row);
    row = [];
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (char === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (char === separator) endCell();
    else if (char === '\n') endRow();
    else if (char !== '\r') cell += char;
  }
  endRow();
  return rows;
}

/** Whether pasted text is a table rather than text for the focused input. */
export const isTable = (text: string): boolean => /[\t\n]/.test(text.trim());

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
const HEADS: ReadonlySet<string> = new Set([
  'name',
  'field',
  'fieldname',
  'sendas',
  'sendsas',
  'outboundname',
  'parameter',
]);

/**
 * Where a row's value comes from: a type with its source, or a source alone, which is a lead field by its name, with or without brackets,
 * or otherwise a fixed value.
 */
function sourceOf(cells: readonly string[], fields: readonly LeadField[]): Partial<FieldSetting> {
  const [, second = '', third = ''] = cells;
  const typed = FIELD_TYPES.findIndex((type) => plain(type) === plain(second));
  const isTyped = typed >= 0 && cells.length > 2;
  const source = isTyped ? third : second;
  const format = isTyped ? cells[3] : cells[2];
  const about = format === undefined || format === '' ? {} : { Format: format };
  const bare = source.replace(/^\[(.*)\]$/, '$1');
  const field = fieldNamed(fields, bare);
  if ((!isTyped || FIELD_TYPES[typed] === 'Lead Field') && field !== undefined) {
    return { ...about, FieldType: 1, LeadFieldUID: field.id };
  }
  if (!isTyped) return { ...about, FieldType: 0, Value: source };
  const setting = newSetting(0, { FieldType: typed });
  return { ...about, FieldType: typed, ...(sourcePart(setting) === 'Expr' ? { Expr: source } : { Value: source }) };
}

/**
 * Adds rows of a spreadsheet to the settings: name, then lead field or fixed value; or name, type, source; a format may follow. A setting
 * with the same name is changed. A row of headings is skipped.
 */
export function withPastedSettings(
  settings: readonly FieldSetting[],
  text: string,
  { fields, uid }: { readonly fields: readonly LeadField[]; readonly uid: number },
): Pasted<readonly FieldSetting[]> {
  const cells = pastedCells(text);
  const rows = HEADS.has(plain(cells[0]?.[0] ?? '')) ? cells.slice(1) : cells;
  let made: readonly FieldSetting[] = settings;
  let [added, changed] = [0, 0];
  for (const row of rows) {
    const [FieldName = ''] = row;
    if (FieldName === '') continue;
    const change: Partial<FieldSetting> = row.length > 1 ? sourceOf(row, fields) : ofName(FieldName, fields);
    const at = made.findIndex((one) => !one.Delete && one.FieldName === FieldName);
    const before = made[at];
    if (before === undefined) {
      made = [...made, newSetting(uid, { FieldName, ...change })];
      added++;
      continue;
    }
    const after = { ...before, ...change };
    if (JSON.stringify(after) === JSON.stringify(before)) continue;
    made = replaced(made, at, after);
    changed++;
  }
  return { made, added, changed };
}

/** For a name alone: the lead field of that name, if there is one. */
function ofName(name: string, fields: readonly LeadField[]): Partial<FieldSetting> {
  const field = fieldNamed(fields, name);
  return field === undefined ? { FieldType: 0, Value: '' } : { FieldType: 1, LeadFieldUID: field.id };
}

/** Value mappings from rows of a spreadsheet: the lead's value, and what is sent in its place. */
export function withPastedMappings(setting: FieldSetting, text: string): Pasted<FieldSetting> {
  let made = [...mappingsOf(setting)];
  let [added, changed] = [0, 0];
  for (const [FieldValue = '', DeliveryValue = ''] of pastedCells(text)) {
    const at = made.findIndex(
      (one) => !one.Delete && (one.FieldValue ?? '').toLowerCase() === FieldValue.toLowerCase(),
    );
    const before = made[at];
    if (before === undefined) {
      made = [...made, newMapping(setting, FieldValue, DeliveryValue)];
      added++;
    } else if (before.DeliveryValue !== DeliveryValue) {
      made = replaced(made, at, { ...before, DeliveryValue });
      changed++;
    }
  }
  return { made: withMappings(setting, made), added, changed };
}
