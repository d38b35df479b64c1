import { z } from 'zod';
import { defineCommands } from './define.ts';

/** A version in the organization's feed, whose signature was verified. */
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

/** The result of the last check of the feed. */
export const updateCheck = z.object({
  /** ms since 1970. */
  at: z.number(),
  /** `failed`: there was no answer, or none that can be trusted; only this text is shown. */
  result: z.enum(['newer', 'current', 'failed']),
  words: z.string(),
});
export type UpdateCheck = z.infer<typeof updateCheck>;

/** What a desk knows of newer versions of itself. It never downloads or installs one. */
export const updateStatus = z.object({
  version: z.string(),
  /** Checks once a day automatically. Off by default. */
  enabled: z.boolean(),
  /** The address of the feed; empty if there is none. */
  url: z.string(),
  /** The Ed25519 key that signs the feed, base64 of its SPKI form; empty if there is none. */
  publicKey: z.string(),
  /** The key is part of the package and can't be changed here. */
  keyIsBuiltIn: z.boolean(),
  lastCheck: updateCheck.nullable(),
  newer: newerVersion.nullable(),
  /** Somebody dismissed it, and it is not shown again. */
  dismissed: z.boolean(),
});
export type UpdateStatus = z.infer<typeof updateStatus>;

export const updateCommands = defineCommands({
  'updates.status': { input: z.object({}), output: updateStatus },
  /** Missing settings don't change. Another address or key discards the result of the previous one. */
  'updates.set': {
    input: z.object({
      enabled: z.boolean().optional(),
      url: z.string().max(2000).optional(),
      /** PEM or base64 of the SPKI form. */
      publicKey: z.string().max(4000).optional(),
    }),
    output: updateStatus,
  },
  /** Checks the feed now, even if checks are off. */
  'updates.check': { input: z.object({}), output: updateStatus },
  /** Dismisses this version. */
  'updates.dismiss': { input: z.object({ version: z.string().max(100) }), output: updateStatus },
});
