import { z } from 'zod';
import { defineCommands } from './define.ts';

/** A dated rule about when people in a place may be called. */
export const callRule = z.object({
  id: z.number(),
  /** US, or two letters of a state. */
  place: z.string().regex(/^[A-Z]{2}$/, 'US, or the two letters of a state'),
  /** Days of the week it applies to, 0 is Sunday. */
  days: z.array(z.number().int().min(0).max(6)).min(1),
  /** Minutes of the lead's local day; both null means that calls are not allowed on these days. */
  opens: z.number().int().min(0).max(1440).nullable(),
  closes: z.number().int().min(0).max(1440).nullable(),
  /** The most attempts to one person in 24 hours; null if the rule has no limit. */
  attemptsPerDay: z.number().int().min(1).max(50).nullable(),
  /** Days of the year when nobody may be called (YYYY-MM-DD). */
  holidays: z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/)).default([]),
  /** First and last day it applies; an empty `until` means no end. YYYY-MM-DD. */
  from: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  until: z
    .string()
    .regex(/^(\d{4}-\d{2}-\d{2})?$/)
    .default(''),
  /** The law or policy, so that anyone can look it up. */
  source: z.string().trim().min(1, 'Enter where the rule comes from').max(300),
});
export type CallRule = z.infer<typeof callRule>;

/** Whether this number may be called now, and why. */
export const callVerdict = z.object({
  phone: z.string(),
  may: z.boolean(),
  /** Plain words: "Open until 20:00 in Louisville (KY)", "opens at 8:00, because …", "on the do-not-call list". */
  why: z.string(),
  /** When it may be called, ms since 1970; null if it may be called now, or never without a change. */
  opensAt: z.number().nullable(),
  /** Until when it may be called, if it may. */
  closesAt: z.number().nullable(),
  /** The possible zones, by ZIP, state and area code; the strictest counts. */
  zones: z.array(z.object({ zone: z.string(), by: z.enum(['zip', 'state', 'area code']) })),
  /** The current local time there, HH:MM, one for each zone. */
  localTime: z.array(z.string()),
  rules: z.array(callRule),
  doNotCall: z.boolean(),
  attemptsToday: z.number(),
});
export type CallVerdict = z.infer<typeof callVerdict>;

/** Whether a lead may be called at a planned time, on any of its numbers. */
export const callMoment = z.object({
  at: z.number(),
  may: z.boolean(),
  /** Why not, in plain words; empty if it may. */
  why: z.string(),
  /** When it may be called from then on; the time itself if it may, null if never without a change. */
  opensAt: z.number().nullable(),
});
export type CallMoment = z.infer<typeof callMoment>;

export const callTimeCommands = defineCommands({
  /** For each phone of a lead. */
  'calls.may': { input: z.object({ leadId: z.number() }), output: z.array(callVerdict) },
  /** Whether a lead may be called at future times, in their order. A lead without a phone may, once it has one. */
  'calls.mayAt': {
    input: z.object({ leadId: z.number(), at: z.array(z.number()).min(1).max(20) }),
    output: z.array(callMoment),
  },
  'callRules.list': { input: z.object({}), output: z.array(callRule) },
  'callRules.save': { input: callRule.extend({ id: z.number().optional() }), output: callRule },
  'callRules.remove': { input: z.object({ id: z.number() }), output: z.object({}) },
  /** Restores the initial rules. */
  'callRules.reset': { input: z.object({}), output: z.array(callRule) },
});
