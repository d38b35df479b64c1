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
   * Adds every phone number of a file, from all of its columns with phones; `known` ones were on the list already, and deletions of a
   * change list are `removed`, except the desk's own entries, which are `kept`. `unreadable` entries are not complete numbers and were not
   * added: the first hundred are listed with their rows. `mayCall` rows say themselves that the person may be called. `column` names the
   * columns.
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
