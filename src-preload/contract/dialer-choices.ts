import { z } from 'zod';

/** A list as its dialer told it. */
export const dialerList = z.object({
  listId: z.string(),
  name: z.string(),
  /** The campaign that it belongs to. */
  campaign: z.string(),
  active: z.boolean(),
  /** Leads in it, as of when it was told; null where that was not asked or not told. */
  leads: z.number().nullable(),
  /** The labels of its custom fields, in their order; null where the dialer doesn't tell them. */
  fields: z.array(z.string()).nullable(),
});
export type DialerList = z.infer<typeof dialerList>;

/** A campaign as its dialer told it. */
export const dialerCampaign = z.object({ campaignId: z.string(), name: z.string(), active: z.boolean() });
export type DialerCampaign = z.infer<typeof dialerCampaign>;

/** What a dialer tells of itself to pick from, and since when that is known. */
export const dialerChoices = z.object({
  /** When it was told, ms since 1970. */
  at: z.number(),
  /** Its lists; null where it doesn't tell them. */
  lists: z.array(dialerList).nullable(),
  /** Whether these are all lists that its user may see; false where only known ones could be asked about. */
  allLists: z.boolean(),
  campaigns: z.array(dialerCampaign).nullable(),
  /** What it doesn't tell, with its own line, secrets removed. */
  notTold: z.array(z.object({ what: z.enum(['lists', 'campaigns', 'fields']), line: z.string() })),
});
export type DialerChoices = z.infer<typeof dialerChoices>;
