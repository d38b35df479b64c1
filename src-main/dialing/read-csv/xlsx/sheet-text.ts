import { type NumberLook, numberText } from './number-format.ts';
import type { StringPool } from './string-pool.ts';
import { unescaped } from './workbook.ts';
import type { XmlTaker } from './xml.ts';

const PLAIN: NumberLook = { kind: 'plain' };
/** The last column and row of a sheet (ECMA-376; Excel's own limits). */
const MOST_COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;

/**
 * Converts the XML of a sheet into delimited text, row by row: with commas and double quotes, and each row on the line with its number in
 * the sheet, as long as no cell above contains line ends. Formulas give the value that was last calculated, errors an empty cell.
 */
export class SheetText implements XmlTaker {
  /** The number of rows hidden by hand or by a filter. They are read like the others. */
  hiddenRows = 0;
  /** The number of cell ranges merged over several rows. */
  mergedRows = 0;
  readonly #strings: StringPool;
  readonly #looks: readonly NumberLook[];
  readonly #from1904: boolean;
  #out: string[] = [];
  #row = 0;
  #cells: string[] = [];
  #column = -1;
  #type = '';
  #style = 0;
  #value = '';
  #inValue = false;
  #spoken = 0;

  constructor(strings: StringPool, looks: readonly NumberLook[], from1904: boolean) {
    this.#strings = strings;
    this.#looks = looks;
    this.#from1904 = from1904;
  }

  /** The text of the rows that ended since the last call. */
  take(): string {
    const text = this.#out.join('');
    this.#out = [];
    return text;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'c':
        this.#column = attributes.r === undefined ? this.#column + 1 : columnOf(attributes.r, this.#column + 1);
        this.#type = attributes.t ?? 'n';
        this.#style = Number(attributes.s ?? 0);
        this.#value = '';
        break;
      case 'v':
        this.#inValue = true;
        break;
      case 't':
        this.#inValue = this.#spoken === 0;
        break;
      case 'rPh':
        this.#spoken++;
        break;
      case 'row': {
        const row = Number(attributes.r ?? this.#row + 1);
        if (!(row > this.#row && row <= MOST_ROWS)) throw new Error(`its row ${attributes.r} is out of order`);
        // The file omits empty rows. Here they become blank lines.
        if (row > this.#row + 1) this.#out.push('\n'.repeat(row - this.#row - 1));
        this.#row = row;
        this.#column = -1;
        this.#cells = [];
        if (attributes.hidden === '1' || attributes.hidden === 'true') this.hiddenRows++;
        break;
      }
      case 'mergeCell':
        if (spansRows(attributes.ref ?? '')) this.mergedRows++;
        break;
    }
  }

  text(piece: string): void {
    if (this.#inValue) this.#value += piece;
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.#inValue = false;
        break;
      case 'rPh':
        this.#spoken--;
        break;
      case 'c': {
        const text = this.#cellText();
        if (text === '') break;
        while (this.#cells.length < this.#column) this.#cells.push('');
        this.#cells[this.#column] = quoted(text);
        break;
      }
      case 'row':
        this.#out.push(`${this.#cells.join(',')}\n`);
        break;
    }
  }

  #cellText(): string {
    switch (this.#type) {
      case 's':
        return this.#strings.get(Number(this.#value));
      case 'b':
        return this.#value === '1' || this.#value === 'true' ? 'TRUE' : this.#value === '' ? '' : 'FALSE';
      case 'e':
        return '';
      case 'd':
        return this.#value.replace(/T00:00:00(?:\.0+)?Z?$/, '').replace('T', ' ');
      case 'n':
        return this.#value === '' ? '' : numberText(this.#value, this.#looks[this.#style] ?? PLAIN, this.#from1904);
      default:
        return unescaped(this.#value);
    }
  }
}

function columnOf(reference: string, otherwise: number): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = (reference.charCodeAt(at) | 0x20) - 0x60;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  if (column === 0) return otherwise;
  if (column > MOST_COLUMNS) throw new Error(`it has a cell ${reference.slice(0, 20)}, which no sheet has`);
  return column - 1;
}

function spansRows(reference: string): boolean {
  const [from, to] = reference.split(':').map((cell) => cell.replace(/\D/g, ''));
  return to !== undefined && from !== to;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
