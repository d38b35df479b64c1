import { ENUMERATIONS, type Enumeration, type EnumerationName, written } from './enumerations.ts';

/** `scalar` is for members on which table and example disagree: text, number or bool. */
export type ScalarType = 'int' | 'number' | 'bool' | 'text' | 'date' | 'scalar' | 'ints' | 'scalars';

/** A property of an object in the document, and its name in the account's model. */
export interface Property {
  readonly name: string;
  readonly type: ScalarType | 'enum' | 'list' | 'object';
  readonly required: boolean;
  readonly nullable: boolean;
  /** The model's name for it; undefined if it is stored with the other properties, under the document's name. */
  readonly key: string | undefined;
  readonly enumeration: Enumeration | undefined;
  /** How the example shows the enumeration. */
  readonly shown: 'name' | 'number';
  readonly of: Shape;
}
export type Shape = readonly Property[];

/**
 * Parses a table of properties, one per line: `Name! type key`. `!` means required, a type's `?` allows null, `#` shows an enumeration as
 * its number; `list:x` and `object:x` name one of `parts`.
 */
export function shape(table: string, parts: Readonly<Record<string, Shape>> = {}): Shape {
  const lines = table.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim().split(/\s+/)]));
  return lines.map(([name = '', written = '', key]) => {
    const type = written.replace(/[?#]/g, '');
    const [form = '', part = ''] = type.split(':');
    const kind = type in ENUMERATIONS ? ENUMERATIONS[type as EnumerationName] : undefined;
    if (part !== '' && parts[part] === undefined) throw new Error(`The table has no part "${part}" for ${name}.`);
    return {
      name: name.replace('!', ''),
      type: (kind === undefined ? form : 'enum') as Property['type'],
      required: name.endsWith('!'),
      nullable: written.includes('?'),
      key,
      enumeration: kind,
      shown: written.includes('#') ? 'number' : 'name',
      of: parts[part] ?? [],
    };
  });
}

const EMPTY: Readonly<Record<Property['type'], unknown>> = {
  int: 0,
  number: 0,
  bool: false,
  text: '',
  date: null,
  scalar: '',
  ints: [],
  scalars: [],
  enum: 0,
  list: [],
  object: null,
};

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How enumerations are written: as in the document's examples, or all in one way. */
export type EnumerationsAs = 'document' | 'name' | 'number';

/** An object of the model in the document's form. */
export function toWire(properties: Shape, model: Fields, as: EnumerationsAs): Record<string, unknown> {
  const rest = isFields(model.rest) ? model.rest : {};
  return Object.fromEntries(
    properties.map((one) => {
      const kept = one.key === undefined ? rest[one.name] : model[one.key];
      return [one.name, wireValue(one, kept ?? (one.nullable ? null : EMPTY[one.type]), as)];
    }),
  );
}

function wireValue(one: Property, value: unknown, as: EnumerationsAs): unknown {
  if (one.enumeration !== undefined) return written(one.enumeration, value, as === 'document' ? one.shown : as);
  if (one.type === 'list' && Array.isArray(value)) {
    return value.map((item) =>
      isFields(item) ? (hasKeys(one.of) ? toWire(one.of, item, as) : raw(one.of, item, as)) : item,
    );
  }
  return one.type === 'object' && isFields(value) ? toWire(one.of, value, as) : value;
}

const hasKeys = (properties: Shape) => properties.some(({ key }) => key !== undefined);

/** An object that is stored under the document's own names. */
const raw = (properties: Shape, item: Fields, as: EnumerationsAs) => toWire(properties, { rest: item }, as);

/** The content of a body under the model's names. Missing properties are left out. Other properties are merged with the stored ones. */
export function fromWire(properties: Shape, body: Fields, before: Fields = {}): Record<string, unknown> {
  const rest: Record<string, unknown> = { ...(isFields(before.rest) ? before.rest : {}) };
  const model: Record<string, unknown> = {};
  for (const one of properties) {
    if (!(one.name in body)) continue;
    const value = modelValue(one, body[one.name]);
    if (one.key === undefined) rest[one.name] = value;
    else model[one.key] = value;
  }
  return { ...model, rest };
}

function modelValue(one: Property, value: unknown): unknown {
  const { enumeration, type } = one;
  if (enumeration !== undefined) {
    return written(enumeration, value, enumeration.kept);
  }
  if (type === 'list' && Array.isArray(value)) {
    return value.map((item) => {
      if (!isFields(item)) return item;
      const read = fromWire(one.of, item);
      return hasKeys(one.of) ? read : read.rest;
    });
  }
  return value;
}
