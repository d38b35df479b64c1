import {
  dateOrder,
  FULL_NAME,
  fullNameReading,
  type ImportDetail,
  LEAD_FIELDS,
  type LeadFieldName,
  type Mapping,
  mapping as mappingShape,
  unreadable,
} from '../../../src-preload/contract/index.ts';
import { nearest } from './nearest.ts';
import { text, texts, UsageError, type Verb, type VerbContext } from './verb.ts';

/** The flags by which an import maps columns, with everything that is possible on screen. */
export const MAPPING_OPTIONS = {
  map: {
    type: 'string',
    multiple: true,
    value: '"HEADER=FIELD"',
    about:
      'Map a column to a field; a name that isn’t a field is the label of a custom field. Mapping two columns to one field joins them, full_name splits whole names, and an empty field leaves the column out. #3 is the third column, whatever its name.',
  },
  'full-names': {
    type: 'string',
    value: 'HOW',
    about:
      'How a column of full names (--map "Name=full_name") is read: first-last (the default), last-first for “Smith John” without a comma, or whole, which splits none and fills the first name.',
  },
  joiner: {
    type: 'string',
    multiple: true,
    value: 'FIELD=TEXT',
    about: 'The text between columns joined into one field, instead of a space: "postal_code=-".',
  },
  'date-order': {
    type: 'string',
    value: 'ORDER',
    about: 'The order of dates such as 03/04/1980: mdy, dmy or ymd. Default: detected from the file.',
  },
  unreadable: {
    type: 'string',
    value: 'WHAT',
    about: 'What to do with a row whose optional value can’t be read: send-without (the default) or leave-out.',
  },
  'do-not-call': {
    type: 'string',
    multiple: true,
    value: 'HEADER',
    about: 'A column whose “yes” leaves the row out; "HEADER=call" if “yes” means OK to call; none to use no column.',
  },
} as const satisfies Verb['options'];

type Column = Mapping['columns'][number];

/** The suggestion for a file, overridden by the flags. @throws UsageError naming the file and its headers */
export function mappingFrom(opened: ImportDetail, context: VerbContext): Mapping {
  const { mapping: base } = opened.suggestion;
  const columns = opened.inspection.columns.map((header, index) => ({ header, index }));
  const { targets, custom, fullName: named } = mapped(opened, columns, texts(context, 'map'));
  const fullName = readAs(opened, named, context);
  for (const pair of texts(context, 'joiner')) {
    const { before: field, after: joiner } = halves(pair, '--joiner', 'FIELD=TEXT', pair.indexOf('='));
    const target = targets[field as LeadFieldName];
    if (!target) throw new UsageError(`--joiner "${pair}": no column of ${opened.fileName} fills ${field}.`);
    targets[field as LeadFieldName] = { ...target, joiner };
  }
  const read = mappingShape.safeParse({
    ...base,
    columns,
    targets,
    custom,
    fullName,
    ...oneOf(context, 'date-order', 'dateOrder', dateOrder.options),
    ...oneOf(context, 'unreadable', 'unreadable', unreadable.options),
    ...doNotCallFrom(opened, columns, texts(context, 'do-not-call')),
  });
  if (!read.success)
    throw new UsageError(read.error.issues.map(({ message, path }) => `${path.join('.')}: ${message}`).join('\n'));
  if (read.data.targets.phone_number === undefined) {
    throw new UsageError(
      `No column of ${opened.fileName} looks like phone numbers. Choose one: --map "Header=phone_number". The file has ${opened.inspection.columns.join(', ')}.`,
    );
  }
  return read.data;
}

