import type { AnswerFormat } from './addresses.ts';

type Scalar = string | number | boolean | null;

/** A list of values of the same kind: an array in JSON, elements named `item` in XML. */
interface Listed {
  readonly item: string;
  readonly rows: readonly Shape[];
}

/** An answer before it is written: names and values in the document's order. A nested shape is an object. */
export type Shape = readonly (readonly [string, Scalar | Listed | { readonly object: Shape }])[];

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const TYPES: Readonly<Record<AnswerFormat, string>> = {
  json: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
};

export const written = (format: AnswerFormat, body: string, status = 200): Answer => ({
  status,
  type: TYPES[format],
  body,
});

/** JSON of one shape, or of several as an array. */
export function toJson(shapes: readonly Shape[], asArray: boolean): string {
  return JSON.stringify(asArray ? shapes.map(objectOf) : objectOf(shapes[0] ?? []));
}

function objectOf(shape: Shape): Record<string, unknown> {
  return Object.fromEntries(
    shape.map(([name, value]) => {
      if (typeof value !== 'object' || value === null) return [name, value];
      return [name, 'object' in value ? objectOf(value.object) : value.rows.map(objectOf)];
    }),
  );
}

const HEAD = '<?xml version="1.0" encoding="utf-8"?>';
const NAMESPACES = 'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

/** XML of one shape, or of several inside `ArrayOf…`, as .NET writes arrays. */
export function toXml(root: string, shapes: readonly Shape[], asArray = false): string {
  const [first = []] = shapes;
  if (!asArray) return `${HEAD}\n<${root} ${NAMESPACES}>${elements(first)}</${root}>`;
  const all = shapes.map((shape) => `<${root}>${elements(shape)}</${root}>`).join('');
  return `${HEAD}\n<ArrayOf${root} ${NAMESPACES}>${all}</ArrayOf${root}>`;
}

function elements(shape: Shape): string {
  return shape
    .map(([name, value]) => {
      if (value === null) return `<${name} xsi:nil="true" />`;
      if (value === '') return `<${name} />`;
      if (typeof value !== 'object') return `<${name}>${escaped(String(value))}</${name}>`;
      if ('object' in value) return `<${name}>${elements(value.object)}</${name}>`;
      if (value.rows.length === 0) return `<${name} />`;
      const rows = value.rows.map((row) => `<${value.item}>${elements(row)}</${value.item}>`);
      return `<${name}>${rows.join('')}</${name}>`;
    })
    .join('');
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
