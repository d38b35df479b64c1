import { z } from 'zod';
import { dialerTraits } from './connections.ts';
import { defineCommands } from './define.ts';

/** One value that the dialer holds otherwise than it was shown. Without the value itself: it is a person's. */
export const heldOtherwise = z.object({
  /** The row of the file, from 1. */
  row: z.number(),
  /** The dialer's name of the field, or a custom label. */
  field: z.string(),
  /** What became of it, in words. */
  words: z.string(),
});

/** What reading back a sample of the loaded leads has shown. */
export const readBack = z.object({
  /** `no-answer`: the dialer doesn't tell what it holds, or not in a way that is known. */
  state: z.enum(['reading', 'done', 'no-answer']),
  leads: z.number(),
  values: z.number(),
  differing: z.number(),
  /** The first of them. */
  differences: z.array(heldOtherwise),
  /** A change of the connection's profile under which the check would have shown what the dialer holds; null where there is none. */
  proposal: z.object({ traits: dialerTraits, words: z.string() }).nullable(),
});
export type ReadBackResult = z.infer<typeof readBack>;

const byId = z.object({ id: z.number() });

export const readBackCommands = defineCommands({
  /** What reading back showed of an import; null where nothing was read back. */
  'imports.readBack': { input: byId, output: readBack.nullable() },
  /** Makes the change of the profile that reading back proposes; lists that are checked from now on go by it. */
  'imports.adoptProfile': { input: byId, output: readBack },
});
