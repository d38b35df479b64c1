import { z } from 'zod';
import { defineCommands } from './define.ts';
import { writePath } from './paths.ts';
import { liondeskCondition } from './sources.ts';

const agentName = z.string().trim().min(1, 'Enter a name').max(60);

/**
 * Who has an offered lead, as far as the desk knows. `intent`: claimed here without a network, and not sent yet. `claimed-here`: claimed at
 * this desk, and not confirmed by the vendor. `claimed`: confirmed by the vendor (`claimProof` says whose claim). `lost`: claimed here, but
 * the vendor reports that someone else has it. `unknown`: claimed, with an unknown result.
 */
export const claimState = z.enum(['open', 'intent', 'claimed-here', 'claimed', 'lost', 'unknown']);
export type ClaimState = z.infer<typeof claimState>;

/**
 * What the vendor's report proves about a claim at this desk that is `claimed`. A vendor knows accounts, not desks: `account` means that
 * the lead was claimed with this desk's account, by this desk or another one that uses it too. `claim`: it was this claim.
 */
export const claimProof = z.enum(['claim', 'account']);
export type ClaimProof = z.infer<typeof claimProof>;

/**
 * The columns of the board as one person sees them (for everyone, `open` and `coming` are anyone's): `mine` has it; `open` can be claimed
 * now; `coming` will be offered at a later time; `missed` was offered to the person, and someone else has it; `others` have it, and it was
 * never offered to the person.
 */
export const offerColumn = z.enum(['mine', 'open', 'coming', 'others', 'missed']);
export type OfferColumn = z.infer<typeof offerColumn>;

/** A user or a team of a vendor, by connection and the vendor's id: `3:45`. */
const personKey = z.string().max(200);

export const offerFilter = z.object({
  /** Whose board: `@me` is the agent at the desk and the users of the connections' tokens, `@everyone`, or a user's key. */
  as: z.union([z.enum(['@me', '@everyone']), personKey]).default('@me'),
  /** Offered to one of these teams. */
  teams: z.array(personKey).max(200).default([]),
  /** Offered to one of these users. */
  users: z.array(personKey).max(200).default([]),
  /** The rank of the person's offer (of any, for everyone), both ends included. */
  rank: z.object({ from: z.number().optional(), to: z.number().optional() }).default({}),
  /** Connections. */
  sources: z.array(z.number()).max(100).default([]),
  /** How long ago it was offered, ms: at least, less than. Upcoming ones have no age, and match if neither is given. */
  age: z.object({ from: z.number().optional(), until: z.number().optional() }).default({}),
  /** Words that occur anywhere in the name, in any order; case, accents and signs are ignored. */
  text: z.string().max(200).default(''),
});
export type OfferFilter = z.output<typeof offerFilter>;
export type OfferFilterInput = z.input<typeof offerFilter>;

/** A column's order: `offered` newest first (upcoming ones: earliest first), `rank` lowest first, `name` A first. */
export const offerSort = z.enum(['offered', 'rank', 'name']);
export type OfferSort = z.infer<typeof offerSort>;

/** An offered lead, as the board shows it. */
export const offerCard = z.object({
  /** The offered lead's own id, which is used for claiming. */
  id: z.number(),
  /** The lead in the inbox; null if it isn't there. */
  leadId: z.number().nullable(),
  connectionId: z.number(),
  /** Name of the connection; empty if it is hidden until claimed. */
  source: z.string(),
  /** The vendor's id of the lead. */
  externalId: z.string(),
  /** Empty if it is hidden until claimed. */
  name: z.string(),
  hidden: z.boolean(),
  /** What is known about the person: home state and license; empty if unknown, or hidden until claimed. */
  about: z.object({ state: z.string(), license: z.string() }),
  column: offerColumn,
  state: claimState,
  /** Null except for a claim at this desk that is `claimed`. */
  confirmed: claimProof.nullable(),
  /** The name of its holder; empty if nobody is known to have it. */
  holder: z.string(),
  /** Whether the agent at the desk has it. */
  mine: z.boolean(),
  claimedAt: z.number().nullable(),
  /** From the first offer to the claim, ms; null if unclaimed or unknown. */
  timeToClaimMs: z.number().nullable(),
  /** When the offer that decides the column is or was sent, ms since 1970; null if not reported, which counts as now. */
  notifyAt: z.number().nullable(),
  rank: z.number().nullable(),
  /** When it is offered to the next person, ms since 1970: until then the viewer has it before others. Null if nobody follows. */
  nextAt: z.number().nullable(),
  /** The recipient of that offer. */
  user: z.string(),
  team: z.string(),
  /** Assigned by the vendor, without a claim by hand. */
  automatic: z.boolean(),
  /** The number of its offers. */
  offers: z.number(),
  /** After a claim at this desk: when the first contact is due, and when it was made; null if no timer runs. */
  firstTouch: z.object({ dueAt: z.number(), touchedAt: z.number().nullable() }).nullable(),
});
export type OfferCard = z.infer<typeof offerCard>;

