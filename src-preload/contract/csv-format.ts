import { z } from 'zod';

/**
 * The encoding of a file. `utf-8+windows-1252` is a file in which some rows are UTF-8 and some Windows-1252, as when lists of two programs
 * were joined.
 */
export const csvEncoding = z.enum([
  'utf-8',
  'windows-1252',
  'utf-8+windows-1252',
  'utf-16le',
  'utf-16be',
  'macintosh',
  'cp850',
  'cp437',
  'iso-8859-15',
  'windows-1250',
  'iso-8859-2',
  'cp852',
  'windows-1251',
  'koi8-r',
  'cp866',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'shift_jis',
  'gb18030',
  'big5',
  'euc-kr',
]);
export type CsvEncoding = z.infer<typeof csvEncoding>;

/** The format of a delimited file: detected, and changeable by the operator before anything is read. */
export const csvFormat = z.object({
  encoding: csvEncoding,
  /** The character between two cells. */
  delimiter: z.string().length(1),
  /** The quote around a cell; empty if the file has none. */
  quote: z.enum(['"', "'", '']),
  /** Every row is quoted as a single cell, as when a list is saved as CSV a second time; detected. */
  rowQuoted: z.literal(true).optional(),
  /** Whether a record names the columns: the first one, or the one on `headerLine`. */
  header: z.boolean(),
  /** The line of the file, from 1, with the column names; lines above it are not leads. Without it, the first record. */
  headerLine: z.number().int().min(1).optional(),
  /** Lines that are not leads, detected: titles if there is no header, a second row of names, a total at the end. */
  skip: z.array(z.number().int().min(1)).max(200).optional(),
  /** The sheet of a workbook (.xlsx): its name or, when chosen, its number from 1. A sheet is read as text with commas. */
  sheet: z.string().min(1).max(200).optional(),
});
export type CsvFormat = z.infer<typeof csvFormat>;
