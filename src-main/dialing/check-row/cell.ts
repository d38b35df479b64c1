import { mayBeWrapped, unwrap } from './unwrap.ts';

/** What makes a spreadsheet run a cell as a formula: = + - @, also in full width, after any space; and a leading tab or line end. */
export const FORMULA = /^(?:\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])/;

/**
 * The value of a cell: trimmed, and without what programs wrap around it (`unwrap.ts`). That includes the apostrophe that makes a formula
 * harmless (`csv-out.ts`), so that exported rows are read back unchanged.
 */
export function cellValue(cell: string): string {
  return mayBeWrapped(cell) ? unwrap(cell).value : cell;
}

const PLACEHOLDER =
  /^(?:n[/.]?a\.?|n\.a\.?|none|null|nil|nan|nat|undefined|unknown|not (?:given|known|available|provided|specified|applicable)|no (?:data|value)|tbd|blank|empty|-+|–+|—+|\.+|\?+|x{2,})$/i;
/** Placeholders that programs write: NULL of databases, \N, and a spreadsheet's errors in any language (#N/A, #¡REF!, #NV). */
const NOTHING =
  /^(?:\\N|[([<{](?:null|none|nil|blank|empty|no value|not set|unset|undefined)[)\]>}]|#(?:N\/[ADV]|NV|GETTING_DATA|SPILL!|DIV\/0!|¡DIV\/0!|¡?[A-ZÄÖÜÉÁ/0]{2,12}[!?]))$/i;
/** In columns of text some of the words above may be real values. Only what programs write, dashes, and N/A count as placeholders there. */
const NO_TEXT = /^(?:n\/a|n\.a\.?|na|none|null|nil|nan|nat|undefined|-+|–+|—+)$/i;
/** Null, Nil, Na and Nan are also names. Programs write NULL, null, nil and NaN, and Python writes None. */
const A_NAME = /^(?:Null|Nil|Na|Nan)$/;

/** Whether a value only says that there is none: N/A, none, NULL, #REF!, - and similar. */
export function isPlaceholder(value: string): boolean {
  return mayBePlaceholder(value) && (PLACEHOLDER.test(value) || NOTHING.test(value));
}

/** The same for a column of text. With `isName`, a name that looks like a placeholder (`Null`, `Na`) is a name. */
export function isNoText(value: string, isName: boolean): boolean {
  if (!mayBePlaceholder(value)) return false;
  if (isName && A_NAME.test(value)) return false;
  return NO_TEXT.test(value) || NOTHING.test(value);
}

/** The first character and the length decide for most values. */
function mayBePlaceholder(value: string): boolean {
  if (value.length > 16) return false;
  switch (value.charCodeAt(0) | 32) {
    case 98: // b
    case 101: // e
    case 110: // n
    case 116: // t
    case 117: // u
    case 120: // x
    case 35: // #
    case 40: // (
    case 45: // -
    case 46: // .
    case 60: // <
    case 63: // ?
    case 123: // [ {
    case 124: // backslash
      return true;
    default:
      return value.startsWith('–') || value.startsWith('—');
  }
}
