import { z } from 'zod';
import { defineCommands } from './define.ts';
import { whichLeads } from './lead-list.ts';

const limits = z.object({
  /** One's own limits; null is none. */
  perDay: z.number().int().min(0).nullable(),
  perMonth: z.number().int().min(0).nullable(),
});

/** What an unlock would spend, before it happens. */
export const unlockPreview = z.object({
  /** Leads that would be retrieved. */
  toUnlock: z.number(),
  alreadyUnlocked: z.number(),
  /** Leads that no source can unlock. */
  notUnlockable: z.number(),
  /** Already asked for and on their way. */
  waiting: z.number(),
  /** Locked leads that look like a person held already. */
  held: z.array(z.object({ id: z.number(), name: z.string(), otherId: z.number(), why: z.string() })),
  usedToday: z.number(),
  usedThisMonth: z.number(),
  limits,
  /** Why it can't go ahead, in words; null when it can. */
  refused: z.string().nullable(),
});
export type UnlockPreview = z.infer<typeof unlockPreview>;

export const unlockCommands = defineCommands({
  'unlock.preview': {
    input: z.object({ which: whichLeads, skipHeld: z.boolean().default(false) }),
    output: unlockPreview,
  },
  /**
   * Unlocks: one job a lead in the queue, each with its attempts and outcome. `expected` is the number the operator agreed to.
   * Refused when it would pass a limit, or more would be unlocked than agreed.
   */
  'unlock.start': {
    input: z.object({ which: whichLeads, skipHeld: z.boolean().default(false), expected: z.number().int().min(1) }),
    output: z.object({ queued: z.number() }),
  },
  'unlock.limits': { input: z.object({}), output: limits },
  'unlock.setLimits': { input: limits, output: limits },
  /** The audit trail, newest first. */
  'unlock.trail': {
    input: z.object({ before: z.number().optional(), limit: z.number().int().min(1).max(500).default(100) }),
    output: z.array(
      z.object({
        id: z.number(),
        at: z.number(),
        who: z.string(),
        leadId: z.number(),
        name: z.string(),
        source: z.string(),
        outcome: z.string(),
        /** Whose name the vendor gives; empty while it is locked. */
        unlockedBy: z.string(),
      }),
    ),
  },
});
