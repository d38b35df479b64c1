import { z } from 'zod';

/**
 * The facets by which a list of leads can be filtered. Each facet of a lead has any number of values, described below. The first three are
 * the desk's own and change with the work; the others are from the vendors' records.
 */
export const leadFacet = z.enum([
  /** One of `leadStatus`. */
  'status',
  /** The name of the agent a lead is assigned to; unassigned leads have none. In a filter `@me` is the agent at the desk. */
  'owner',
  /** A custom tag. */
  'tag',
  /** Connection id, or `hand` or `file`. */
  'source',
  /** Code of the license, such as MD. */
  'license',
  /** Two letters: where the person lives. */
  'state',
  /** Two letters, or Compact. */
  'licensedState',
  'specialty',
  /** Years, 0 to 99. */
  'experience',
  'employmentType',
  'contactTime',
  /** A preferred destination, two letters where it is a state. */
  'destination',
  /** yes or no. */
  'unlocked',
  /** yes or no: whether the person applied to one of this company's jobs. */
  'applied',
  /** yes or no: whether the license was investigated. */
  'investigated',
  /** phone, email: how the person can be contacted. */
  'reach',
  /** The number of attempts: 0, 1, 2, 3, 4, 5+. */
  'attempts',
  /** YYYY-MM, the month the vendor says the lead was sent, UTC. */
  'sentMonth',
]);
export type LeadFacet = z.infer<typeof leadFacet>;

/** The status of the work on a lead. */
export const leadStatus = z.enum(['new', 'working', 'callback', 'waiting', 'done', 'do-not-call']);
export type LeadStatus = z.infer<typeof leadStatus>;

const values = z.array(z.string().max(200)).max(500);
const byFacet = z.partialRecord(leadFacet, values);
export type ValuesByFacet = z.infer<typeof byFacet>;

/** When a callback is due, by the desk's clock: `today` and `week` include overdue ones. */
export const callbackDue = z.enum(['overdue', 'today', 'week', 'any']);

/** The leads of a list, a count, an export or a bulk action. All conditions apply together. */
export const leadFilter = z.object({
  /** One of these values in each given facet. */
  any: byFacet.default({}),
  /** None of these values. */
  none: byFacet.default({}),
  /** Facets in which the lead must have no value at all (unassigned: `owner`). */
  empty: z.array(leadFacet).default([]),
  /** Years of experience, both ends included. */
  experience: z
    .object({ from: z.number().int().min(0).optional(), to: z.number().int().max(99).optional() })
    .optional(),
  /**
   * When the desk received it, ms since 1970: including `from`, excluding `until`. `lastDays` is a number of whole days of the desk's local
   * time including today (1 is today), so that a saved list means other days tomorrow.
   */
  received: z
    .object({
      from: z.number().optional(),
      until: z.number().optional(),
      lastDays: z.number().int().min(1).max(3660).optional(),
    })
    .optional(),
  callback: z.object({ due: callbackDue, whose: z.enum(['mine', 'anyone']).default('anyone') }).optional(),
  /** Names, email, city, notes, or any part of a phone number in any format. */
  text: z.string().max(200).default(''),
});
export type LeadFilter = z.output<typeof leadFilter>;
export type LeadFilterInput = z.input<typeof leadFilter>;

export const leadSort = z.object({
  by: z.enum(['received', 'name', 'sent', 'state', 'license', 'experience', 'status', 'callback', 'touched']),
  direction: z.enum(['ascending', 'descending']),
});
export type LeadSort = z.infer<typeof leadSort>;
export const newestFirst: LeadSort = { by: 'received', direction: 'descending' };

/** A column a list can show. */
export const leadColumn = z.enum([
  'name',
  'status',
  'phone',
  'email',
  'city',
  'state',
  'zip',
  'license',
  'licensedStates',
  'specialties',
  'experience',
  'employmentType',
  'sources',
  'owner',
  'tags',
  'attempts',
  'lastDisposition',
  'callbackAt',
  'unlocked',
  'applied',
  'sentAt',
  'receivedAt',
  'touchedAt',
]);
export type LeadColumn = z.infer<typeof leadColumn>;

/** A custom list, shown as a tab. */
export const leadView = z.object({
  id: z.number(),
  name: z.string(),
  filter: leadFilter,
  sort: leadSort,
  columns: z.array(z.object({ column: leadColumn, width: z.number().int().min(40).max(800) })).min(1),
  /** From left to right. */
  position: z.number().int(),
  /** The list of every lead: its name, its filter and its first position can't be changed. */
  fixed: z.boolean().default(false),
});
export type LeadView = z.infer<typeof leadView>;
