import { brokenOff, type Fault, type Slice } from './outline.ts';

/** The top-level parts of a JSON text. */
export type JsonOutline =
  | { readonly kind: 'array'; readonly items: readonly Slice[] }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, Slice> }
  | { readonly kind: 'scalar' }
  | ({ readonly kind: 'fault' } & Fault);

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;

/**
 * The positions of an array's items, or of an object's members. The text is scanned once without recursion, however deeply it is nested, so
 * that one bad record can be separated from the rest. The parts themselves are not parsed yet.
 */
export function outlineJson(text: string, start = 0, end = text.length): JsonOutline {
  const from = skipSpace(text, start, end);
  const to = skipSpaceBack(text, from, end);
  const opener = text.charCodeAt(from);
  if (from === to) return { kind: 'fault', fault: 'it is empty' };
  if (opener !== 91 && opener !== 123) return { kind: 'scalar' };

  const parts: { from: number; colon: number; to: number; depth: number }[] = [];
  const open: number[] = [];
  let part = { from: from + 1, colon: -1, to: -1, depth: 1 };
  for (let at = from; at < to; at++) {
    const c = text.charCodeAt(at);
    if (c === QUOTE) {
      at = stringEnd(text, at, to);
      if (at < 0) return { kind: 'fault', ...brokenOff(text.length) };
    } else if (c === 123 || c === 91) {
      open.push(c);
      if (open.length > part.depth) part.depth = open.length;
    } else if (c === 125 || c === 93) {
      if (open.pop() !== c - 2) return { kind: 'fault', fault: `an unmatched closing bracket at character ${at + 1}` };
      if (open.length === 0) {
        if (at < to - 1) return { kind: 'fault', fault: `there is more text after its end, at character ${at + 2}` };
        part.to = at;
        parts.push(part);
        return opener === 91 ? arrayOf(text, parts) : objectOf(text, parts);
      }
    } else if (open.length === 1) {
      if (c === COLON && part.colon < 0) part.colon = at;
      else if (c === COMMA) {
        part.to = at;
        parts.push(part);
        part = { from: at + 1, colon: -1, to: -1, depth: 1 };
      }
    }
  }
  return { kind: 'fault', ...brokenOff(text.length) };
}

type Part = { readonly from: number; readonly colon: number; readonly to: number; readonly depth: number };

/** Depth is counted from the outer bracket, which doesn't count within a part. */
function sliceOf(text: string, from: number, to: number, depth: number): Slice {
  const first = skipSpace(text, from, to);
  return { from: first, to: skipSpaceBack(text, first, to), depth: Math.max(1, depth - 1) };
}

function arrayOf(text: string, parts: readonly Part[]): JsonOutline {
  const items = parts.map((part) => sliceOf(text, part.from, part.to, part.depth));
  const none = items.length === 1 && items[0]?.from === items[0]?.to;
  return { kind: 'array', items: none ? [] : items };
}

function objectOf(text: string, parts: readonly Part[]): JsonOutline {
  const members = new Map<string, Slice>();
  const [only] = parts;
  if (only && parts.length === 1 && skipSpace(text, only.from, only.to) === only.to) return { kind: 'object', members };
  for (const part of parts) {
    const key = part.colon < 0 ? undefined : parseJson(text.slice(part.from, part.colon));
    if (typeof key !== 'string') return { kind: 'fault', fault: `a name is missing at character ${part.from + 1}` };
    members.set(key, sliceOf(text, part.colon + 1, part.to, part.depth));
  }
  return { kind: 'object', members };
}

/** The value of a JSON text; undefined if it is not JSON. Only for texts whose depth is known. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The text is not JSON, and the caller parses it as something else.
    return undefined;
  }
}

/** A JSON text without the white space between its parts. Every value is unchanged. */
export function compactJson(text: string): string {
  if (!/[\n\r\t]| {2}|[:,] /.test(text)) return text;
  let compact = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === QUOTE) at = Math.max(at, stringEnd(text, at, text.length));
    else if (isSpace(c)) {
      compact += text.slice(from, at);
      from = at + 1;
    }
  }
  return compact + text.slice(from);
}

/** The position of the quote that ends a string that starts at `from`, or -1. */
function stringEnd(text: string, from: number, to: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0 && at < to; at = text.indexOf('"', at + 1)) {
    let before = at - 1;
    while (text.charCodeAt(before) === BACKSLASH) before--;
    if ((at - before) % 2 === 1) return at;
  }
  return -1;
}

const isSpace = (c: number): boolean => c === 32 || c === 10 || c === 13 || c === 9;

function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isSpace(text.charCodeAt(at))) at++;
  return at;
}

function skipSpaceBack(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}
