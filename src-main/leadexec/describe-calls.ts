import { z } from 'zod';
import type { CallField, DocumentedCall } from '../../src-preload/contract/index.ts';
import type { Parameters } from '../vendors/leadexec/call-definition.ts';
import { CALLS, subjectOf } from '../vendors/leadexec/registry.ts';
import { isSecretMember } from '../vendors/leadexec/secrets.ts';

/** The parts of a body's JSON Schema that are used here. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly minimum?: number;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  /** Documented values, as added by `body-fields.ts`. */
  readonly choices?: readonly string[];
}

/** Every request of the document, with its parameters. */
export function describeCalls(): DocumentedCall[] {
  return [...CALLS].map(([name, definition]) => {
    const { section, method, path, parameters, query, body, effect, repeatable } = definition;
    const schema = body === null ? null : (z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as Schema);
    const bodyIsList = schema?.type === 'array';
    return {
      ...{ name, section, subject: subjectOf(name), method, path, repeatable, bodyIsList, reads: effect === 'read' },
      fields: [
        ...partsOf(parameters, 'path'),
        ...partsOf(query ?? {}, 'query'),
        ...(schema === null ? [] : bodyFields(bodyIsList ? (schema.items ?? {}) : schema, '')),
      ],
    };
  });
}

function partsOf(parameters: Parameters, place: 'path' | 'query'): CallField[] {
  return Object.entries(parameters).map(([path, { kind, hidden }]) => ({
    ...{ path, place, choices: [], required: true, nullable: false, hidden: hidden === true, example: '' },
    type: kind === 'id' ? 'whole' : kind === 'number' ? 'number' : kind === 'flag' ? 'flag' : 'text',
    least: kind === 'id' ? 1 : null,
  }));
}

function bodyFields({ properties, required = [] }: Schema, within: string): CallField[] {
  return Object.entries(properties ?? {}).flatMap(([name, schema]): CallField[] => {
    const path = within === '' ? name : `${within}.${name}`;
    const { inner, nullable } = withoutNull(schema);
    if (inner.properties !== undefined) return bodyFields(inner, path);
    const about = { path, place: 'body', required: required.includes(name), nullable } as const;
    return [{ ...about, hidden: isSecretMember(name), ...typeOf(inner, name) }];
  });
}

function withoutNull(schema: Schema): { readonly inner: Schema; readonly nullable: boolean } {
  const { anyOf, type } = schema;
  if (Array.isArray(type) && type.includes('null')) {
    const others = type.filter((one) => one !== 'null');
    const [only] = others;
    return { inner: { ...schema, type: others.length === 1 && only !== undefined ? only : others }, nullable: true };
  }
  const some = anyOf?.filter((one) => one.type !== 'null');
  if (anyOf === undefined || some === undefined || some.length === anyOf.length)
    return { inner: schema, nullable: false };
  const [only] = some;
  return {
    inner:
      some.length === 1 && only !== undefined ? { ...only, choices: only.choices ?? schema.choices ?? [] } : schema,
    nullable: true,
  };
}

type Typed = Pick<CallField, 'type' | 'choices' | 'least' | 'example'>;

function typeOf(schema: Schema, name: string): Typed {
  const { type, choices, minimum, items } = schema;
  const plain = { choices: [], least: minimum !== undefined && minimum > -1e9 ? minimum : null, example: '' };
  if (choices !== undefined && choices.length > 0) return { ...plain, type: 'choice', choices: [...choices] };
  if (type === 'integer') return { ...plain, type: 'whole' };
  if (type === 'number') return { ...plain, type: 'number' };
  if (type === 'boolean') return { ...plain, type: 'flag' };
  if (type === 'string')
    return { ...plain, type: /date/i.test(name) && schema.format === 'date-time' ? 'date' : 'text' };
  // If both text and number are possible, a person enters text.
  if (Array.isArray(type) && type.includes('string')) return { ...plain, type: 'text' };
  if (type === 'array' && items?.properties === undefined) return { ...plain, type: 'list' };
  return { ...plain, type: 'json', example: JSON.stringify(exampleOf(schema), null, 2) };
}

/** An example with an empty value for each member. */
function exampleOf(schema: Schema): unknown {
  const { inner } = withoutNull(schema);
  if (inner.properties !== undefined) {
    return Object.fromEntries(Object.entries(inner.properties).map(([name, one]) => [name, exampleOf(one)]));
  }
  if (inner.choices?.[0] !== undefined) return inner.choices[0];
  switch (inner.type) {
    case 'array':
      return inner.items === undefined ? [] : [exampleOf(inner.items)];
    case 'integer':
    case 'number':
      return 0;
    case 'boolean':
      return false;
    default:
      return '';
  }
}
