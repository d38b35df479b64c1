import { ALL_ENTITIES } from '@nodable/entities';

/** The wrappings that were removed from a cell, as bits. */
export const WRAPPED = 1;
export const HTML = 2;
export const PREFIX = 4;
export const QUOTED = 8;
export const INVISIBLE = 16;
export const ESCAPED = 32;
export const WIDE = 64;

/** A cell without what programs wrap around its value, and what was removed (0 if only spaces). */
export interface Unwrapped {
  readonly value: string;
  readonly done: number;
}

/** Invisible characters: no-break and other unusual spaces, zero-width marks, direction marks, soft hyphens. */
const ODD_SPACE = /[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g;
const NO_WIDTH = /[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g;

/**
 * Full-width letters, digits and signs, except = because it would make a formula; and the digits of other scripts, which are ten
 * consecutive characters each.
 */
const FULL_WIDTH = /[\uFF01-\uFF1C\uFF1E-\uFF5E]/g;
const OTHER_DIGIT = /[\u0660-\u0669\u06F0-\u06F9\u07C0-\u07C9\u0966-\u096F\u09E6-\u09EF\u0E50-\u0E59]/;
const OTHER_DIGITS = new RegExp(OTHER_DIGIT, 'g');
const DIGITS_FROM = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xe50];

/** `="07030"`, also with its quotes doubled or with T(…) inside; a bare number as formula: `=7030`. */
/** An apostrophe that keeps a spreadsheet from running a value as a formula, added by this product (`csv-out.ts`) or another. */
const DEFUSED = /^'(?:\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])/;
const FORMULA_TEXT = /^=\s*(?:T\(\s*)?"+([^"]*)"+\s*\)?$/i;
const FORMULA_NUMBER = /^=\s*(\+?\d[\d().\s-]*)$/;
const HYPERLINK = /^=\s*HYPERLINK\(.*?[,;]\s*"+([^"]*)"+\s*\)$/i;
/** An apostrophe that begins a name: 't Hooft, 's-Hertogenbosch, 'n. */
const NAMES_APOSTROPHE = /^'[a-z](?:[\s-]|$)/;
const PAIRS: readonly (readonly [open: string, close: string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['‘', '’'],
  ["'", "'"],
  ['`', '`'],
  ['’', '’'],
  ['”', '”'],
];

const TAG =
  /<\/?(?:a|abbr|b|big|blockquote|body|br|center|code|div|em|font|h[1-6]|head|hr|html|i|img|label|li|meta|ol|p|pre|s|small|span|strong|sub|sup|table|tbody|td|tfoot|th|thead|title|tr|u|ul)(?:\s[^<>]*)?\/?>/gi;
const BREAKS = /^<\/?(?:br|p|div|li|tr|td|th|h[1-6]|hr|table|ul|ol|blockquote|pre)\b/i;
const COMMENT = /<!--.*?-->/gs;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,31}));/gi;
const NAMED: Readonly<Record<string, unknown>> = ALL_ENTITIES;

/** Line ends and tabs as escape sequences, as databases export them. A Windows path keeps its backslashes. */
const WRITTEN_OUT = /(?:\\r\\n|\\[nrt]|_x000[9ADad]_)+/g;
const PATH = /^[a-z]:\\|^\\\\\w/i;