/** One offer of a lead: a step of its roll-out. */
export const offerStep = z.object({
  externalId: z.string(),
  user: z.string(),
  userKey: personKey,
  team: z.string(),
  notifyAt: z.number().nullable(),
  rank: z.number().nullable(),
  automatic: z.boolean().nullable(),
  byCall: z.boolean().nullable(),
  byText: z.boolean().nullable(),
  byEmail: z.boolean().nullable(),
});
export type OfferStep = z.infer<typeof offerStep>;

/** An action at this desk on an offered lead. */
export const offerAction = z.object({
  id: z.number(),
  kind: z.enum(['claim', 'hand-back', 'hand-over', 'submit']),
  at: z.number(),
  who: z.string(),
  /** The result of a claim. Other actions are `claimed-here` while in progress or done here, `unknown`, or `lost` if the vendor refused. */
  outcome: claimState,
  /** Null except for a claim that is `claimed`. */
  confirmed: claimProof.nullable(),
  /** A plain sentence with the result, followed by the vendor's own message. */
  what: z.string(),
  line: z.string(),
  jobId: z.number().nullable(),
});
export type OfferAction = z.infer<typeof offerAction>;

export const offerDetail = z.object({
  card: offerCard,
  distributionTarget: z.string(),
  /** Earliest first. */
  rollOut: z.array(offerStep),
  /** Newest first. */
  acts: z.array(offerAction),
});
export type OfferDetail = z.infer<typeof offerDetail>;

/** The result of a claim: who has the lead now, and whether that is the claimant. */
export const claimResult = z.object({
  outcome: claimState,
  won: z.boolean(),
  /** Who has it. */
  by: z.string(),
  /** A plain sentence. */
  what: z.string(),
  card: offerCard,
});
export type ClaimResult = z.infer<typeof claimResult>;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter the time like 22:00');

export const offerSettings = z.object({
  /** A system notification for each new offer to the agent. */
  notify: z.boolean(),
  sound: z.boolean(),
  /** By the desk's local time; nothing sounds or is shown between them. */
  quiet: z.object({ from: clockTime, to: clockTime }).nullable(),
  /** Name and source stay hidden until claimed. */
  blind: z.boolean(),
  /** Minutes from a claim to the first contact; null for no timer. */
  firstTouchMinutes: z
    .number()
    .min(1)
    .max(24 * 60)
    .nullable(),
  /** Who is notified when the timer runs out; empty means everyone at this desk. */
  teamLead: z.string().max(60),
});
export type OfferSettings = z.infer<typeof offerSettings>;

/** Offers and claims in a time range, by person, team or source. */
export const reportBy = z.enum(['person', 'team', 'source', 'hour']);
export type ReportBy = z.infer<typeof reportBy>;
const reportInput = z.object({
  /** Offers that were sent in the range, including `from`, excluding `until`; ms since 1970. */
  from: z.number(),
  until: z.number(),
  by: reportBy.default('person'),
  sources: z.array(z.number()).max(100).default([]),
  teams: z.array(personKey).max(200).default([]),
});
const reportCounts = {
  /** Leads that were offered to them, and whose turn came. */
  offered: z.number(),
  claimed: z.number(),
  /** Claimed leads for which the vendor's report only proves that the account has it, by this desk or another one (`claimProof`). */
  withAccount: z.number(),
  /** Offered to them, and someone else has it. */
  missed: z.number(),
  /** Claimed here and lost. */
  lost: z.number(),
  /** Of the claimed ones with a known time, ms; null if there are none. */
  medianMs: z.number().nullable(),
  p90Ms: z.number().nullable(),
};
export const offerReport = z.object({
  rows: z.array(z.object({ key: z.string(), label: z.string(), ...reportCounts })),
  total: z.object(reportCounts),
  /** Time to claim as a distribution: claims of less than `untilMs` (null is all the rest) that are not in the bar before. */
  distribution: z.array(z.object({ untilMs: z.number().nullable(), claims: z.number() })),
  /** The possible filters: every source that offers leads, and every team. By name. */
  choices: z.object({
    sources: z.array(z.object({ id: z.number(), name: z.string() })),
    teams: z.array(z.object({ key: personKey, name: z.string() })),
  }),
});
export type OfferReport = z.infer<typeof offerReport>;

const byId = z.object({ id: z.number() });
const ofLead = z.object({ connectionId: z.number(), externalId: z.string().min(1).max(200) });