/** Applies `--map` to the suggested columns. */
function mapped(
  opened: ImportDetail,
  columns: readonly Column[],
  pairs: readonly string[],
): Pick<Mapping, 'targets' | 'custom' | 'fullName'> {
  const targets = { ...opened.suggestion.mapping.targets };
  const custom = { ...opened.suggestion.mapping.custom };
  let { fullName } = opened.suggestion.mapping;
  const claimed = new Set<string>();
  for (const pair of pairs) {
    const { before: header, after: field } = halves(pair, '--map', 'Header=field', pair.lastIndexOf('='));
    const column = columnOf(opened, columns, header, `--map "${pair}"`);
    for (const name of Object.keys(targets) as LeadFieldName[]) {
      const from = targets[name]?.from.filter((index) => index !== column.index || claimed.has(name)) ?? [];
      if (from.length === 0) delete targets[name];
      else targets[name] = { ...targets[name], from };
    }
    for (const [label, index] of Object.entries(custom)) if (index === column.index) delete custom[label];
    if (fullName?.column === column.index) fullName = undefined;
    if (field === '') continue;
    if (field === FULL_NAME) {
      fullName = { column: column.index, read: 'first-last' };
      continue;
    }
    if ((LEAD_FIELDS as readonly string[]).includes(field)) {
      const name = field as LeadFieldName;
      // The first --map of a field replaces the suggestion. A second one adds its column.
      const before = claimed.has(name) ? (targets[name]?.from ?? []) : [];
      targets[name] = { from: [...before, column.index] };
      claimed.add(name);
    } else custom[field] = column.index;
  }
  return fullName === undefined ? { targets, custom } : { targets, custom, fullName };
}

/** A column of full names, read as `--full-names` specifies. @throws UsageError if there is no such column */
function readAs(opened: ImportDetail, fullName: Mapping['fullName'], context: VerbContext): Mapping['fullName'] {
  const { read } = oneOf(context, 'full-names', 'read', fullNameReading.options);
  if (read === undefined) return fullName;
  if (fullName !== undefined) return { ...fullName, read: fullNameReading.parse(read) };
  throw new UsageError(
    `--full-names ${read}: no column of ${opened.fileName} holds full names. Choose one: --map "Header=full_name".`,
  );
}

/** @throws UsageError if there is no such column */
function columnOf(opened: ImportDetail, columns: readonly Column[], header: string, flag: string): Column {
  const plain = header.trim().toLowerCase();
  const byName = columns.find((one) => one.header.trim().toLowerCase() === plain);
  const byPlace = /^#\d+$/.test(plain) ? columns[Number(plain.slice(1)) - 1] : undefined;
  const found = byName ?? byPlace;
  if (found) return found;
  const meant = nearest(header, opened.inspection.columns);
  throw new UsageError(
    `${flag}: ${opened.fileName} has no column "${header}".${meant === undefined ? '' : ` Did you mean "${meant}"?`} It has ${opened.inspection.columns.join(', ')}.`,
  );
}

function doNotCallFrom(
  opened: ImportDetail,
  columns: readonly Column[],
  given: readonly string[],
): Pick<Mapping, 'doNotCall'> {
  if (given.length === 0) return {};
  if (given.length === 1 && given[0] === 'none') return { doNotCall: [] };
  const doNotCall = given.map((text) => {
    const [, header = text, way] = /^(.*)=(call|do-not-call)$/.exec(text) ?? [];
    const { index } = columnOf(opened, columns, header, `--do-not-call "${text}"`);
    return { column: index, sense: way === 'call' ? ('yes-is-call' as const) : ('yes-is-do-not-call' as const) };
  });
  return { doNotCall };
}

function oneOf(context: VerbContext, flag: string, name: string, allowed: readonly string[]): Record<string, string> {
  const value = text(context, flag);
  if (value === undefined) return {};
  if (!allowed.includes(value)) throw new UsageError(`--${flag} must be one of ${allowed.join(', ')}, not "${value}".`);
  return { [name]: value };
}

function halves(pair: string, flag: string, form: string, at: number): { before: string; after: string } {
  if (at < 1) throw new UsageError(`${flag} "${pair}": use the form "${form}".`);
  const after = pair.slice(at + 1);
  // A separator may be spaces.
  return { before: pair.slice(0, at).trim(), after: flag === '--joiner' ? after : after.trim() };
}
