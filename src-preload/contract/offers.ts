import { z } from 'zod';
import { defineCommands } from './define.ts';
import { writePath } from './paths.ts';
import { liondeskCondition } from './sources.ts';

const agentName = z.string().trim().min(1, 'Enter a name').max(60);

/**
 * Who has a lead that was offered, as far as the desk knows. `intent`: asked for here without a network, nobody has been told.
 * `claimed-here`: claimed at this desk, the vendor has not confirmed it. `claimed`: the vendor says so (`claimProof` says of whose claim). `lost`: asked for here, but
 * the vendor says that someone else has it. `unknown`: asked for, and nobody knows what became of it.
 */
export const claimState = z.enum(['open', 'intent', 'claimed-here', 'claimed', 'lost', 'unknown']);
export type ClaimState = z.infer<typeof claimState>;

/**
 * What the vendor's word proves of a claim at this desk that is `claimed`. A vendor knows accounts, not desks: `account` means that the
 * lead was claimed with the account that this desk uses, by this desk or another one that uses it too. `claim`: it was this claim.
 */
export const claimProof = z.enum(['claim', 'account']);
export type ClaimProof = z.infer<typeof claimProof>;

/**
 * The columns of the board, seen by one person (or by everyone, then `open` and `coming` are anyone's): `mine` has it; `open` can be claimed
 * now; `coming` will be offered at a time to come; `missed` was offered to the person, and someone else has it; `others` have it, and the
 * person's turn never came.
 */
export const offerColumn = z.enum(['mine', 'open', 'coming', 'others', 'missed']);
export type OfferColumn = z.infer<typeof offerColumn>;

/** A user or a team of a vendor, by connection and the vendor's id: `3:45`. */
const personKey = z.string().max(200);

export const offerFilter = z.object({
  /** Whose board: `@me` is whoever the connections' tokens belong to and who sits at the desk, `@everyone`, or a user's key. */
  as: z.union([z.enum(['@me', '@everyone']), personKey]).default('@me'),
  /** Offered to one of these teams. */
  teams: z.array(personKey).max(200).default([]),
  /** Offered to one of these users. */
  users: z.array(personKey).max(200).default([]),
  /** The rank of the person's offer (of any, for everyone), both ends included. */
  rank: z.object({ from: z.number().optional(), to: z.number().optional() }).default({}),
  /** Connections. */
  sources: z.array(z.number()).max(100).default([]),
  /** How long ago it was offered, ms: at least, less than. What is to come has no age, and matches when neither is given. */
  age: z.object({ from: z.number().optional(), until: z.number().optional() }).default({}),
  /** Words, each any part of the name, in any order; case, accents and signs don't matter. */
  text: z.string().max(200).default(''),
});
export type OfferFilter = z.output<typeof offerFilter>;
export type OfferFilterInput = z.input<typeof offerFilter>;

/** A column's order: `offered` newest first (of what is coming: soonest first), `rank` lowest first, `name` A first. */
export const offerSort = z.enum(['offered', 'rank', 'name']);
export type OfferSort = z.infer<typeof offerSort>;