export const offerCommands = defineCommands({
  /** The board as a whole: the number in each column, and the possible filters. */
  'offers.board': {
    input: z.object({ filter: offerFilter.default(offerFilter.parse({})) }),
    output: z.object({
      counts: z.record(offerColumn, z.number()),
      users: z.array(z.object({ key: personKey, name: z.string(), me: z.boolean(), count: z.number() })),
      teams: z.array(z.object({ key: personKey, name: z.string(), count: z.number() })),
      sources: z.array(z.object({ id: z.number(), name: z.string(), count: z.number() })),
      /** When the next of `coming` opens; null if none does. */
      nextAt: z.number().nullable(),
      /** The newest arrival, for `offers.arrivals`. */
      latest: z.number(),
    }),
  },
  /** The cards of a column from index `at` (0 is the first). */
  'offers.cards': {
    input: z.object({
      filter: offerFilter.default(offerFilter.parse({})),
      column: offerColumn,
      sort: offerSort.default('offered'),
      at: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({ total: z.number(), cards: z.array(offerCard) }),
  },
  'offers.get': { input: byId, output: offerDetail },
  /** The offered leads of a lead in the inbox. */
  'offers.ofLead': { input: z.object({ leadId: z.number() }), output: z.array(offerDetail) },
  /**
   * Claims a lead. Of all claims at this desk exactly one wins; the others learn who did. `agent` is by default the agent at the desk.
   * If the connection writes back, the claim is sent to the vendor as a job of the queue.
   */
  'offers.claim': { input: byId.extend({ agent: agentName.optional() }), output: claimResult },
  /** Reopens it at this desk. The vendor has no request for that, and is not notified. */
  'offers.handBack': { input: byId, output: offerCard },
  'offers.handOver': { input: byId.extend({ to: agentName }), output: offerCard },
  /** Sends the lead to the dialer as a callback for one agent only (`USERONLY`): a job of the queue, checked like a row of a dial list. */
  'offers.toDialer': {
    input: byId.extend({
      dialerId: z.number(),
      listId: z.string(),
      campaignId: z.string(),
      /** The dialer's user. */
      user: z.string().min(1, 'Enter the dialer’s user'),
      /** ms since 1970. */
      callbackAt: z.number(),
    }),
    output: z.object({ importId: z.number() }),
  },
  /** What the vendor's document requires before an offer can be submitted, and whether it is met. */
  'offers.submitPreview': {
    input: ofLead,
    output: z.object({
      name: z.string(),
      conditions: z.array(z.object({ what: z.string(), holds: z.boolean().nullable(), why: z.string() })),
      /** The existing offers of it. */
      offers: z.number(),
      /** Why it can't be submitted, in words; null if it can. */
      refused: z.string().nullable(),
    }),
  },
  /** "Submit one Lead Offer": the empty POST, as a job of the queue. */
  'offers.submit': { input: ofLead, output: z.object({ actId: z.number(), jobId: z.number() }) },
  /** Queries the vendor for offers now, with any query of its document, and shows the answer without storing it. */
  'offers.query': {
    input: z.object({
      connectionId: z.number(),
      /** Of one lead (`/leads/{id}/offers`); without it, at the address where the desk reads all. */
      leadId: z.string().min(1).max(200).optional(),
      where: z.array(liondeskCondition).max(40).default([]),
      limit: z.number().int().min(0).optional(),
      skip: z.number().int().min(0).optional(),
      sort: z
        .array(z.object({ field: z.string().min(1).max(60), direction: z.union([z.literal(1), z.literal(-1)]) }))
        .max(10)
        .default([]),
    }),
    output: z.object({
      /** Null if the answer is one object or a bare list. */
      total: z.number().nullable(),
      limit: z.number().nullable(),
      skip: z.number().nullable(),
      /** In the vendor's order. */
      offers: z.array(offerStep.extend({ leadId: z.string(), name: z.string(), raw: z.string() })),
      unread: z.array(z.object({ reason: z.string(), raw: z.string() })),
    }),
  },
  /** Offers to the agent that came after arrival `since` and are open now or later; without it, those not seen yet. */
  'offers.arrivals': {
    input: z.object({ since: z.number().optional() }),
    output: z.object({
      latest: z.number(),
      arrived: z.array(
        z.object({
          id: z.number(),
          name: z.string(),
          source: z.string(),
          at: z.number(),
          notifyAt: z.number().nullable(),
        }),
      ),
      /** The number of those that are not listed. */
      more: z.number(),
      /** When the board was last seen; null for never. */
      lookedAt: z.number().nullable(),
    }),
  },
  /** Records that the agent has seen all arrivals up to this one. */
  'offers.seen': { input: z.object({ upTo: z.number() }), output: z.object({}) },
  /** Claims at this desk whose first contact is overdue. */
  'offers.alerts': {
    input: z.object({}),
    output: z.array(
      z.object({
        id: z.number(),
        leadId: z.number().nullable(),
        name: z.string(),
        agent: z.string(),
        claimedAt: z.number(),
        dueAt: z.number(),
      }),
    ),
  },
  'offers.settings': { input: z.object({}), output: offerSettings },
  'offers.setSettings': { input: offerSettings.partial(), output: offerSettings },
  'offers.report': { input: reportInput, output: offerReport },
  /** Writes a report to a CSV file of the desk and returns its path. */
  'offers.exportReport': {
    input: reportInput.extend({
      /** Its rows, or the distribution of time to claim. */
      what: z.enum(['rows', 'distribution']).default('rows'),
      path: writePath().optional(),
    }),
    output: z.object({ path: z.string(), rows: z.number() }),
  },
});
