import { z } from 'zod';

/** How leads are posted to LeadExec's receiver ("Lead Receiver Documentation"). */
export const receiverOptions = z.strictObject({
  /** The lead source (`vid`). */
  vid: z.number().int().min(1, 'The lead source is a number'),
  /** The lead type (`lid`). */
  lid: z.number().int().min(1, 'The lead type is a number'),
  /** The campaign (`aid`); null means that the receiver chooses. */
  aid: z.number().int().min(1, 'The campaign is a number').nullable().default(null),
  /** The format of a post's body. */
  body: z.enum(['form', 'xml', 'json']).default('json'),
  /** The requested format of answers. */
  answer: z.enum(['json', 'xml']).default('json'),
  /** Whether posts are queued at the receiver, and their result is found from their status. */
  async: z.boolean().default(false),
  /**
   * Whether the account has approval for the duplicate check. A check only resolves an unknown post with it, because without approval the
   * receiver may answer that there is no duplicate in any case.
   */
  duplicateCheck: z.boolean().default(false),
  /** For how many days after acceptance a lead can be returned; its status is requested daily until then. */
  returnDays: z.number().int().min(0).max(365).default(30),
  /** Called by the receiver with the details of an async post; empty for none. */
  returnUrl: z.union([z.literal(''), z.url()]).default(''),
});
export type ReceiverOptions = z.output<typeof receiverOptions>;

/** The secrets of a receiver, either or both; empty for none. */
export const receiverSecrets = z.strictObject({
  /** The campaign's password. */
  password: z.string().max(4096).default(''),
  /** The token that is sent as `authorization: Bearer`. */
  token: z.string().max(4096).default(''),
});
export type ReceiverSecrets = z.output<typeof receiverSecrets>;

/** The change of the secrets: missing ones don't change. */
export const receiverSecretsChange = z.strictObject({
  password: z.string().max(4096).optional(),
  token: z.string().max(4096).optional(),
});