/** A lead that is offered, as the board shows it. */
export const offerCard = z.object({
  /** The offered lead's own number: what claiming takes. */
  id: z.number(),
  /** The lead in the inbox; null when it is not there (any more). */
  leadId: z.number().nullable(),
  connectionId: z.number(),
  /** Name of the connection; empty where it is hidden until claimed. */
  source: z.string(),
  /** The vendor's id of the lead. */
  externalId: z.string(),
  /** Empty where it is hidden until claimed. */
  name: z.string(),
  hidden: z.boolean(),
  /** What is known of the person: home state and license; empty where it is not known, or hidden until claimed. */
  about: z.object({ state: z.string(), license: z.string() }),
  column: offerColumn,
  state: claimState,
  /** Null but for a claim at this desk that is `claimed`. */
  confirmed: claimProof.nullable(),
  /** Who has it, by name; empty when nobody is known to. */
  holder: z.string(),
  /** Whether whoever sits at the desk has it. */
  mine: z.boolean(),
  claimedAt: z.number().nullable(),
  /** From the first offer to the claim, ms; null when unclaimed or not known. */
  timeToClaimMs: z.number().nullable(),
  /** The offer that the column is about: when it is (or was) sent, ms since 1970; null when not told, which is now. */
  notifyAt: z.number().nullable(),
  rank: z.number().nullable(),
  /** When it is offered to the next one, ms since 1970: until then the viewer has it before others. Null where nobody follows. */
  nextAt: z.number().nullable(),
  /** To whom it is offered by that offer. */
  user: z.string(),
  team: z.string(),
  /** Assigned by the vendor, without a claim by hand. */
  automatic: z.boolean(),
  /** How many offers of it there are. */
  offers: z.number(),
  /** After a claim at this desk: when the first touch is due, and when it was; null where no timer runs. */
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

/** Something done here to an offered lead. */
export const offerAct = z.object({
  id: z.number(),
  kind: z.enum(['claim', 'hand-back', 'hand-over', 'submit']),
  at: z.number(),
  who: z.string(),
  /** Of a claim: what became of it. Of the others `claimed-here` while under way or done here, `unknown`, `lost` when the vendor refused. */
  outcome: claimState,
  /** Null but for a claim that is `claimed`. */
  confirmed: claimProof.nullable(),
  /** A plain sentence with what became of it, and the vendor's own line behind it. */
  what: z.string(),
  line: z.string(),
  jobId: z.number().nullable(),
});
export type OfferAct = z.infer<typeof offerAct>;

export const offerDetail = z.object({
  card: offerCard,
  distributionTarget: z.string(),
  /** Soonest first. */
  rollOut: z.array(offerStep),
  /** Newest first. */
  acts: z.array(offerAct),
});
export type OfferDetail = z.infer<typeof offerDetail>;

/** What came of a claim: who has the lead now, and whether the claimant is it. */
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
  /** A notice of the system for each new offer to whoever sits here. */
  notify: z.boolean(),
  sound: z.boolean(),
  /** By the desk's own clock; nothing sounds or pops up between them. */
  quiet: z.object({ from: clockTime, to: clockTime }).nullable(),
  /** Name and source stay hidden until claimed. */
  blind: z.boolean(),
  /** Minutes from a claim to the first touch; null runs no timer. */
  firstTouchMinutes: z
    .number()
    .min(1)
    .max(24 * 60)
    .nullable(),
  /** Who is told when it runs out; empty is everyone at this desk. */
  teamLead: z.string().max(60),
});
export type OfferSettings = z.infer<typeof offerSettings>;

/** Offers and claims over a time, by whom or by what. */
export const reportBy = z.enum(['person', 'team', 'source', 'hour']);
export type ReportBy = z.infer<typeof reportBy>;
const reportInput = z.object({
  /** Offers that were sent from, until; ms since 1970. */
  from: z.number(),
  until: z.number(),
  by: reportBy.default('person'),
  sources: z.array(z.number()).max(100).default([]),
  teams: z.array(personKey).max(200).default([]),
});
const reportCounts = {
  /** Leads offered to them, their turn having come. */
  offered: z.number(),
  claimed: z.number(),
  /** Of those claimed: where the vendor's word proves no more than that the account has it, by this desk or another one (`claimProof`). */
  withAccount: z.number(),
  /** Offered to them, and someone else has it. */
  missed: z.number(),
  /** Asked for here and lost. */
  lost: z.number(),
  /** Of those claimed with a known time, ms; null when there are none. */
  medianMs: z.number().nullable(),
  p90Ms: z.number().nullable(),
};
export const offerReport = z.object({
  rows: z.array(z.object({ key: z.string(), label: z.string(), ...reportCounts })),
  total: z.object(reportCounts),
  /** Time to claim as a distribution: claims of less than `untilMs` (null is all the rest) and not in the bar before. */
  distribution: z.array(z.object({ untilMs: z.number().nullable(), claims: z.number() })),
  /** What it can be narrowed by: every source that offers leads, and every team. By name. */
  choices: z.object({
    sources: z.array(z.object({ id: z.number(), name: z.string() })),
    teams: z.array(z.object({ key: personKey, name: z.string() })),
  }),
});
export type OfferReport = z.infer<typeof offerReport>;

