import { z } from 'zod';
import { defineCommands } from './define.ts';

const everyMinutes = z
  .number()
  .min(0.1)
  .max(24 * 60);
/** How far back each poll reads again, hours, so that what arrives late or with another clock is not missed. */
const overlapHours = z
  .number()
  .min(0)
  .max(24 * 30);

/**
 * The 21 query parameters of LocumJobsOnline ("List all leads", Query Parameters). The document lost their names: those up to
 * `not_unlocked` are confirmed, the rest are inferred; a wrong one is corrected here.
 */
export const LOCUMJOBS_PARAMETERS = [
  'email',
  'employment_type',
  'end_date',
  'end_unlocked_date',
  'first_name',
  'has_job_apps',
  'job_title',
  'last_name',
  'license',
  'licensed_states',
  'lives_within_radius',
  'lives_within_zip',
  'max',
  'min_experience',
  'not_unlocked',
  'phone',
  'sort',
  'start_date',
  'start_unlocked_date',
  'state',
  'unlocked_by',
] as const;
export const locumjobsParameter = z.enum(LOCUMJOBS_PARAMETERS);
export type LocumjobsParameter = z.infer<typeof locumjobsParameter>;

export const locumjobsOptions = z.object({
  kind: z.literal('locumjobs'),
  format: z.enum(['json', 'xml']).default('json'),
  /** Basic sends user and password; Bearer sends the secret as a token. */
  auth: z.enum(['basic', 'bearer']).default('basic'),
  everyMinutes: everyMinutes.default(5),
  overlapHours: overlapHours.default(26),
  /** The most leads requested at once. */
  max: z.number().int().min(1).max(10_000).default(100),
  /** The first day that is fetched; empty means from the beginning. YYYY-MM-DD. */
  from: z
    .string()
    .regex(/^(\d{4}-\d{2}-\d{2})?$/, 'Enter the day as YYYY-MM-DD')
    .default(''),
  /** Only leads that match, by the vendor's own parameters; the poller sets dates, max and sort. */
  only: z.partialRecord(locumjobsParameter, z.string().max(200)).default({}),
});
export type LocumjobsOptions = z.output<typeof locumjobsOptions>;

/** The operators of a LionDesk query ("Filtering Lead Offers"). */
export const liondeskOperator = z.enum(['$eq', '$ne', '$in', '$nin', '$lt', '$lte', '$gt', '$gte']);
export type LiondeskOperator = z.infer<typeof liondeskOperator>;
export const liondeskCondition = z.object({
  field: z.string().min(1).max(60),
  operator: liondeskOperator,
  /** Several for $in and $nin. */
  values: z.array(z.string().max(200)).min(1).max(100),
});
export type LiondeskCondition = z.infer<typeof liondeskCondition>;

export const liondeskOptions = z.object({
  kind: z.literal('liondesk'),
  /** A personal token, or OAuth 2.0 with a client id and secret. */
  auth: z.enum(['token', 'oauth']).default('token'),
  everyMinutes: everyMinutes.default(1),
  overlapHours: overlapHours.default(26),
  pageSize: z.number().int().min(1).max(1000).default(100),
  /** Only offers that match all of these. */
  only: z.array(liondeskCondition).max(20).default([]),
  /** For OAuth: where the vendor redirects the person. */
  redirectUri: z.string().max(300).default('http://127.0.0.1/liondesk'),
  /** Whether a claim here is written to the vendor (`claimed_via`), and as which way of claiming. */
  writeBack: z.boolean().default(false),
  /**
   * Nobody else claims with this account, neither another desk nor a person at LionDesk, so that every claim of the account is this desk's
   * own.
   */
  soleUse: z.boolean().default(false),
  claimedVia: z.enum(['Email', 'Text', 'Phone', 'Assigned', 'Auto']).default('Phone'),
});
export type LiondeskOptions = z.output<typeof liondeskOptions>;

/** How a source of leads is fetched. */
export const sourceOptions = z.discriminatedUnion('kind', [locumjobsOptions, liondeskOptions]);
export type SourceOptions = z.output<typeof sourceOptions>;

/** The state of a source of leads. */
export const sourceHealth = z.object({
  connectionId: z.number(),
  state: z.enum(['waiting', 'fetching', 'backing-off', 'paused', 'stopped']),
  lastSuccessAt: z.number().nullable(),
  nextAt: z.number().nullable(),
  /** The age of the data, ms: now minus the time up to which everything was fetched; null before the first success. */
  lag: z.number().nullable(),
  /** In words, with the vendor's own message; null if there is no error. */
  error: z.string().nullable(),
  /** While fetching: leads read so far, and the progress, 0 to 1, if known. */
  read: z.number(),
  done: z.number().nullable(),
  leads: z.number(),
  rejects: z.number(),
  /** A window that could not be split further although the vendor returned its maximum: what may be missing, in words. */
  gap: z.string().nullable(),
  /** When the last completed read of everything started, ms; null before the first. Changes of old leads are known up to then. */
  fullReadAt: z.number().nullable(),
  /** The progress of the full read in the background, 0 to 1; null if none is in progress. */
  fullReadDone: z.number().nullable(),
  /** Records here that the vendor no longer had at the last read of everything. */
  gone: z.number(),
});
export type SourceHealth = z.infer<typeof sourceHealth>;

const byId = z.object({ id: z.number() });

export const sourceCommands = defineCommands({
  'sources.health': { input: z.object({}), output: z.array(sourceHealth) },
  /** Fetches now; `everything` ignores the cursor and fetches from the beginning. With `wait` it waits until that sync has ended. */
  'sources.sync': {
    input: byId.extend({ everything: z.boolean().default(false), wait: z.boolean().default(false) }),
    output: sourceHealth,
  },
  /** The address where a person authorizes the desk (OAuth 2.0, LionDesk). */
  'sources.authorizeUrl': { input: byId, output: z.object({ url: z.string() }) },
  /** Exchanges the code from the vendor for tokens. */
  'sources.authorize': {
    input: byId.extend({ code: z.string().trim().min(1, 'Paste the code') }),
    output: sourceHealth,
  },
});
