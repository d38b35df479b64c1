import { type ReceiverField, receiverField } from '../../../src-preload/contract/index.ts';
import { parseRecord } from '../../dialing/read-csv/reader.ts';
import { isContact } from './contact-fields.ts';

/** The columns of posting instructions, by the known words in their headings. */
const HEADINGS: readonly (readonly [keyof ReceiverField, RegExp])[] = [
  ['invalidChars', /invalid|remove|strip/i],
  ['validation', /validation|regex|regular|expression|pattern|format/i],
  ['required', /required|mandatory/i],
  ['maxLength', /max.*(?:len|char|size)|^(?:length|size|limit)$/i],
  ['min', /^min/i],
  ['max', /^max/i],
  ['values', /enum|values|options|allowed|accepted|choices|list/i],
  ['contact', /contact|personal|pii/i],
  ['type', /type/i],
  ['name', /field|name|parameter|descriptor|property/i],
];

const YES = /^(?:yes|y|true|1|x|required|mandatory|\*+)$/i;

/** The result of parsing posting instructions. */
export interface ReadFields {
  readonly fields: ReceiverField[];
  /** What could not be parsed, in words. */
  readonly notes: string[];
}

/**
 * Parses the fields of a lead type from posting instructions: CSV, a table copied from a page or a workbook (tabs), a Markdown table, or
 * one name per line, with a star for a required one.
 */
export function readFields(text: string): ReadFields {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !/^[\s|:+-]+$/.test(line));
  const delimiter = ['\t', '|', ';', ','].find(
    (one) => lines.filter((line) => line.includes(one)).length * 2 > lines.length,
  );
  const notes: string[] = [];
  if (delimiter === undefined) return { fields: lines.flatMap((line) => named(line, notes)), notes };
  const rows = lines.map((line) => {
    const inner = delimiter === '|' ? line.trim().replace(/^\||\|$/g, '') : line;
    return parseRecord(inner, { delimiter, quote: '"' }).map((cell) => cell.trim());
  });
  const heads = (rows[0] ?? []).map(headingOf);
  if (!heads.includes('name')) {
    notes.push('No heading says which column names the fields, so the first column was taken.');
    return { fields: rows.flatMap(([name = '']) => named(name, notes)), notes };
  }
  const fields = rows.slice(1).flatMap((cells) => {
    const given: Record<string, string> = {};
    for (const [at, head] of heads.entries())
      if (head !== null && given[head] === undefined) given[head] = cells[at] ?? '';
    return fieldOf(given, notes);
  });
  return { fields, notes };
}

function headingOf(heading: string): keyof ReceiverField | null {
  return HEADINGS.find(([, words]) => words.test(heading.trim()))?.[0] ?? null;
}

function named(line: string, notes: string[]): ReceiverField[] {
  const required = /\*|\(required\)/i.test(line);
  return fieldOf({ name: line.replace(/\*|\(required\)/gi, ''), required: required ? 'yes' : '' }, notes);
}

function fieldOf(given: Readonly<Record<string, string>>, notes: string[]): ReceiverField[] {
  const name = (given.name ?? '').replace(/\*/g, '').trim();
  if (name === '') return [];
  const number = (text: string | undefined): number | null =>
    text === undefined || !/^-?\d+(?:\.\d+)?$/.test(text.trim()) ? null : Number(text);
  const values = (given.values ?? '').trim();
  // The least and most of a text are of its length; its least has no check.
  const isText = /text|string|char|e-?mail|phone|zip|postal/i.test(given.type ?? '');
  const most = number(given.max);
  const read = receiverField.safeParse({
    name,
    required: YES.test((given.required ?? '').trim()) || (given.name ?? '').includes('*'),
    type: typeOf(given.type ?? ''),
    validation: given.validation ?? '',
    invalidChars: given.invalidChars ?? '',
    values:
      values === ''
        ? []
        : values.split(values.includes('|') ? '|' : values.includes(';') ? ';' : ',').map((one) => one.trim()),
    maxLength: number(given.maxLength) ?? (isText ? most : null),
    min: isText ? null : number(given.min),
    max: isText ? null : most,
    contact: YES.test((given.contact ?? '').trim()) || isContact(name, [], []),
  });
  if (read.success) return [read.data];
  const issue = read.error.issues[0];
  notes.push(`“${name}” was left out: ${issue?.path.join('.') ?? 'it'}: ${issue?.message ?? 'can’t be read'}.`);
  return [];
}

/** A type in the instructions. An unknown one is treated as text, which refuses nothing. */
function typeOf(text: string): ReceiverField['type'] {
  const word = text.toLowerCase();
  if (/e-?mail/.test(word)) return 'email';
  if (/phone/.test(word)) return 'phone';
  if (/zip|postal/.test(word)) return 'zip';
  if (/date|time/.test(word)) return 'date';
  if (/bool|yes.?no|bit/.test(word)) return 'boolean';
  if (/int|whole/.test(word)) return 'integer';
  if (/num|dec|float|double|money|currency/.test(word)) return 'number';
  return 'text';
}
