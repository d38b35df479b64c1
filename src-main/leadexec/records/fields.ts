import { type RecordField, type RecordKind, recordKind } from '../../../src-preload/contract/index.ts';
import { capital } from '../../../src-preload/rules/capital.ts';
import * as enumerations from '../../vendors/leadexec/enumerations.ts';
import { isSecretMember } from '../../vendors/leadexec/secrets.ts';
import { FIELD_TABLES } from './field-tables.ts';

/** A field with additional data that the page doesn't need. */
export interface Field extends RecordField {
  readonly enumeration: enumerations.Enumeration | null;
  /** The path of the rows it is within; empty at the top level. */
  readonly within: string;
  /** Its path below those rows. */
  readonly name: string;
  /** A text in the document's table and a number in its example: it is sent back as it was read. */
  readonly asRead: boolean;
}

const LINE =
  /^(?<path>[\w.]+) (?<type>[a-z-]+)(?:>(?<least>-?\d+))?(?<of>:\w*)?(?: (?<marks>[!+?~@*]+))?(?: = (?<label>.+?))?(?: ; (?<note>.+))?$/;
const TYPES = ['text', 'long-text', 'number', 'whole', 'flag', 'date', 'choice', 'id', 'rows'] as const;

/** `DeliveryDelay` as words: "Delivery delay". */
const wordsOf = (name: string): string => {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return capital(words);
};

const isEnumeration = (value: unknown): value is enumerations.Enumeration =>
  typeof value === 'object' && value !== null && 'values' in value && 'numbered' in value;

function enumerationOf(name: string): enumerations.Enumeration {
  const found: unknown = Object.entries(enumerations).find(([one]) => one === name)?.[1];
  if (!isEnumeration(found)) throw new Error(`There is no enumeration ${name}`);
  return found;
}

function readLine(line: string, lists: readonly string[]): Field {
  const parts = LINE.exec(line)?.groups;
  const type = TYPES.find((one) => one === parts?.type);
  if (parts === undefined || type === undefined) throw new Error(`A field can’t be read: ${line}`);
  const { path = '', marks = '', of = '' } = parts;
  const within = lists.filter((list) => path.startsWith(`${list}.`)).at(-1) ?? '';
  const name = within === '' ? path : path.slice(within.length + 1);
  const enumeration = type === 'choice' ? enumerationOf(of.slice(1)) : null;
  const secret = isSecretMember(name);
  const deprecated = marks.includes('~');
  return {
    ...{ path, name, within, type, enumeration, secret, deprecated },
    label: parts.label ?? wordsOf(name.split('.').at(-1) ?? name),
    choices: (enumeration?.values ?? []).map((one) => ({
      name: one.name,
      number: enumeration?.numbered === true ? one.number : null,
    })),
    of: type === 'id' && of.length > 1 ? recordKind.parse(of.slice(1)) : null,
    least: parts.least === undefined ? null : Number(parts.least),
    required: marks.includes('!'),
    nullable: marks.includes('?'),
    readOnly: !/[!+]/.test(marks),
    fixed: marks.includes('@'),
    asRead: marks.includes('*'),
    listed: within === '' && type !== 'rows' && type !== 'long-text' && !secret && !deprecated,
    note: parts.note ?? '',
  };
}

function readTable(table: string): readonly Field[] {
  const lines = table.trim().split('\n');
  const lists = lines.flatMap((line) => (/^([\w.]+) rows/.exec(line)?.[1] ?? '') || []);
  return lines.map((line) => readLine(line, lists));
}

const FIELDS = new Map<RecordKind, readonly Field[]>(
  recordKind.options.map((kind) => [kind, readTable(FIELD_TABLES[kind])]),
);

/** The fields of a kind of record, in the order of a form. */
export const fieldsOf = (kind: RecordKind): readonly Field[] => FIELDS.get(kind) ?? [];

/** A field for the page. */
export const shownField = ({ enumeration: _, within: __, name: ___, asRead: ____, ...field }: Field): RecordField =>
  field;