const byId = z.object({ id: z.number() });
const ofLead = z.object({ connectionId: z.number(), externalId: z.string().min(1).max(200) });

export const offerCommands = defineCommands({
  /** The board as a whole: how many in each column, and what it can be narrowed by. */
  'offers.board': {
    input: z.object({ filter: offerFilter.default(offerFilter.parse({})) }),
    output: z.object({
      counts: z.record(offerColumn, z.number()),
      users: z.array(z.object({ key: personKey, name: z.string(), me: z.boolean(), count: z.number() })),
      teams: z.array(z.object({ key: personKey, name: z.string(), count: z.number() })),
      sources: z.array(z.object({ id: z.number(), name: z.string(), count: z.number() })),
      /** When the next of `coming` opens; null when none does. */
      nextAt: z.number().nullable(),
      /** The newest arrival, for `offers.arrivals`. */
      latest: z.number(),
    }),
  },
  /** The cards of a column from place `at` (0 is the first). */
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
  /** Offered leads of a lead in the inbox. */
  'offers.ofLead': { input: z.object({ leadId: z.number() }), output: z.array(offerDetail) },
  /**
   * Claims. Exactly one wins, whoever asks from wherever on this desk; to the others it says who. `agent` is who sits at the desk unless told
   * otherwise. Where the connection writes back, the vendor is told by a job of the queue.
   */
  'offers.claim': { input: byId.extend({ agent: agentName.optional() }), output: claimResult },
  /** Open again at this desk. The vendor has no call for it, and is not told. */
  'offers.handBack': { input: byId, output: offerCard },
  'offers.handOver': { input: byId.extend({ to: agentName }), output: offerCard },
  /** Sends the lead to the dialer as a callback for one agent alone (`USERONLY`): a job of the queue, checked as a row of a dial list. */
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
  /** What the vendor's document demands before an offer can be submitted, and whether it holds. */
  'offers.submitPreview': {
    input: ofLead,
    output: z.object({
      name: z.string(),
      conditions: z.array(z.object({ what: z.string(), holds: z.boolean().nullable(), why: z.string() })),
      /** Offers of it that are there already. */
      offers: z.number(),
      /** Why it can't be submitted, in words; null when it can. */
      refused: z.string().nullable(),
    }),
  },
  /** "Submit one Lead Offer": the empty POST, as a job of the queue. */
  'offers.submit': { input: ofLead, output: z.object({ actId: z.number(), jobId: z.number() }) },
  /** Asks the vendor for offers now, by any query of its document, and shows the answer; keeps nothing. */
  'offers.query': {
    input: z.object({
      connectionId: z.number(),
      /** Of one lead (`/leads/{id}/offers`); left out asks where the desk reads all. */
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
      /** Null where the answer is one object or a bare list. */
      total: z.number().nullable(),
      limit: z.number().nullable(),
      skip: z.number().nullable(),
      /** In the vendor's order. */
      offers: z.array(offerStep.extend({ leadId: z.string(), name: z.string(), raw: z.string() })),
      unread: z.array(z.object({ reason: z.string(), raw: z.string() })),
    }),
  },
  /** Offers to whoever sits here that came after arrival `since` and are open now or to come; without it, those not looked at yet. */
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
      /** More than are listed. */
      more: z.number(),
      /** When the board was last looked at; null never. */
      lookedAt: z.number().nullable(),
    }),
  },
  /** Whoever sits here has looked at all arrivals up to this one. */
  'offers.seen': { input: z.object({ upTo: z.number() }), output: z.object({}) },
  /** Claims at this desk whose first touch is overdue. */
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
  /** Writes a report to a CSV file of the desk and says where. */
  'offers.exportReport': {
    input: reportInput.extend({
      /** Its rows, or the distribution of time to claim. */
      what: z.enum(['rows', 'distribution']).default('rows'),
      path: writePath().optional(),
    }),
    output: z.object({ path: z.string(), rows: z.number() }),
  },
});
