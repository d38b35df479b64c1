import { z } from 'zod';
import { defineCommands } from './define.ts';
import { whichLeads } from './lead-list.ts';

const limits = z.object({
  /** This desk's own limits; null means no limit. */
  perDay: z.number().int().min(0).nullable(),
  perMonth: z.number().int().min(0).nullable(),
});

/** What an unlock would use up, before it is done. */
export const unlockPreview = z.object({
  /** Leads that would be retrieved. */
  toUnlock: z.number(),
  alreadyUnlocked: z.number(),
  /** Leads that no source can unlock. */
  notUnlockable: z.number(),
  /** Already requested. */
  waiting: z.number(),
  /** Locked leads that are probably people whose contact details are known. */
  held: z.array(z.object({ id: z.number(), name: z.string(), otherId: z.number(), why: z.string() })),
  usedToday: z.number(),
  usedThisMonth: z.number(),
  limits,
  /** Why it is not possible, in words; null if it is. */
  refused: z.string().nullable(),
});
export type UnlockPreview = z.infer<typeof unlockPreview>;

export const unlockCommands = defineCommands({
  'unlock.preview': {
    input: z.object({ which: whichLeads, skipHeld: z.boolean().default(false) }),
    output: unlockPreview,
  },
  /**
   * Unlocks leads with one job each in the queue, with its attempts and result. `expected` is the number the operator confirmed. Refused if
   * it would exceed a limit, or if more would be unlocked than confirmed.
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
        /** The name that the vendor reports; empty while it is locked. */
        unlockedBy: z.string(),
      }),
    ),
  },
});
