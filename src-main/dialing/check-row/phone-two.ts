/** More than one phone in a cell: the text of the one to use, and the rest. */
export interface SplitPhones {
  readonly first: string;
  readonly rest: string;
}

/** Separators between two phones. A single / - or , can also be inside a phone, and the digits on both sides decide. */
const SEPARATOR =
  /\s*:{2,}\s*|\s*[/;|&,\r\n\t]+\s*|\s+[-–—~•·]+\s+|\s*\b(?:or|and|y|o|u|oder|und|ou|et|alt|then)\b\s*/i;
/** A label that ends one phone and begins the next: H 727… W 727…, 727… (c) 727… (h). */
const LABEL_BETWEEN = /(?<=\d\D*?)(?=(?<![a-z])[a-z]+[.:)]*[\s:]*[+(]*\d)/i;
/** An extension at the end. Its digits are not a second phone. */
export const EXTENSION =
  /[\s,;.(]*(?:\bext(?:ension|n)?\b\.?|(?<![a-z])ex(?=[\s.:\d])|(?<![a-z])x|#|\banexo\b|\bint\.)[\s:.#]*\d{1,7}[\s)]*$/i;
const FAX = /\bfax\b|\bf[:.]/i;
const digitsOf = (text: string): string => text.replace(/\D+/g, '');

/** Whether a number has the length of the North American plan, with or without the 1. */
const nanpLength = (digits: string): number =>
  /^1[2-9]\d{2}[2-9]\d{6}/.test(digits) ? 11 : /^[2-9]\d{2}[2-9]\d{6}/.test(digits) ? 10 : 0;

/** The position in a text after its first `digits` digits. */
function placeAfter(text: string, digits: number): number {
  let seen = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c >= 48 && c <= 57 && ++seen === digits) return at + 1;
  }
  return text.length;
}

/**
 * Splits a cell with two or more phones; undefined for a cell with one. `home` is the calling code of phones without one. A fax is only
 * used if there is no other.
 */
export function splitPhones(text: string, home: string): SplitPhones | undefined {
  if (digitsOf(text).length < 9) return undefined;
  return split(text.replace(EXTENSION, ''), home);
}

function split(text: string, home: string): SplitPhones | undefined {
  return byMarks(text, SEPARATOR, home) ?? byMarks(text, LABEL_BETWEEN, home) ?? byPlus(text) ?? byLength(text, home);
}

function byMarks(text: string, marks: RegExp, home: string): SplitPhones | undefined {
  const parts = text.split(marks).filter((part) => digitsOf(part) !== '');
  if (parts.length < 2) return undefined;
  // For marks inside a number, as in (727) - 555 - 0101, parts are joined until the number is complete.
  let whole = 0;
  let digits = '';
  while (whole < parts.length && digits.length < 7) digits += digitsOf(parts[whole++] ?? '');
  if (home === '1' && nanpLength(digits) === 0 && digits.length < 10 && whole < parts.length) {
    const longer = digits + digitsOf(parts[whole] ?? '');
    if (nanpLength(longer) === longer.length) whole++;
  }
  const rest = parts.slice(whole);
  // A single digit is a typing error or a note. In foreign numbers, a few digits after a dash belong to the number.
  const abroad = home !== '1' || /^\D*(?:\+(?!\s*1)|00)/.test(text);
  if (!rest.some((part) => digitsOf(part).length >= (abroad ? 6 : 2))) return undefined;
  const groups = [parts.slice(0, whole).join(' '), ...rest];
  const use = groups.findIndex((group) => digitsOf(group).length >= 10 && !FAX.test(group));
  const first = groups[Math.max(0, use)] ?? '';
  return { first, rest: groups.filter((group) => group !== first).join(', ') };
}

/** A + begins a number, so that a second one begins another. */
function byPlus(text: string): SplitPhones | undefined {
  const second = text.indexOf('+', text.indexOf('+') + 1);
  if (second < 0) return undefined;
  const [first, rest] = [text.slice(0, second), text.slice(second)];
  return digitsOf(first).length >= 7 && digitsOf(rest).length >= 7 ? { first: first.trim(), rest } : undefined;
}

/** Digits that are one American number followed by at least most of a second. */
function byLength(text: string, home: string): SplitPhones | undefined {
  if (home !== '1') return undefined;
  const digits = digitsOf(text);
  const length = nanpLength(digits);
  if (length === 0 || digits.length < length + 7) return undefined;
  const at = placeAfter(text, length);
  return { first: text.slice(0, at).trim(), rest: text.slice(at).trim() };
}
