import { z } from 'zod';

/**
 * The result of testing a dialer's connection. `ok`: login and permission are right, and the list if one was given. `list`: they are, but
 * the list is not. `refused`: the dialer refused, and will do so until somebody changes something. `unreached`: the dialer could not be
 * reached, so nothing was tested. `failed`: the answer can't be relied on.
 */
export const testVerdict = z.enum(['ok', 'list', 'refused', 'unreached', 'failed']);

/** A short stable name for each finding, for programs. */
export const testCode = z.enum([
  'ok',
  'list-unknown',
  'list-not-allowed',
  'login',
  'lock-out',
  'ip',
  'function',
  'permission',
  'user-group',
  'source',
  'request',
  'took-number',
  'database',
  'throttled',
  'redirect',
  'no-such-path',
  'blocked',
  'web-page',
  'server-error',
  'unclear',
  'network',
  'host-unknown',
  'no-answer',
  'certificate',
  'no-password',
]);

export const connectionTest = z.object({
  /** When, ms since 1970. */
  at: z.number(),
  verdict: testVerdict,
  code: testCode,
  /** The result, in a sentence. */
  words: z.string(),
  /** What to do about it; null if nothing is to be done. */
  cure: z.string().nullable(),
  /** The dialer's own message, secrets removed; null if there was none. */
  line: z.string().nullable(),
  /** The list that was tested with it; null for none. */
  listId: z.string().nullable(),
});
export type ConnectionTest = z.infer<typeof connectionTest>;

export const testInput = z.object({
  id: z.number(),
  /** Whether leads may be loaded into this list; without it, only login and permission are tested. */
  listId: z
    .string()
    .regex(/^\d{3,12}$/, 'A list is 3 to 12 digits')
    .optional(),
  /**
   * The test was not requested but is part of saving a connection. Refused credentials are then not tried a second time, because a few more
   * attempts would lock the account.
   */
  byItself: z.boolean().default(false),
});
