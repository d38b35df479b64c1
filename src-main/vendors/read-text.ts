/** Longer than any honest value; what is longer is cut, and whole in the raw record. */
const TEXT_AT_MOST = 4_000;
const ITEM_AT_MOST = 200;
const ITEMS_AT_MOST = 200;

/**
 * What stands in a vendor's field, as one text: trimmed, line ends as one kind, without signs that no text has. Numbers and
 * booleans become text, nothing and what is no scalar is empty. A list gives its first text.
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

/** Control characters but tab and line end, and what Unicode says is no character. */
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

/** Whether a value could be read as text: a scalar, nothing, or a list of such. */
export function isTextual(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => !Array.isArray(item) && isTextual(item));
  return typeof value !== 'object' || value === null;
}

/**
 * A yes or no. Numbers, names and XML's `1` and empty: a field that is there with nothing in it is a no; one that isn't there,
 * or says something else, is not told.
 */
export function flagOf(value: unknown): boolean | null {
  if (value === undefined) return null;
  if (/^(?:1|true|yes|y|on)$/i.test(textOf(value))) return true;
  return /^(?:|0|false|no|n|off)$/i.test(textOf(value)) ? false : null;
}

/**
 * The items of a list that is written as one text, or comes as several: parted by commas, semicolons, bars and lines, but not
 * within brackets, so that `Surgery (Hand, Foot)` stays one. Each item once, in its order.
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

/** Years as a whole number: `14`, `"14"`, `14.5`, `14+ years`; null where there is none. */
export function yearsOf(value: unknown): number | null {
  const found = /^(\d{1,3})(?:\.\d+)?\s*\+?\s*(?:years?|yrs?)?\.?$/i.exec(textOf(value));
  return found ? Number(found[1]) : null;
}