/** Lead-ad exports put a letter in front so that spreadsheets treat values as text: p:+1727…, z:33701, l:123456. */
const AD_PREFIX = /^(?:p:(?=\+?[\d(])|z:(?=[\da-z])|(?:l|ag|as|ad|c|f):(?=\d{5}))/i;

/** ASCII characters that require a closer look: 1 anywhere, 2 at the beginning, 4 at the end, 8 if _x000D_ may follow. */
const FLAGS = new Uint8Array(128);
for (const sign of '&<\\') FLAGS[sign.charCodeAt(0)] = 7;
for (const sign of '"\'`') FLAGS[sign.charCodeAt(0)] = 6;
for (let code = 0; code <= 32; code++) FLAGS[code] = 6;
FLAGS['='.charCodeAt(0)] = 2;
FLAGS['_'.charCodeAt(0)] = 8;
const COLON = 58;

/**
 * Characters beyond ASCII that require a closer look: unusual spaces, zero-width marks, quotes of any kind, and digits of other widths and
 * scripts.
 */
const isOdd = (c: number): boolean =>
  c === 0xa0 ||
  c === 0xad ||
  (c >= 0x660 && c < 0xe5a && OTHER_DIGIT.test(String.fromCharCode(c))) ||
  c === 0x180e ||
  (c >= 0x2000 && c < 0x2070) ||
  c === 0x3000 ||
  (c >= 0xfeff && c < 0xff5f);

/** Whether a cell may contain more than its value. It is called for every cell, and therefore uses arithmetic. */
export function mayBeWrapped(cell: string): boolean {
  const length = cell.length;
  if (length === 0) return false;
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(length - 1);
  if (first > 127 || last > 127 || (FLAGS[first] ?? 0) & 2 || (FLAGS[last] ?? 0) & 4) return true;
  if (length > 2 && (cell.charCodeAt(1) === COLON || cell.charCodeAt(2) === COLON)) return true;
  for (let i = 1; i < length; i++) {
    const c = cell.charCodeAt(i);
    if (c > 127) {
      if (isOdd(c)) return true;
      continue;
    }
    const flags = FLAGS[c] ?? 0;
    if (flags & 9 && (flags & 1 || cell.startsWith('x000', i + 1))) return true;
  }
  return false;
}

/**
 * The value of a cell without what spreadsheets (`="07030"`, `'07030`), HTML (`&#039;`, `<br>`), databases (`\r\n` written out) and
 * lead-ad exports (`p:`, `z:`) put around it, and without quotes around the whole.
 */
export function unwrap(cell: string): Unwrapped {
  let done = 0;
  const visible = cell.replace(NO_WIDTH, '').replace(ODD_SPACE, ' ');
  if (visible !== cell) done |= INVISIBLE;
  const narrow = visible.replace(FULL_WIDTH, narrowOf).replace(OTHER_DIGITS, digitOf);
  if (narrow !== visible) done |= WIDE;
  let value = narrow.trimStart();
  while (DEFUSED.test(value)) {
    done |= WRAPPED;
    value = value.slice(1).trimStart();
  }
  value = value.trimEnd();
  // Each program wraps the result of the one before. More than a few layers are not wrapping.
  for (let layer = 0; layer < 5; layer++) {
    const before = value;
    const add = (bit: number, after: string): void => {
      if (after === value) return;
      done |= bit;
      value = after.trim();
    };
    add(WRAPPED, fromSpreadsheet(value));
    add(QUOTED, withoutQuotes(value));
    add(PREFIX, value.replace(AD_PREFIX, ''));
    if (value.includes('&')) add(HTML, withoutEntities(value));
    if (value.includes('<')) add(HTML, withoutTags(value));
    if (value.includes('\\') || value.includes('_x0')) add(ESCAPED, withoutEscapes(value));
    if (value === before) break;
  }
  return { value, done };
}

const narrowOf = (sign: string): string => String.fromCharCode(sign.charCodeAt(0) - 0xfee0);

function digitOf(digit: string): string {
  const code = digit.charCodeAt(0);
  return String(code - (DIGITS_FROM.findLast((zero) => zero <= code) ?? code));
}

function fromSpreadsheet(value: string): string {
  const first = value.charCodeAt(0);
  if (first === 61) {
    return (FORMULA_TEXT.exec(value) ?? FORMULA_NUMBER.exec(value) ?? HYPERLINK.exec(value))?.[1] ?? value;
  }
  if (first !== 39 || value.length === 1 || NAMES_APOSTROPHE.test(value)) return value;
  return value.endsWith("'") ? value.slice(1, -1) : value.slice(1);
}

function withoutQuotes(value: string): string {
  if (value.length < 2) return value;
  for (const [open, close] of PAIRS) {
    if (!value.startsWith(open) || !value.endsWith(close)) continue;
    const inside = value.slice(open.length, -close.length);
    // “Bob” and “Rob” are two quoted words and not a quoted value. Doubled quotes are the quotes of a CSV file inside another.
    const doubled = open === '"' && inside.startsWith('"') && inside.endsWith('"') && inside.length > 1;
    if (doubled || !(inside.includes(open) || inside.includes(close))) return inside;
  }
  return value;
}

function withoutEntities(value: string): string {
  return value.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) {
      const known = NAMED[name] ?? NAMED[name.toLowerCase()];
      return typeof known === 'string' ? visibleOf(known) : whole;
    }
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    if (code >= 0x80 && code < 0xa0) return new TextDecoder('windows-1252').decode(Uint8Array.of(code));
    if (code < 9 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return '';
    return visibleOf(String.fromCodePoint(code));
  });
}

const visibleOf = (text: string): string => text.replace(NO_WIDTH, '').replace(ODD_SPACE, ' ');

function withoutTags(value: string): string {
  return value
    .replace(COMMENT, ' ')
    .replace(TAG, (tag) => (BREAKS.test(tag) ? ' ' : ''))
    .replace(/ {2,}/g, ' ');
}

function withoutEscapes(value: string): string {
  if (PATH.test(value)) return value;
  return value.replace(WRITTEN_OUT, ' ').replace(/\\(['"])/g, '$1');
}
