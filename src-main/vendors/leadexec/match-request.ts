import type { CallDefinition, Method, Parameter } from './call-definition.ts';
import { CALLS } from './registry.ts';

/** An entered request that is in the document. */
export interface MatchedRequest {
  /** The name of its function. */
  readonly name: string;
  readonly definition: CallDefinition;
  /** The parts of its path and query. */
  readonly path: Readonly<Record<string, unknown>>;
}

export type Match =
  | MatchedRequest
  /** It is not in the document; `nearest` are requests that are, most similar first. */
  | { readonly nearest: readonly string[] }
  /** It would be valid except for a part of its path. */
  | { readonly problem: string };

/** A space belongs to the path, as in a county; the HTTP version behind it comes with a line copied from the document. */
const WRITTEN = /^\s*([A-Za-z]+)\s+(\S.*?)(?:\s+HTTP\/\d\.\d)?\s*$/i;

/** In the document's form: `GET /v1/clients/list`. */
export function shownRequest({ method, path, query }: CallDefinition): string {
  const search = Object.keys(query ?? {}).map((name) => `${name}=[${name}]`);
  return `${method} ${path}${search.length === 0 ? '' : `?${search.join('&')}`}`;
}

/** Finds the section of a request that is entered as its method and path, with values instead of names. */
export function matchRequest(written: string): Match {
  const parts = WRITTEN.exec(written);
  const method = (parts?.[1] ?? '').toUpperCase();
  const address = parts?.[2] ?? written.trim();
  const [path = '', search = ''] = splitOnce(address, '?');
  const segments = segmentsOf(path);
  const candidates = [...CALLS].filter(([, one]) => one.method === method && fits(segmentsOf(one.path), segments));
  // A literal segment has priority over one that accepts any value: in `/v1/clients/fields`, `fields` is not a client.
  candidates.sort(([, a], [, b]) => literals(b.path) - literals(a.path));
  const [found] = candidates;
  if (!found) return { nearest: nearestTo(method, segments) };
  const [name, definition] = found;
  const values = valuesOf(definition, segments, new URLSearchParams(search));
  return 'problem' in values ? values : { name, definition, path: values.path };
}

function splitOnce(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** A slash at the end makes no difference: the document has it in two places. */
const segmentsOf = (path: string): string[] => path.replace(/^\/+|\/+$/g, '').split('/');
const nameOf = (segment: string): string | null => /^\[(\w+)\]$/.exec(segment)?.[1] ?? null;
const literals = (path: string): number => segmentsOf(path).filter((segment) => nameOf(segment) === null).length;

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((one, at) => nameOf(one) !== null || one === segments[at]) &&
    !segments.includes('')
  );
}

function valuesOf(
  { path, parameters, query }: CallDefinition,
  segments: readonly string[],
  search: URLSearchParams,
): { readonly path: Readonly<Record<string, unknown>> } | { readonly problem: string } {
  const values: Record<string, unknown> = {};
  for (const [at, one] of segmentsOf(path).entries()) {
    const name = nameOf(one);
    const parameter = name === null ? undefined : parameters[name];
    if (name === null || parameter === undefined) continue;
    const value = partOf(parameter, decoded(segments[at] ?? ''));
    if (value === undefined) {
      const not = parameter.hidden ? '' : `, not "${segments[at]}"`;
      return { problem: `${name} must be ${wanted(parameter)}${not}.` };
    }
    values[name] = value;
  }
  for (const name of search.keys()) {
    if (query?.[name] === undefined) return { problem: `${name} is not a parameter of this request.` };
  }
  for (const [name, parameter] of Object.entries(query ?? {})) {
    const text = search.get(name);
    const value = text === null ? undefined : partOf(parameter, text);
    if (value === undefined) return { problem: `Give ${name} after a question mark, as ${wanted(parameter)}.` };
    values[name] = value;
  }
  return { path: values };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // An invalid escape is kept, and the document decides.
    return segment;
  }
}

function wanted({ kind, hidden }: Parameter): string {
  if (kind === 'id') return 'a number above 0';
  if (kind === 'number') return 'a number';
  if (kind === 'flag') return 'true or false';
  return hidden ? 'digits' : 'a text';
}

function partOf({ of, kind }: Parameter, text: string): unknown {
  const value = kind === 'text' ? text : kind === 'flag' ? flagOf(text) : numberOf(text);
  return value !== undefined && of.safeParse(value).success ? value : undefined;
}

const numberOf = (text: string): number | undefined => (/^\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined);
const flagOf = (text: string): boolean | undefined =>
  /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined;

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The most similar documented requests: by segments, then by method. */
function nearestTo(method: string, segments: readonly string[]): string[] {
  const known = METHODS.some((one) => one === method);
  // If the method is GET, the other requests that read come first.
  const otherMethod = (one: CallDefinition): number =>
    !known || one.method === method ? 0 : method === 'GET' && one.effect === 'read' ? 0.3 : 0.4;
  return [...CALLS.values()]
    .map((one) => ({ one, far: distance(segmentsOf(one.path), segments) + otherMethod(one) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ one }) => shownRequest(one));
}

/** The number of segments that would have to be changed, added or removed, as a fraction if only letters differ. */
function distance(pattern: readonly string[], segments: readonly string[]): number {
  return edit(pattern, segments, (a, b) => {
    if (a === b) return 0;
    if (nameOf(a) !== null) return /^\d+$/.test(b) ? 0 : 0.9;
    return Math.min(
      1,
      edit([...a.toLowerCase()], [...b.toLowerCase()], (x, y) => (x === y ? 0 : 1)) / Math.max(a.length, 1),
    );
  });
}

function edit(from: readonly string[], to: readonly string[], change: (a: string, b: string) => number): number {
  let row = to.map((_, at) => at + 1);
  let left = 0;
  for (const [at, one] of from.entries()) {
    const next: number[] = [];
    let corner = left;
    left = at + 1;
    let before = left;
    for (const [place, other] of to.entries()) {
      const above = row[place] ?? 0;
      before = Math.min(above + 1, before + 1, corner + change(one, other));
      corner = above;
      next.push(before);
    }
    row = next;
  }
  return row.at(-1) ?? left;
}
