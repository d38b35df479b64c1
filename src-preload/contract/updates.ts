import { z } from 'zod';
import { defineCommands } from './define.ts';

/** A version that the organisation's feed tells of, its signature checked. */
export const newerVersion = z.object({
  version: z.string(),
  /** What is new in it, as text. */
  notes: z.string(),
  /** Where to get it: an https address, opened in the browser. */
  url: z.string(),
  /** ms since 1970. */
  published: z.number(),
});
export type NewerVersion = z.infer<typeof newerVersion>;

/** How the last look at the feed ended. */
export const updateCheck = z.object({
  /** ms since 1970. */
  at: z.number(),
  /** `failed`: no answer, or none to be trusted; nothing is shown of it but these words. */
  result: z.enum(['newer', 'current', 'failed']),
  words: z.string(),
});
export type UpdateCheck = z.infer<typeof updateCheck>;

/** What a desk knows of newer versions of itself. It never downloads or installs one. */
export const updateStatus = z.object({
  version: z.string(),
  /** Looks once a day by itself. Off unless someone switched it on. */
  enabled: z.boolean(),
  /** The address of the feed; empty where there is none. */
  url: z.string(),
  /** The Ed25519 key that signs the feed, base64 of its SPKI form; empty where there is none. */
  publicKey: z.string(),
  /** The package came with its key, which can't be changed here. */
  keyIsBuiltIn: z.boolean(),
  lastCheck: updateCheck.nullable(),
  newer: newerVersion.nullable(),
  /** Nobody wants to be told of it again. */
  dismissed: z.boolean(),
});
export type UpdateStatus = z.infer<typeof updateStatus>;

export const updateCommands = defineCommands({
  'updates.status': { input: z.object({}), output: updateStatus },
  /** What is left out stays as it is. Another address or key forgets what the last one told. */
  'updates.set': {
    input: z.object({
      enabled: z.boolean().optional(),
      url: z.string().max(2000).optional(),
      /** PEM or base64 of the SPKI form. */
      publicKey: z.string().max(4000).optional(),
    }),
    output: updateStatus,
  },
  /** Looks at the feed now, also where that is off. */
  'updates.check': { input: z.object({}), output: updateStatus },
  /** Not to be told of this version again. */
  'updates.dismiss': { input: z.object({ version: z.string().max(100) }), output: updateStatus },
});
