import { z } from 'zod';
import { csvFormat } from './csv-format.ts';
import { defineCommands } from './define.ts';
import { inspection } from './dial-imports.ts';
import { leadColumn } from './lead-filter.ts';
import { whichLeads } from './lead-list.ts';
import { fileName, readPath, writePath } from './paths.ts';

export const leadOutCommands = defineCommands({
  /** A selection becomes a dial list: a draft with the same columns and checks as a file. */
  'leads.toDialList': {
    input: z.object({ which: whichLeads, name: z.string().trim().max(120).default('') }),
    output: z.object({ importId: z.number(), rows: z.number() }),
  },
  /** Writes leads to a file of the desk and says where. */
  'leads.export': {
    input: z.object({
      which: whichLeads,
      format: z.enum(['csv', 'json']),
      /** The columns shown; JSON without them gives every field. */
      columns: z.array(leadColumn).optional(),
      path: writePath().optional(),
    }),
    output: z.object({ path: z.string(), rows: z.number() }),
  },
  /** A file of leads, read as a dial list is: how it would be read. */
  'leads.inspectFile': {
    input: z.object({ path: readPath(), format: csvFormat.partial().optional(), name: fileName().optional() }),
    output: z.object({
      name: z.string(),
      rows: z.number().nullable(),
      inspection,
      columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()), field: z.string().nullable() })),
    }),
  },
  /** Brings the rows of a file in as leads; `columns` says which field each column is, by place, null for none. */
  'leads.importFile': {
    input: z.object({
      path: readPath(),
      columns: z.array(z.string().nullable()),
      /** How the file is read, where it isn't as found. */
      format: csvFormat.partial().optional(),
      name: fileName().optional(),
    }),
    output: z.object({ added: z.number(), joined: z.number(), unchanged: z.number(), rejected: z.number() }),
  },
});
