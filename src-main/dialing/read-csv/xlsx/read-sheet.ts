import { stat } from 'node:fs/promises';
import { CsvFileError } from '../file-error.ts';
import { damaged, openArchive } from './archive.ts';
import { SheetText } from './sheet-text.ts';
import { readStrings, readStyles, readWorkbook, type Sheet } from './workbook.ts';
import { readXml } from './xml.ts';

/** What is found besides the rows of a sheet. */
export interface SheetFindings {
  /** The sheet that was read. */
  sheet: string;
  sheets: { name: string; hidden: boolean }[];
  hiddenRows: number;
  mergedRows: number;
}

/** Text of a sheet as UTF-8, and the approximate number of bytes of the file that it comes from. */
export interface SheetPiece {
  readonly text: Buffer;
  readonly bytes: number;
}

/** Whether a file is a ZIP archive, like every workbook since Excel 2007. */
export const isArchive = (head: Buffer): boolean => head.length >= 4 && head.readUInt32BE(0) === 0x504b0304;

/** The format of a sheet's text. */
export const SHEET_FORMAT = { encoding: 'utf-8', delimiter: ',', quote: '"' } as const;

/**
 * Reads a sheet of a workbook as delimited text (see `SheetText`), in memory that doesn't depend on the number of rows.
 *
 * @param wanted the sheet's name or its number from 1; by default the first that isn't hidden
 * @param findings filled while reading: sheets at once, counts at the end
 * @throws CsvFileError with a message for the operator if it isn't a workbook, is damaged, has a password, or has no such sheet
 */
export async function* readSheet(
  path: string,
  wanted: string | undefined,
  findings: Partial<SheetFindings> = {},
  signal?: AbortSignal,
): AsyncGenerator<SheetPiece> {
  const archive = await openArchive(path);
  try {
    const { size } = await stat(path);
    const workbook = await readWorkbook(archive, path);
    const sheet = chosenSheet(workbook.sheets, wanted, path);
    findings.sheet = sheet.name;
    findings.sheets = workbook.sheets.map(({ name, hidden }) => ({ name, hidden }));
    const looks = await readStyles(archive, workbook.stylesPart);
    const strings = await readStrings(archive, workbook.stringsPart, path);
    signal?.throwIfAborted();
    const taker = new SheetText(strings, looks, workbook.from1904);
    const whole = Math.max(archive.sizeOf(sheet.part), 1);
    let unpacked = 0;
    for await (const read of readXml(await archive.open(sheet.part), taker)) {
      signal?.throwIfAborted();
      unpacked += read;
      const text = taker.take();
      if (text !== '') yield { text: Buffer.from(text), bytes: Math.min(size, Math.round((unpacked / whole) * size)) };
    }
    findings.hiddenRows = taker.hiddenRows;
    findings.mergedRows = taker.mergedRows;
  } catch (error) {
    if (error instanceof CsvFileError || signal?.aborted) throw error;
    throw isOwn(error) ? damaged(path, error) : error;
  } finally {
    await archive.close();
  }
}

/** Whether an error is about the file's content: its XML or its compression. */
function isOwn(error: unknown): boolean {
  return error instanceof Error && (!('code' in error) || String(error.code).startsWith('Z_'));
}

function chosenSheet(sheets: readonly Sheet[], wanted: string | undefined, path: string): Sheet {
  const named =
    wanted === undefined
      ? (sheets.find(({ hidden }) => !hidden) ?? sheets[0])
      : (sheets.find(({ name }) => name === wanted) ??
        sheets.find(({ name }) => name.trim().toLowerCase() === wanted.trim().toLowerCase()) ??
        (/^\d+$/.test(wanted) ? sheets[Number(wanted) - 1] : undefined));
  if (named) return named;
  throw new CsvFileError(
    'binary',
    `The workbook ${path} has no sheet “${wanted}”. It has ${sheets.map(({ name }) => `“${name}”`).join(', ')}.`,
  );
}

/** What to know about a sheet that was read, in sentences. */
export function sheetInWords({ sheet, sheets = [], hiddenRows = 0, mergedRows = 0 }: Partial<SheetFindings>): string[] {
  const notes: string[] = [];
  if (sheets.length > 1) {
    const others = sheets
      .filter(({ name }) => name !== sheet)
      .map(({ name, hidden }) => `“${name}”${hidden ? ' (hidden)' : ''}`);
    notes.push(`The sheet “${sheet}” is read; the workbook also has ${others.join(', ')}.`);
  }
  if (sheets.find(({ name }) => name === sheet)?.hidden) notes.push(`The sheet “${sheet}” is hidden in the workbook.`);
  if (hiddenRows > 0) {
    notes.push(
      `${hiddenRows.toLocaleString('en-US')} hidden ${hiddenRows === 1 ? 'row is' : 'rows are'} read like the others. Delete in Excel what a filter hides, if it should not be called.`,
    );
  }
  if (mergedRows > 0) {
    notes.push(
      `${mergedRows.toLocaleString('en-US')} merged ${mergedRows === 1 ? 'cell spans' : 'cells span'} several rows; only the first of them holds its value.`,
    );
  }
  return notes;
}
