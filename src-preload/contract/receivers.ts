import { z } from 'zod';

/** How leads are posted to LeadExec's receiver ("Lead Receiver Documentation"). */
export const receiverOptions = z.strictObject({
  /** The lead source (`vid`). */
  vid: z.number().int().min(1, 'The lead source is a number'),
  /** The lead type (`lid`). */
  lid: z.number().int().min(1, 'The lead type is a number'),
  /** The campaign (`aid`); null lets the receiver choose. */
  aid: z.number().int().min(1, 'The campaign is a number').nullable().default(null),
  /** How a lead is written in a post. */
  body: z.enum(['form', 'xml', 'json']).default('json'),
  /** How the receiver is asked to answer. */
  answer: z.enum(['json', 'xml']).default('json'),
  /** Whether posts are queued at the receiver, and their outcome is learned from their status. */
  async: z.boolean().default(false),
  /**
   * Whether the account has approval for the duplicate check. Only with it does a check settle a post of unknown outcome: without approval
   * the receiver may say that there is no duplicate, whatever it holds.
   */
  duplicateCheck: z.boolean().default(false),
  /** For how many days after it was accepted a lead can be returned; its status is asked for daily until then. */
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

/** What is to change of them: what is left out stays as it is. */
export const receiverSecretsChange = z.strictObject({
  password: z.string().max(4096).optional(),
  token: z.string().max(4096).optional(),
});
