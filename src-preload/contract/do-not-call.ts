import { z } from 'zod';
import { defineCommands } from './define.ts';
import { fileName, readPath } from './paths.ts';

/** The desk's own do-not-call list. Phones are digits as they are sent. */
export const doNotCallCommands = defineCommands({
  'dnc.list': {
    input: z.object({
      text: z.string().max(40).default(''),
      after: z.string().default(''),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({
      phones: z.array(z.object({ phone: z.string(), source: z.string(), addedAt: z.number() })),
      more: z.boolean(),
      total: z.number(),
    }),
  },
  'dnc.add': {
    input: z.object({ phones: z.array(z.string()).min(1).max(10_000), source: z.string().default('typed in') }),
    output: z.object({ added: z.number(), known: z.number(), unreadable: z.array(z.string()) }),
  },
  'dnc.remove': {
    input: z.object({ phones: z.array(z.string()).min(1).max(10_000) }),
    output: z.object({ removed: z.number() }),
  },
  /**
   * Takes every phone number of a file, of all its columns that hold some: added, on the list already (`known`), and by a change list's
   * deletions `removed`; the desk's own entries are `kept`. `unreadable` entries are no full number and were not added: the first
   * hundred are told with their rows. `mayCall` rows say themselves that the person may be called. `column` names the columns.
   */
  'dnc.import': {
    input: z.object({ path: readPath(), name: fileName().optional() }),
    output: z.object({
      added: z.number(),
      known: z.number(),
      removed: z.number(),
      kept: z.number(),
      mayCall: z.number(),
      unreadable: z.number(),
      refused: z.array(z.object({ row: z.number(), value: z.string(), why: z.string() })),
      column: z.string(),
    }),
  },
});
