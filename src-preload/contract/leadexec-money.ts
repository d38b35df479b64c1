import { z } from 'zod';
import { defineCommands } from './define.ts';
import { writePath } from './paths.ts';

/** A day of the account's calendar, as `2026-11-28`. */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'A day is written 2026-11-28');

/** The last days up to today, or from one day to another, both included; days are those of the account's time zone. */
export const moneySpan = z.union([
  z.strictObject({ days: z.number().int().min(1).max(3_660) }),
  z.strictObject({ from: day, until: day }),
]);
export type MoneySpan = z.infer<typeof moneySpan>;

const counts = {
  /** Leads that were accepted, and posts that were refused. */
  leads: z.number(),
  refused: z.number(),
  /** Leads whose buyers the receiver told. */
  told: z.number(),
  /** Valid sends, and those that clients refused. */
  sends: z.number(),
  declined: z.number(),
  /** What clients pay: the prices of valid sends of leads that were neither returned nor rejected in review, dollars. */
  revenue: z.number(),
  /** What the receiver says is paid for the leads themselves, of the same leads, dollars. */
  paid: z.number(),
  returned: z.number(),
  reviewPending: z.number(),
  reviewRejected: z.number(),
};
export const moneyCounts = z.object(counts);
export type MoneyCounts = z.infer<typeof moneyCounts>;

export const moneyRow = z.object({ key: z.string(), name: z.string(), ...counts });
export type MoneyRow = z.infer<typeof moneyRow>;

/** A maximum or an order, how full it is, and when it will be at the pace so far. */
export const moneyFill = z.object({
  what: z.string(),
  owner: z.string(),
  /** Dollars where an order is by dollars, else leads. */
  unit: z.enum(['leads', 'dollars']),
  used: z.number(),
  most: z.number(),
  /** Used a day so far; null where nothing tells it. */
  perDay: z.number().nullable(),
  /** When it is full at this pace; null where it won't be before it begins again, or nothing tells it. */
  fullAt: z.number().nullable(),
  /** Where the numbers are from, or why there is no time. */
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
  /** What was left out or assumed, in words. */
  notes: z.array(z.string()),
  /** When the copies of the account were read, at the earliest. */
  readAt: z.number().nullable(),
  /** When the newest lead in it was accepted; null where there is none. */
  newestAt: z.number().nullable(),
});
export type MoneyReport = z.infer<typeof moneyReport>;

export const moneyTable = z.enum(['days', 'clients', 'campaigns', 'fill', 'refusals', 'returns']);
export type MoneyTable = z.infer<typeof moneyTable>;

const asked = z.object({ connectionId: z.number(), span: moneySpan });

export const moneyCommands = defineCommands({
  /**
   * What the leads that this desk posted brought, by day, client and campaign; refusals, returns, and what is about to run full. From what is
   * on this desk: no request is made.
   */
  'leadexec.money': { input: asked, output: moneyReport },
  /** Writes one of its tables to a CSV file, whole or not at all. Formulas are made harmless. */
  'leadexec.exportMoney': {
    input: asked.extend({ table: moneyTable, path: writePath().optional() }),
    output: z.object({ path: z.string(), rows: z.number() }),
  },
});
