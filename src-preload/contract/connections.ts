import { z } from 'zod';
import { connectionTest, testInput } from './connection-test.ts';
import { defineCommands } from './define.ts';
import { dialerChoices } from './dialer-choices.ts';
import { readingRequest } from './dialer-functions.ts';
import { jobCounts } from './job-states.ts';
import { receiverOptions, receiverSecretsChange } from './receivers.ts';
import { sourceOptions } from './sources.ts';

/** What a dialer does to one field beyond its profile. */
export const fieldTrait = z.object({
  /** Characters that vanish there. */
  drops: z.string().max(100).optional(),
  /** The most characters that it holds there, where that is fewer than the document says or the field is a custom one. */
  max: z.number().int().min(1).max(65_535).optional(),
});

/** How a dialer treats values; decides what is shown before sending, and sent. */
export const dialerTraits = z.object({
  /**
   * What it keeps, drops and cuts, field by field: a VICIdial's way unless said otherwise; `as-is` changes nothing but what is
   * too long; `simple` is for lists that were checked before there were profiles.
   */
  profile: z.enum(['vicidial', 'as-is', 'simple']).optional(),
  /** `fold` sends José as Jose, since a VICIdial without `use_non_latin` loses the letter; `keep` sends it as it is. */
  accents: z.enum(['fold', 'keep']),
  /** Many servers turn a plus into a space; `space` does so before sending, so that what is shown is what is held. */
  plus: z.enum(['space', 'keep']),
  /** Where it departs from the profile, by field or custom label. */
  fields: z.record(z.string(), fieldTrait).optional(),
});
export type DialerTraits = z.infer<typeof dialerTraits>;

/** Where a dialer's lists go unless an import says otherwise; empty text for no default. */
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
  /** Whether a password is kept for it. */
  hasPassword: z.boolean(),
  traits: dialerTraits,
  /** Where its lists go unless an import says otherwise; missing or null for no default. */
  defaults: dialerDefaults.nullish(),
  /** How leads are fetched; null for what is no source. */
  source: sourceOptions.nullable(),
  /** How leads are posted; missing or null for what is no receiver. */
  receiver: receiverOptions.nullish(),
  /** Most requests at once; null finds the vendor's pace by itself. */
  concurrency: z.number().nullable(),
  perSecond: z.number().nullable(),
  timeoutMs: z.number(),
  runState,
  /** Why it does not run, in words. */
  runReason: z.string().nullable(),
  /** When the breaker probes, or a vendor's Retry-After ends; ms since 1970, null when now. */
  notBefore: z.number().nullable(),
  lastSuccessAt: z.number().nullable(),
  /** How its last test went; missing or null where it was not tested as it now is. */
  test: connectionTest.nullish(),
  /** On the wire now. */
  flying: z.number(),
  /** How many at once its pace allows now. */
  pace: z.number(),
  counts: jobCounts,
});
export type Connection = z.infer<typeof connection>;

export const connectionInput = z.object({
  /** Left out for a new one. */
  id: z.number().optional(),
  kind: connectionKind.default('crocodial'),
  name: z.string().trim().min(1, 'Enter a name for the connection').max(60),
  url: z.string().trim().min(1, 'The address of the vendor, for example https://example.croco-dial.net'),
  /** The API user of a dialer, the user for Basic, the client id for OAuth and of a LeadExec account; a token needs none. */
  user: z.string().trim().max(200).default(''),
  /** Kept as it is when left out. */
  password: z.string().min(1).optional(),
  traits: dialerTraits.default({ accents: 'fold', plus: 'space' }),
  /** Kept as it is when left out; null takes it away. */
  defaults: dialerDefaults.nullable().optional(),
  /** Of the same kind; left out for a dialer. */
  source: sourceOptions.optional(),
  /** Of a receiver: kept as they are when left out. */
  receiver: receiverOptions.optional(),
  /** Password and token of a receiver, in place of `password`: kept as they are when left out. */
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
  /** Asks the dialer whether login, permission and list are right, by a call that inserts nothing. Settles also without a network. */
  'connections.test': { input: testInput, output: connectionTest },
  /** The last requests to a dialer that only read, newest first: tests of functions, lists, leads read back. */
  'connections.readings': { input: byId, output: z.array(readingRequest) },
  /** The lists, campaigns and custom fields that a dialer has told; null where it was not asked yet. */
  'connections.choices': { input: byId, output: dialerChoices.nullable() },
  /**
   * Asks a dialer for its lists, campaigns and custom fields now, by functions that only read. What it refuses is typed instead.
   * `listId`: only this list, with the number of its leads; what else is known stays.
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
