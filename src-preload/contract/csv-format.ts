import { z } from 'zod';

/**
 * How a file's letters are written as bytes. `utf-8+windows-1252` is a file whose rows are some the one, some the other, as when
 * lists of two programs were put together.
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

/** How a delimited file is written: found by inspection, and changeable by the operator before anything is read. */
export const csvFormat = z.object({
  encoding: csvEncoding,
  /** One character, as it stands between two cells. */
  delimiter: z.string().length(1),
  /** The quote around a cell; empty where the file has none. */
  quote: z.enum(['"', "'", '']),
  /** Every row stands in quotes as if it were one cell, as when a list is saved as CSV a second time; found by inspection. */
  rowQuoted: z.literal(true).optional(),
  /** Whether a record names the columns: the first one, or the one on `headerLine`. */
  header: z.boolean(),
  /** The line of the file, from 1, on which the column names stand; what stands above it is no lead. Without it, the first record. */
  headerLine: z.number().int().min(1).optional(),
  /** Lines that are no leads, found by inspection: titles where no header is, a second row of names, a total at the end. */
  skip: z.array(z.number().int().min(1)).max(200).optional(),
  /** The sheet of a workbook (.xlsx): its name or, where it is chosen, its number from 1. A sheet is read as text with commas. */
  sheet: z.string().min(1).max(200).optional(),
});
export type CsvFormat = z.infer<typeof csvFormat>;
