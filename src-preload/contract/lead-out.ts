import { z } from 'zod';
import { csvFormat } from './csv-format.ts';
import { defineCommands } from './define.ts';
import { inspection } from './dial-imports.ts';
import { leadColumn } from './lead-filter.ts';
import { whichLeads } from './lead-list.ts';
import { fileName, readPath, writePath } from './paths.ts';

export const leadOutCommands = defineCommands({
  /** Makes a dial list from a selection: a draft with the same columns and checks as a file. */
  'leads.toDialList': {
    input: z.object({ which: whichLeads, name: z.string().trim().max(120).default('') }),
    output: z.object({ importId: z.number(), rows: z.number() }),
  },
  /** Writes leads to a file of the desk and returns its path. */
  'leads.export': {
    input: z.object({
      which: whichLeads,
      format: z.enum(['csv', 'json']),
      /** The exported columns; JSON without them has every field. */
      columns: z.array(leadColumn).optional(),
      path: writePath().optional(),
    }),
    output: z.object({ path: z.string(), rows: z.number() }),
  },
  /** Inspects a file of leads, read in the same way as a dial list. */
  'leads.inspectFile': {
    input: z.object({ path: readPath(), format: csvFormat.partial().optional(), name: fileName().optional() }),
    output: z.object({
      name: z.string(),
      rows: z.number().nullable(),
      inspection,
      columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()), field: z.string().nullable() })),
    }),
  },
  /** Imports the rows of a file as leads; `columns` is the field of each column, by index, null for none. */
  'leads.importFile': {
    input: z.object({
      path: readPath(),
      columns: z.array(z.string().nullable()),
      /** The format of the file, if it differs from the detected one. */
      format: csvFormat.partial().optional(),
      name: fileName().optional(),
    }),
    output: z.object({ added: z.number(), joined: z.number(), unchanged: z.number(), rejected: z.number() }),
  },
});
