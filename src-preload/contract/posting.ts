import { z } from 'zod';
import { defineCommands } from './define.ts';
import { writePath } from './paths.ts';

/** What screens need around posting leads: a mapping to begin with, and a lead's story as a file. */
export const postingCommands = defineCommands({
  /** Which field each column fills, to begin with: as it was mapped last for the campaign, else by its name or what it was recognised as. */
  'delivery.suggest': {
    input: z.object({
      connectionId: z.number(),
      /** Columns of a file, with what each was recognised as; null for those of the inbox's leads. */
      columns: z
        .array(z.object({ header: z.string(), leadField: z.string().nullable().default(null) }))
        .max(2_000)
        .nullable(),
    }),
    output: z.object({
      remembered: z.boolean(),
      columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
    }),
  },
  /** Writes everything that left for one posted lead as JSON to a file of the desk and says where. */
  'delivery.exportTimeline': {
    input: z.object({ jobId: z.number(), path: writePath().optional() }),
    output: z.object({ path: z.string() }),
  },
});
