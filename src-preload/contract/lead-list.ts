import { z } from 'zod';
import { defineCommands } from './define.ts';
import { leadColumn, leadFacet, leadFilter, leadSort, leadView, newestFirst } from './lead-filter.ts';

type Cell = string | number | null;
const isId = (value: unknown): boolean => Number.isFinite(value);
const isCell = (value: unknown): boolean => value === null || typeof value === 'string' || Number.isFinite(value);
// Checked as a whole, because a schema for each of some thousand values of a page creates more garbage than the page itself.
const listOf = <T>(isOne: (value: unknown) => boolean, types: readonly string[]) =>
  z
    .custom<T[]>(
      (value) => Array.isArray(value) && value.findIndex((one) => !isOne(one)) < 0,
      `Expected a list of ${types.join(' or ')}`,
    )
    .meta({ type: 'array', items: { type: types } });

/** Rows are passed over the bridge as columns, which takes half the time of objects. Every array is as long as `ids`. */
export const leadRows = z.object({
  ids: listOf<number>(isId, ['number']),
  /** The page creates the displayed text: times are ms since 1970, phones digits with country code, lists joined by ", ". */
  columns: z.partialRecord(leadColumn, listOf<Cell>(isCell, ['string', 'number', 'null'])),
});
export type LeadRows = z.infer<typeof leadRows>;

/** How many leads match. */
const leadCount = z.object({
  count: z.number(),
  /** False for a search that stopped at its limit: there are more than `count`. */
  exact: z.boolean(),
});
export type LeadCount = z.infer<typeof leadCount>;

/** The leads of an action: some, or all that match, seen or not. */
export const whichLeads = z.union([
  z.object({ ids: z.array(z.number()).min(1).max(10_000) }),
  z.object({
    filter: leadFilter,
    /** The newest lead that the operator could see; later ones are not included. */
    upTo: z.number().optional(),
    except: z.array(z.number()).max(10_000).default([]),
  }),
]);
export type WhichLeads = z.output<typeof whichLeads>;

export const leadListCommands = defineCommands({
  /** Opens a list: the number of matching leads, and the newest lead so far, so that later arrivals don't move its rows. */
  'leads.open': {
    input: z.object({ filter: leadFilter, sort: leadSort.default(newestFirst) }),
    output: leadCount.extend({
      upTo: z.number(),
      /** About how many leads were just added, can't be found by text yet, and are not in this list. */
      indexing: z.number().default(0),
    }),
  },
  /** The rows from index `at` (0 is the first) of a list as it was opened. */
  'leads.rows': {
    input: z.object({
      filter: leadFilter,
      sort: leadSort.default(newestFirst),
      upTo: z.number().optional(),
      at: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
      columns: z.array(leadColumn).min(1).default(['name', 'status', 'phone', 'city', 'state']),
    }),
    output: leadRows,
  },
  /** The index of a lead in a list; null if it isn't in it. */
  'leads.place': {
    input: z.object({
      filter: leadFilter,
      sort: leadSort.default(newestFirst),
      upTo: z.number().optional(),
      id: z.number(),
    }),
    output: z.object({ at: z.number().nullable() }),
  },
  /** How many leads match each filter: the numbers on the tabs. */
  'leads.counts': { input: z.object({ filters: z.array(leadFilter).max(60) }), output: z.array(leadCount) },
  /** The values of a facet with the number of matching leads that have each, most frequent first. */
  'leads.facet': {
    input: z.object({ facet: leadFacet, filter: leadFilter, text: z.string().max(100).default('') }),
    output: z.array(z.object({ value: z.string(), label: z.string(), count: z.number() })),
  },
  'views.list': { input: z.object({}), output: z.array(leadView) },
  /** Adds a view, or changes one if an id is given. */
  'views.save': {
    input: leadView.extend({ id: z.number().optional(), position: z.number().int().optional() }),
    output: leadView,
  },
  'views.remove': { input: z.object({ id: z.number() }), output: z.object({}) },
});
