/** What makes a spreadsheet run a cell as a formula: = + - @, also in full width, after any space; and a leading tab or line end. */
export const FORMULA = /^(?:\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])/;
const DEFUSED = /^'(?:\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])/;

/**
 * The value of a cell as it stands in a file: trimmed, and without the apostrophe that defuses a formula
 * (`csv-out.ts`), so that exported rows come back as they were.
 */
export function cellValue(cell: string): string {
  if (cell === '') return cell;
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  // Codes 40 to 126 are neither space nor apostrophe.
  if (first > 39 && first < 127 && last > 32 && last < 127) return cell;
  let value = cell.trim();
  while (DEFUSED.test(value)) value = value.slice(1).trim();
  return value;
}

const PLACEHOLDER =
  /^(?:n[/.]?a\.?|none|null|nil|undefined|unknown|not (?:given|known|available)|tbd|-+|\.+|\?+|x{2,})$/i;

/** Whether a value only says that there is none: N/A, none, -, and the like. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value);
}
