import { positionOf } from './enumerations.ts';
import type { Property, Shape } from './shape.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How a body differs from the document: undocumented properties, missing required ones, wrong types, unknown values. */
export function bodyDeviations(properties: Shape, body: unknown, at = ''): string[] {
  if (!isObject(body)) return [`${at || 'body'} must be an object`];
  const known = new Set(properties.map(({ name }) => name));
  const unknown = Object.keys(body).flatMap((name) => (known.has(name) ? [] : [`${at}${name} is not documented`]));
  const wrong = properties.flatMap((one) => {
    if (one.name in body) return valueDeviations(one, body[one.name], `${at}${one.name}`);
    return one.required ? [`${at}${one.name} is required`] : [];
  });
  return [...unknown, ...wrong];
}

function valueDeviations(one: Property, value: unknown, at: string): string[] {
  if (value === null) return one.nullable ? [] : [`${at} must not be null`];
  const { enumeration, type } = one;
  if (enumeration !== undefined) {
    const known = positionOf(enumeration, value) !== undefined || enumeration.also.includes(String(value));
    return known ? [] : [`${at} has no value ${JSON.stringify(value)}`];
  }
  if (type === 'object') return bodyDeviations(one.of, value, `${at}.`);
  if (type === 'list' || type === 'ints' || type === 'scalars') {
    if (!Array.isArray(value)) return [`${at} must be an array`];
    if (type === 'scalars') return value.every(isScalar) ? [] : [`${at} must hold texts`];
    if (type === 'ints') return value.every(Number.isInteger) ? [] : [`${at} must hold integers`];
    return value.flatMap((item, index) => bodyDeviations(one.of, item, `${at}[${index}].`));
  }
  return hasType(type, value) ? [] : [`${at} must be ${NAMES[type]}`];
}

const isScalar = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

const NAMES: Readonly<Record<string, string>> = {
  int: 'an integer',
  number: 'a number',
  bool: 'true or false',
  text: 'a text',
  date: 'a date (ISO 8601)',
  scalar: 'a text or a number',
};

function hasType(type: Property['type'], value: unknown): boolean {
  switch (type) {
    case 'int':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'bool':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string';
    case 'date':
      return typeof value === 'string' && /^\d{2,4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value);
    default:
      return isScalar(value);
  }
}
