import { z } from 'zod';
import { connectionTest, testInput } from './connection-test.ts';
import { defineCommands } from './define.ts';
import { dialerChoices } from './dialer-choices.ts';
import { readingRequest } from './dialer-functions.ts';
import { jobCounts } from './job-states.ts';
import { receiverOptions, receiverSecretsChange } from './receivers.ts';
import { sourceOptions } from './sources.ts';

/** A dialer's changes to one field that differ from its profile. */
export const fieldTrait = z.object({
  /** Characters that are removed. */
  drops: z.string().max(100).optional(),
  /** The most characters that are kept, if that is fewer than in the document or the field is a custom one. */
  max: z.number().int().min(1).max(65_535).optional(),
});

/** A dialer's changes to values, which determine what is shown before sending, and sent. */
export const dialerTraits = z.object({
  /**
   * What it keeps, removes and truncates in each field: by default like a VICIdial; `as-is` only truncates; `simple` is for lists that were
   * checked before profiles existed.
   */
  profile: z.enum(['vicidial', 'as-is', 'simple']).optional(),
  /** `fold` sends José as Jose, because a VICIdial without `use_non_latin` removes the letter; `keep` sends it unchanged. */
  accents: z.enum(['fold', 'keep']),
  /** Many servers turn a plus into a space; `space` does so before sending, so that the stored value is the one that was shown. */
  plus: z.enum(['space', 'keep']),
  /** Differences from the profile, by field or custom label. */
  fields: z.record(z.string(), fieldTrait).optional(),
});
export type DialerTraits = z.infer<typeof dialerTraits>;

/** The default list of a dialer's imports; empty text for no default. */
export const dialerDefaults = z.strictObject({
  listId: z
    .string()
    .regex(/^(\d{3,12})?$/, 'The default list is 3 to 12 digits')
    .default(''),
  campaign: z.string().trim().max(50, 'The default campaign is at most 50 characters').default(''),
});
export type DialerDefaults = z.infer<typeof dialerDefaults>;

export const runState = z.enum(['running', 'paused', 'stopped', 'tripped']);
export type RunState = z.infer<typeof runState>;

/**
 * `crocodial` is a dialer, `receiver` is LeadExec's receiver, which leads are posted to, `leadexec` is a LeadExec account; the others are
 * sources of leads.
 */
export const connectionKind = z.enum(['crocodial', 'locumjobs', 'liondesk', 'receiver', 'leadexec']);
export type ConnectionKind = z.infer<typeof connectionKind>;

export const connection = z.object({
  id: z.number(),
  kind: connectionKind,
  name: z.string(),
  url: z.string(),
  user: z.string(),
  /** Whether a password is stored for it. */
  hasPassword: z.boolean(),
  traits: dialerTraits,
  /** The default list of its imports; missing or null for no default. */
  defaults: dialerDefaults.nullish(),
  /** How leads are fetched; null if it is not a source. */
  source: sourceOptions.nullable(),
  /** How leads are posted; missing or null if it is not a receiver. */
  receiver: receiverOptions.nullish(),
  /** The most requests at once; null means that the pace is determined automatically. */
  concurrency: z.number().nullable(),
  perSecond: z.number().nullable(),
  timeoutMs: z.number(),
  runState,
  /** Why it is not running, in words. */
  runReason: z.string().nullable(),
  /** When the breaker probes, or a vendor's Retry-After ends; ms since 1970, null when now. */
  notBefore: z.number().nullable(),
  lastSuccessAt: z.number().nullable(),
  /** The result of its last test; missing or null if it was not tested with its current settings. */
  test: connectionTest.nullish(),
  /** The number of requests in flight. */
  flying: z.number(),
  /** The number of requests at once that its pace currently allows. */
  pace: z.number(),
  counts: jobCounts,
});
export type Connection = z.infer<typeof connection>;

export const connectionInput = z.object({
  /** Missing for a new one. */
  id: z.number().optional(),
  kind: connectionKind.default('crocodial'),
  name: z.string().trim().min(1, 'Enter a name for the connection').max(60),
  url: z.string().trim().min(1, 'The address of the vendor, for example https://example.croco-dial.net'),
  /** The API user of a dialer, the user for Basic, the client id for OAuth and of a LeadExec account; a token needs none. */
  user: z.string().trim().max(200).default(''),
  /** Unchanged if it is missing. */
  password: z.string().min(1).optional(),
  traits: dialerTraits.default({ accents: 'fold', plus: 'space' }),
  /** Unchanged if it is missing; null removes it. */
  defaults: dialerDefaults.nullable().optional(),
  /** Of the same kind; missing for a dialer. */
  source: sourceOptions.optional(),
  /** For a receiver: unchanged if they are missing. */
  receiver: receiverOptions.optional(),
  /** Password and token of a receiver, instead of `password`: unchanged if they are missing. */
  secrets: receiverSecretsChange.optional(),
  concurrency: z.number().int().min(1).max(256).nullable().default(null),
  perSecond: z.number().positive().max(10_000).nullable().default(null),
  timeoutMs: z.number().int().min(500).max(600_000).default(30_000),
});
export type ConnectionInput = z.input<typeof connectionInput>;

const byId = z.object({ id: z.number() });

export const connectionCommands = defineCommands({
  'connections.list': { input: z.object({}), output: z.array(connection) },
  'connections.save': { input: connectionInput, output: connection },
  'connections.remove': { input: byId, output: z.object({}) },
  'connections.pause': { input: byId, output: connection },
  'connections.resume': { input: byId, output: connection },
  /** Asks the dialer whether login, permission and list are right, with a request that inserts nothing. Resolves even without a network. */
  'connections.test': { input: testInput, output: connectionTest },
  /** The last read-only requests to a dialer, newest first: tests of functions, lists, leads read back. */
  'connections.readings': { input: byId, output: z.array(readingRequest) },
  /** The lists, campaigns and custom fields that a dialer has reported; null if they were never read. */
  'connections.choices': { input: byId, output: dialerChoices.nullable() },
  /**
   * Reads a dialer's lists, campaigns and custom fields now, with functions that only read. If it refuses, they have to be typed. `listId`
   * reads only this list, with the number of its leads; everything else that is known is kept.
   */
  'connections.fetchChoices': {
    input: byId.extend({
      listId: z
        .string()
        .regex(/^\d{2,14}$/)
        .optional(),
    }),
    output: dialerChoices,
  },
});
