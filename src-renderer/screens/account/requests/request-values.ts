import type { CallField, DocumentedCall } from '../../../../src-preload/contract/index.ts';
import { capital } from '../../../../src-preload/rules/capital.ts';

/** The text typed for a request, by the place and path of each field. */
export type Typed = Readonly<Record<string, string>>;

/** Fields with the same name in the path and in the body have different keys. */
export const fieldKey = ({ place, path }: CallField): string => `${place} ${path}`;

/** Why a value can't be sent, by its field. */
export type Problems = Readonly<Record<string, string>>;

/** A request in the form of `leadexec.request`. */
export interface WrittenRequest {
  readonly request: string;
  readonly body: string | undefined;
}

const LEAVE_OUT = Symbol('left out');

/** The value of a field's text. An empty field that is not required is omitted. */
function sentValue(field: CallField, text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') {
    if (!field.required) return LEAVE_OUT;
    if (field.nullable) return null;
    return field.type === 'text' && field.place === 'body' ? '' : undefined;
  }
  switch (field.type) {
    case 'number':
    case 'whole':
      return Number(trimmed.replaceAll(',', ''));
    case 'flag':
      return trimmed === 'true';
    case 'list':
      return trimmed.split(/[\n,]+/).flatMap((one) => {
        const item = one.trim();
        return item === '' ? [] : [/^\d{1,15}$/.test(item) ? Number(item) : item];
      });
    case 'json':
      return JSON.parse(trimmed) as unknown;
    default:
      return text;
  }
}

function problemOf(field: CallField, text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '')
    return field.required && !field.nullable && (field.type !== 'text' || field.place !== 'body')
      ? 'Enter a value.'
      : null;
  if (field.type === 'json') {
    try {
      JSON.parse(trimmed);
      return null;
    } catch (thrown) {
      return `This isn’t JSON: ${thrown instanceof Error ? thrown.message : ''}`;
    }
  }
  if (field.type !== 'number' && field.type !== 'whole') return null;
  const number = Number(trimmed.replaceAll(',', ''));
  if (!Number.isFinite(number)) return 'Enter a number.';
  if (field.type === 'whole' && !Number.isInteger(number)) return 'Enter a whole number.';
  return field.least !== null && number < field.least ? `Enter ${field.least} or more.` : null;
}

/** Adds a member to a body by its path: `Filters.HasActiveOrder`. */
function put(body: Record<string, unknown>, path: string, value: unknown): void {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    body[name] = value;
    return;
  }
  const inner = (body[name] ?? {}) as Record<string, unknown>;
  body[name] = inner;
  put(inner, rest.join('.'), value);
}

/** Builds a request from the typed values, or returns what can't be sent. */
export function writeRequest(call: DocumentedCall, typed: Typed): WrittenRequest | { readonly problems: Problems } {
  const problems: Record<string, string> = {};
  for (const field of call.fields) {
    const problem = problemOf(field, typed[fieldKey(field)] ?? '');
    if (problem !== null) problems[fieldKey(field)] = problem;
  }
  if (Object.keys(problems).length > 0) return { problems };
  const body: Record<string, unknown> = {};
  const query: string[] = [];
  let path = call.path;
  for (const field of call.fields) {
    const text = typed[fieldKey(field)] ?? '';
    const value = sentValue(field, text);
    if (value === LEAVE_OUT || value === undefined) continue;
    if (field.place === 'path') path = path.replace(`[${field.path}]`, encodeURIComponent(text.trim()));
    else if (field.place === 'query') query.push(`${field.path}=${encodeURIComponent(text.trim())}`);
    else put(body, field.path, value);
  }
  const hasBody = call.fields.some(({ place }) => place === 'body');
  return {
    request: `${call.method} ${path}${query.length === 0 ? '' : `?${query.join('&')}`}`,
    body: hasBody ? JSON.stringify(call.bodyIsList ? [body] : body) : undefined,
  };
}

/** The initial text of a field. */
export function firstValue(field: CallField): string {
  if (field.type === 'flag' && field.required) return 'false';
  if (field.type === 'choice' && field.required && !field.nullable) return field.choices[0] ?? '';
  if (field.path === 'Skip') return '0';
  return field.path === 'Take' ? '100' : '';
}

/** "client_id", "SendDateUtc" and "Info.ClientUID" as words. */
export function fieldWords(path: string): string {
  const words = path
    .replace(/_/g, ' ')
    .replaceAll('.', ' · ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/UID\b/g, 'number')
    .replace(/\bUIDs\b/g, 'numbers');
  return capital(words);
}

/** The value of a browser's date and time input, in local time, for a UTC time; and the reverse. */
export function localOf(utc: string): string {
  const at = new Date(utc);
  if (Number.isNaN(at.getTime())) return '';
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
export function utcOf(local: string): string {
  const at = new Date(local);
  return local === '' || Number.isNaN(at.getTime()) ? '' : at.toISOString().replace(/\.\d+Z$/, 'Z');
}
