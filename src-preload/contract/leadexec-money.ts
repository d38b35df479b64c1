import { z } from 'zod';
import { defineCommands } from './define.ts';
import { writePath } from './paths.ts';

/** A day of the account's calendar, as `2026-11-28`. */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'A day is written 2026-11-28');

/** The last days up to today, or from one day to another, both inclusive, in the account's time zone. */
export const moneySpan = z.union([
  z.strictObject({ days: z.number().int().min(1).max(3_660) }),
  z.strictObject({ from: day, until: day }),
]);
export type MoneySpan = z.infer<typeof moneySpan>;

const counts = {
  /** Leads that were accepted, and posts that were refused. */
  leads: z.number(),
  refused: z.number(),
  /** Leads whose buyers the receiver reported. */
  told: z.number(),
  /** Valid sends, and those that clients refused. */
  sends: z.number(),
  declined: z.number(),
  /** What clients pay: the prices of valid sends of leads that were neither returned nor rejected in review, dollars. */
  revenue: z.number(),
  /** What the receiver reports as paid for these leads, dollars. */
  paid: z.number(),
  returned: z.number(),
  reviewPending: z.number(),
  reviewRejected: z.number(),
};
export const moneyCounts = z.object(counts);
export type MoneyCounts = z.infer<typeof moneyCounts>;

export const moneyRow = z.object({ key: z.string(), name: z.string(), ...counts });
export type MoneyRow = z.infer<typeof moneyRow>;

/** A maximum or an order: how full it is, and when it will be full at the current pace. */
export const moneyFill = z.object({
  what: z.string(),
  owner: z.string(),
  /** Dollars for an order in dollars, otherwise leads. */
  unit: z.enum(['leads', 'dollars']),
  used: z.number(),
  most: z.number(),
  /** The average use per day so far; null if it is unknown. */
  perDay: z.number().nullable(),
  /** When it will be full at this pace; null if not before its period ends, or if it is unknown. */
  fullAt: z.number().nullable(),
  /** The source of the numbers, or why there is no time. */
  note: z.string(),
});
export type MoneyFill = z.infer<typeof moneyFill>;

const reason = z.object({ reason: z.string(), leads: z.number() });

export const moneyReport = z.object({
  /** The first and last day. */
  from: day,
  until: day,
  timeZone: z.string(),
  total: moneyCounts,
  byDay: z.array(moneyRow),
  byClient: z.array(moneyRow),
  byCampaign: z.array(moneyRow),
  /** Why the receiver refused posts, the most frequent first. */
  refusals: z.array(reason),
  /** Why leads were returned or rejected in review, in the receiver's words. */
  returns: z.array(reason),
  /** The fullest first. */
  fill: z.array(moneyFill),
  /** What was excluded or assumed, in words. */
  notes: z.array(z.string()),
  /** When the oldest copy of the account was read. */
  readAt: z.number().nullable(),
  /** When the newest lead in it was accepted; null if there is none. */
  newestAt: z.number().nullable(),
});
export type MoneyReport = z.infer<typeof moneyReport>;

export const moneyTable = z.enum(['days', 'clients', 'campaigns', 'fill', 'refusals', 'returns']);
export type MoneyTable = z.infer<typeof moneyTable>;

const asked = z.object({ connectionId: z.number(), span: moneySpan });

export const moneyCommands = defineCommands({
  /**
   * The revenue of the leads that this desk posted, by day, client and campaign; refusals, returns, and what is nearly full. It uses data
   * on this desk and makes no request.
   */
  'leadexec.money': { input: asked, output: moneyReport },
  /** Writes one of the tables to a CSV file, completely or not at all. Formulas are made harmless. */
  'leadexec.exportMoney': {
    input: asked.extend({ table: moneyTable, path: writePath().optional() }),
    output: z.object({ path: z.string(), rows: z.number() }),
  },
});
