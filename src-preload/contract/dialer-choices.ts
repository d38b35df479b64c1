import { z } from 'zod';

/** A list as its dialer reported it. */
export const dialerList = z.object({
  listId: z.string(),
  name: z.string(),
  /** The campaign that it belongs to. */
  campaign: z.string(),
  active: z.boolean(),
  /** The number of its leads at that time; null if that was not read or not reported. */
  leads: z.number().nullable(),
  /** The labels of its custom fields, in order; null if the dialer doesn't report them. */
  fields: z.array(z.string()).nullable(),
});
export type DialerList = z.infer<typeof dialerList>;

/** A campaign as its dialer reported it. */
export const dialerCampaign = z.object({ campaignId: z.string(), name: z.string(), active: z.boolean() });
export type DialerCampaign = z.infer<typeof dialerCampaign>;

/** What a dialer reports for choosing, and when it was read. */
export const dialerChoices = z.object({
  /** When it was read, ms since 1970. */
  at: z.number(),
  /** Its lists; null if it doesn't report them. */
  lists: z.array(dialerList).nullable(),
  /** Whether these are all lists that its user may see; false if only known ones could be read. */
  allLists: z.boolean(),
  campaigns: z.array(dialerCampaign).nullable(),
  /** What the dialer doesn't report, with its own message, without secrets. */
  notTold: z.array(z.object({ what: z.enum(['lists', 'campaigns', 'fields']), line: z.string() })),
});
export type DialerChoices = z.infer<typeof dialerChoices>;
