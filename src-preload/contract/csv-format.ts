import { z } from 'zod';

/** How a delimited file is written: found by inspection, and changeable by the operator before anything is read. */
export const csvFormat = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  /** One character, as it stands between two cells. */
  delimiter: z.string().length(1),
  /** The quote around a cell; empty where the file has none. */
  quote: z.enum(['"', "'", '']),
  /** Whether the first record names the columns. */
  header: z.boolean(),
});
export type CsvFormat = z.infer<typeof csvFormat>;
