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
  let value = cell.trimStart();
  while (DEFUSED.test(value)) value = value.slice(1).trimStart();
  return value.trimEnd();
}

const PLACEHOLDER =
  /^(?:n[/.]?a\.?|none|null|nil|undefined|unknown|not (?:given|known|available)|tbd|-+|\.+|\?+|x{2,})$/i;

/** Whether a value only says that there is none: N/A, none, -, and the like. */
export function isPlaceholder(value: string): boolean {
  // Most values are settled by their first character: - . ? or, in either case, n t u x.
  const first = value.charCodeAt(0) | 32;
  if (
    first !== 110 &&
    first !== 116 &&
    first !== 117 &&
    first !== 120 &&
    first !== 45 &&
    first !== 46 &&
    first !== 63
  ) {
    return false;
  }
  return PLACEHOLDER.test(value);
}
