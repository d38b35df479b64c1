/** Longer than any real value. A longer one is truncated, and complete in the raw record. */
const TEXT_AT_MOST = 4_000;
const ITEM_AT_MOST = 200;
const ITEMS_AT_MOST = 200;

/**
 * The value of a vendor's field as one text: trimmed, with uniform line ends, without invalid characters. Numbers and booleans become text;
 * nothing, and values that are not scalars, become empty. Of a list the first text is used.
 */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return clean(value);
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return '';
  for (const item of value) {
    const text = Array.isArray(item) ? '' : textOf(item);
    if (text !== '') return text;
  }
  return '';
}

/** Control characters except tab and line end, and Unicode noncharacters. */
const NO_TEXT = /[^\P{Cc}\t\n]|[\ufffe\uffff]/gu;

function clean(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.trim().slice(0, TEXT_AT_MOST).trim();
  return text
    .replace(/\r\n?/g, '\n')
    .replace(NO_TEXT, '')
    .toWellFormed()
    .trim()
    .slice(0, TEXT_AT_MOST)
    .toWellFormed()
    .trim();
}

/** Whether a value can be read as text: a scalar, nothing, or a list of such. */
export function isTextual(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => !Array.isArray(item) && isTextual(item));
  return typeof value !== 'object' || value === null;
}

/**
 * A boolean. Numbers, names, and XML's `1` and empty element are accepted: an existing empty field means no; a missing field, or one with
 * another value, is unknown.
 */
export function flagOf(value: unknown): boolean | null {
  if (value === undefined) return null;
  if (/^(?:1|true|yes|y|on)$/i.test(textOf(value))) return true;
  return /^(?:|0|false|no|n|off)$/i.test(textOf(value)) ? false : null;
}

/**
 * The items of a list that is written as one text or received as several: separated by commas, semicolons, bars and line ends, but not
 * within brackets, so that `Surgery (Hand, Foot)` is one item. Each item occurs once, in order.
 */
export function itemsOf(value: unknown): string[] {
  const texts = Array.isArray(value) ? value.map(textOf) : [textOf(value)];
  const items = new Set<string>();
  for (const text of texts) {
    for (const item of text.split(/[;|\n]|,(?![^()]*\))/)) {
      const whole = item.trim().slice(0, ITEM_AT_MOST).toWellFormed().trim();
      if (whole !== '' && items.size < ITEMS_AT_MOST) items.add(whole);
    }
  }
  return [...items];
}

/** Years as a whole number: `14`, `"14"`, `14.5`, `14+ years`; null if there is none. */
export function yearsOf(value: unknown): number | null {
  const found = /^(\d{1,3})(?:\.\d+)?\s*\+?\s*(?:years?|yrs?)?\.?$/i.exec(textOf(value));
  return found ? Number(found[1]) : null;
}
