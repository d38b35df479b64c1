import { z } from 'zod';
import { dialerTraits } from './connections.ts';
import { defineCommands } from './define.ts';

/** One value that the dialer stores differently from what was shown, without the value itself, because it is personal data. */
export const heldOtherwise = z.object({
  /** The row of the file, from 1. */
  row: z.number(),
  /** The dialer's name of the field, or a custom label. */
  field: z.string(),
  /** What happened to it, in words. */
  words: z.string(),
});

/** The result of reading back a sample of the loaded leads. */
export const readBack = z.object({
  /** `no-answer`: the dialer doesn't report its data, or not in a known form. */
  state: z.enum(['reading', 'done', 'no-answer']),
  leads: z.number(),
  values: z.number(),
  differing: z.number(),
  /** The first of them. */
  differences: z.array(heldOtherwise),
  /** A change of the connection's profile with which the check would have shown what the dialer stores; null if there is none. */
  proposal: z.object({ traits: dialerTraits, words: z.string() }).nullable(),
});
export type ReadBackResult = z.infer<typeof readBack>;

const byId = z.object({ id: z.number() });

export const readBackCommands = defineCommands({
  /** The result of an import's read-back; null if nothing was read back. */
  'imports.readBack': { input: byId, output: readBack.nullable() },
  /** Applies the change of the profile that the read-back proposes. It affects lists that are checked from now on. */
  'imports.adoptProfile': { input: byId, output: readBack },
});
