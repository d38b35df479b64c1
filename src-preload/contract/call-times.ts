import { z } from 'zod';
import { defineCommands } from './define.ts';

/** A dated rule on when people in a place may be called. */
export const callRule = z.object({
  id: z.number(),
  /** US, or two letters of a state. */
  place: z.string().regex(/^[A-Z]{2}$/, 'US, or the two letters of a state'),
  /** Days of the week it is about, 0 is Sunday. */
  days: z.array(z.number().int().min(0).max(6)).min(1),
  /** Minutes of the lead's own day; both null means not at all on these days. */
  opens: z.number().int().min(0).max(1440).nullable(),
  closes: z.number().int().min(0).max(1440).nullable(),
  /** Most attempts to one person in 24 hours; null when the rule says nothing of it. */
  attemptsPerDay: z.number().int().min(1).max(50).nullable(),
  /** Days of the year when nobody may be called (YYYY-MM-DD). */
  holidays: z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/)).default([]),
  /** First and last day it holds; empty until is open. YYYY-MM-DD. */
  from: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  until: z
    .string()
    .regex(/^(\d{4}-\d{2}-\d{2})?$/)
    .default(''),
  /** The law or policy, so that anyone can look it up. */
  source: z.string().trim().min(1, 'Enter where the rule comes from').max(300),
});
export type CallRule = z.infer<typeof callRule>;

/** May this number be called now, and why. */
export const callVerdict = z.object({
  phone: z.string(),
  may: z.boolean(),
  /** Plain words: "Open until 20:00 in Louisville (KY)", "opens at 8:00, because …", "on the do-not-call list". */
  why: z.string(),
  /** When it opens, ms since 1970; null when it is open, or never opens by itself. */
  opensAt: z.number().nullable(),
  /** When it closes while it is open. */
  closesAt: z.number().nullable(),
  /** The zones it could be in, by ZIP, state and area code; the strictest counts. */
  zones: z.array(z.object({ zone: z.string(), by: z.enum(['zip', 'state', 'area code']) })),
  /** Local time there now, HH:MM, one a zone. */
  localTime: z.array(z.string()),
  rules: z.array(callRule),
  doNotCall: z.boolean(),
  attemptsToday: z.number(),
});
export type CallVerdict = z.infer<typeof callVerdict>;

/** May a lead be called at a moment that is planned for, at any of its numbers. */
export const callMoment = z.object({
  at: z.number(),
  may: z.boolean(),
  /** Why not, in plain words; empty where it may. */
  why: z.string(),
  /** When it may be called from then on; the moment itself where it may, null when not by itself. */
  opensAt: z.number().nullable(),
});
export type CallMoment = z.infer<typeof callMoment>;

export const callTimeCommands = defineCommands({
  /** For each phone of a lead. */
  'calls.may': { input: z.object({ leadId: z.number() }), output: z.array(callVerdict) },
  /** May a lead be called at moments to come: for each, in their order. A lead without a phone may, once it has one. */
  'calls.mayAt': {
    input: z.object({ leadId: z.number(), at: z.array(z.number()).min(1).max(20) }),
    output: z.array(callMoment),
  },
  'callRules.list': { input: z.object({}), output: z.array(callRule) },
  'callRules.save': { input: callRule.extend({ id: z.number().optional() }), output: callRule },
  'callRules.remove': { input: z.object({ id: z.number() }), output: z.object({}) },
  /** Back to the rules the desk came with. */
  'callRules.reset': { input: z.object({}), output: z.array(callRule) },
});
