import { z } from 'zod';
import { defineCommands } from './define.ts';
import { writePath } from './paths.ts';

const id = z.number().int().min(1);
const most = z.number().int().min(-1).max(1_000_000_000);
const intakeMost = z.number().int().min(0).max(1_000_000_000).nullable();
const dollars = z.number().min(0).max(1_000_000);

const preference = z.enum(['Price', 'Priority', 'RoundRobin']);

/** What decides who gets a lead but is not returned by any call. */
export const distributionRules = z.strictObject({
  /** The time zone of maximums, schedules and dates without a zone. */
  timeZone: z.string().max(100).default('America/Los_Angeles'),
  /** Which client comes first. */
  preference: preference.default('Price'),
  /** Delivery accounts that only buy leads that nobody else has bought. */
  exclusiveAccounts: z.array(id).max(10_000).default([]),
});
export type DistributionRules = z.infer<typeof distributionRules>;

export const whatIfCriterion = z.strictObject({
  leadFieldUid: id,
  type: z.string().max(100).default('FieldValue'),
  expression: z.string().max(10_000).default(''),
  operator: z.string().max(100),
  value: z.string().max(100_000).default(''),
});

export type WhatIfCriterion = z.infer<typeof whatIfCriterion>;

export const whatIfDay = z.strictObject({
  /** 0 is Sunday. */
  weekDay: z.number().int().min(0).max(6),
  staticDate: z.string().max(100).nullable().default(null),
  startTime: z.string().max(100),
  endTime: z.string().max(100),
  allow: z.boolean().default(true),
});

/** One change in a what-if. Numbers and names are those of the account's records. */
export const whatIfChange = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('account'),
    id,
    set: z
      .strictObject({
        price: dollars,
        ...{ hourMax: most, dayMax: most, weekMax: most, monthMax: most },
        ...{ useOrder: z.boolean(), automationEnabled: z.boolean(), exclusive: z.boolean() },
        status: z.string().max(100),
        criteria: z.array(whatIfCriterion).max(1_000),
      })
      .partial(),
  }),
  z.strictObject({
    of: z.literal('client'),
    id,
    set: z
      .strictObject({
        status: z.string().max(100),
        automationType: z.string().max(100),
        priority: z.number().int(),
        useDeliveryTiers: z.boolean(),
      })
      .partial(),
  }),
  z.strictObject({
    of: z.literal('method'),
    id,
    set: z.strictObject({ enabled: z.boolean(), days: z.array(whatIfDay).max(5_000) }).partial(),
  }),
  z.strictObject({
    of: z.literal('order'),
    id,
    set: z
      .strictObject({
        status: z.string().max(100),
        renewal: z.string().max(100),
        startDate: z.string().max(100).nullable(),
        endDate: z.string().max(100).nullable(),
        /** For every item; null means in dollars. */
        qty: z.number().int().min(0).nullable(),
        constrainQuantity: z.boolean(),
      })
      .partial(),
  }),
  z.strictObject({
    of: z.literal('campaign'),
    id,
    set: z
      .strictObject({
        maxSell: z.number().int().min(0),
        exclusiveClientUid: z.number().int().min(0),
        status: z.string().max(100),
        channel: z.string().max(100),
        /** Null means no maximum. */
        ...{ hourMax: intakeMost, dayMax: intakeMost, monthMax: intakeMost },
        /** The number of days in which an earlier lead makes another one a duplicate; 0 for no check. */
        dupDayMax: z.number().int().min(0).max(3_660),
        rules: z.array(whatIfCriterion).max(1_000),
      })
      .partial(),
  }),
  z.strictObject({ of: z.literal('source'), id, set: z.strictObject({ status: z.string().max(100) }).partial() }),
  z.strictObject({ of: z.literal('field'), id, set: z.strictObject({ required: z.boolean() }).partial() }),
  z.strictObject({
    of: z.literal('rules'),
    // Without defaults: rules that are not given are not changed.
    set: z.strictObject({ preference, timeZone: z.string().min(1).max(100) }).partial(),
  }),
]);
export type WhatIfChange = z.infer<typeof whatIfChange>;

const amounts = z.object({ sends: z.number(), revenue: z.number() });
const both = { before: amounts, after: amounts };
export type WhatIfAmounts = z.infer<typeof amounts>;

/** A client that bought a lead, or would have bought it. */
export const whatIfBuyer = z.object({
  clientUid: z.number(),
  client: z.string(),
  clientAccountUid: z.number(),
  account: z.string(),
  price: z.number(),
});
export type WhatIfBuyer = z.infer<typeof whatIfBuyer>;

/** A lead that would go to other clients than before. */
export const whatIfMove = z.object({
  postNo: z.number(),
  /** The vendor's number of the lead. */
  leadId: z.string().nullable(),
  at: z.number(),
  campaign: z.string(),
  before: z.array(whatIfBuyer),
  after: z.array(whatIfBuyer),
  /** The reason for each lost or gained buyer. */
  why: z.array(z.string()),
});
export type WhatIfMove = z.infer<typeof whatIfMove>;

const named = z.object({ id: z.number(), name: z.string(), ...both });
export type WhatIfRow = z.infer<typeof named>;

export const whatIfResult = z.object({
  runId: z.string(),
  /** Leads that were distributed. */
  leads: z.number(),
  ...both,
  /** By day of the account's time zone, `YYYY-MM-DD`. */
  byDay: z.array(z.object({ day: z.string(), ...both })),
  byClient: z.array(named),
  byAccount: z.array(named),
  byCampaign: z.array(named),
  /** The number of leads that go to other clients, and the first of them. */
  moved: z.number(),
  moves: z.array(whatIfMove),
  /** Why accounts did not get leads: the count of each reason, before and after. */
  refusals: z.array(z.object({ reason: z.string(), before: z.number(), after: z.number() })),
  /** Posted leads that the changed account would have refused when they were posted. */
  intake: z.object({
    refused: z.number(),
    /** Leads that the unchanged account would refuse too although they were accepted; they count as accepted. */
    acceptedAgainst: z.number(),
    reasons: z.array(z.object({ campaign: z.string(), reason: z.string(), leads: z.number() })),
    /** The first of them. */
    leads: z.array(
      z.object({
        postNo: z.number(),
        leadId: z.string().nullable(),
        at: z.number(),
        campaign: z.string(),
        why: z.string(),
      }),
    ),
  }),
  /** Maximums and orders of the changed account that are full or nearly full. */
  full: z.array(
    z.object({
      what: z.string(),
      owner: z.string(),
      used: z.number(),
      most: z.number(),
      /** How many leads it refused in the run. */
      refused: z.number(),
    }),
  ),
  /** For the unchanged account: how many of the sends reported to this desk the rules reproduce. */
  reproduced: z.object({ told: z.number(), same: z.number(), leadsNotTold: z.number() }),
  /** Accounts for which it is unknown whether they would have bought, and why. */
  cantTell: z.object({
    leads: z.number(),
    criteria: z.array(z.object({ account: z.string(), why: z.string(), leads: z.number() })),
  }),
  /** What was assumed or excluded, in words. */
  notes: z.array(z.string()),
  /** When the oldest copy of the account was read. */
  readAt: z.number().nullable(),
  ms: z.number(),
});
export type WhatIfResult = z.infer<typeof whatIfResult>;

export const whatIfSpan = z.object({
  connectionId: z.number(),
  /** Times, ms since 1970; the end is exclusive. */
  from: z.number(),
  until: z.number(),
});

/** An account that was considered for a lead. */
export const explainedAccount = whatIfBuyer.extend({
  outcome: z.string(),
  /** The first check that it failed, otherwise the result. */
  why: z.string(),
  /** What would have had to be different; empty if it bought. */
  needed: z.string(),
});
export type ExplainedAccount = z.infer<typeof explainedAccount>;

/** The lines of LeadExec's log about an account of the explanation. */
export const loggedAccount = z.object({
  clientAccountUid: z.number(),
  lines: z.array(z.string()),
  /** Whether the log agrees with the explanation; null if its words can't be compared. */
  agrees: z.boolean().nullable(),
});

export const scannerLog = z.object({
  readAt: z.number(),
  accounts: z.array(loggedAccount),
  /** Lines that name no account of the explanation, or more than one. */
  others: z.array(z.object({ at: z.string(), text: z.string() })),
});
export type ScannerLog = z.infer<typeof scannerLog>;

export const whatIfCommands = defineCommands({
  /** What decides who gets a lead but is not returned by any call: this desk's settings for an account. */
  'leadexec.rules': { input: z.object({ connectionId: z.number() }), output: distributionRules },
  'leadexec.setRules': {
    input: z.object({ connectionId: z.number(), rules: distributionRules }),
    output: distributionRules,
  },
  /**
   * Distributes the leads that this desk posted in a time range twice: with the account's current settings and with the changed ones. It
   * uses this desk's copies of the account and makes no request. `leadexec.whatIfProgress` with the same `runId` reports its progress.
   */
  'leadexec.whatIf': {
    input: whatIfSpan.extend({
      runId: z.string().min(1).max(100),
      changes: z.array(whatIfChange).max(1_000),
    }),
    output: whatIfResult,
  },
  /** The progress of a run; null if there is none. */
  'leadexec.whatIfProgress': {
    input: z.object({ runId: z.string() }),
    output: z.object({ read: z.number(), leads: z.number().nullable() }).nullable(),
  },
  'leadexec.cancelWhatIf': { input: z.object({ runId: z.string() }), output: z.object({ canceled: z.boolean() }) },
  /** Writes a table of one of the last runs to a CSV file, completely or not at all. Formulas are made harmless. */
  'leadexec.exportWhatIf': {
    input: z.object({
      runId: z.string(),
      table: z.enum(['days', 'clients', 'accounts', 'campaigns', 'moves', 'refusals', 'intake']),
      path: writePath().optional(),
    }),
    output: z.object({ path: z.string(), rows: z.number() }),
  },
  /** Why each account did or did not get a posted lead, in the order in which they are considered. No request is made. */
  'leadexec.explain': {
    input: z.object({ connectionId: z.number(), postNo: z.number() }),
    output: z.object({
      at: z.number(),
      campaign: z.string(),
      leadId: z.string().nullable(),
      accounts: z.array(explainedAccount),
      /** The clients that the receiver reported it was sent to. */
      told: z.array(z.object({ client: z.string(), valid: z.boolean().nullable(), price: z.number().nullable() })),
      notes: z.array(z.string()),
    }),
  },
  /**
   * LeadExec's own log of how it scanned for a posted lead ("Client Scanner Logs"), next to the explanation. With `ask` it is read from the
   * account; and kept on this desk; otherwise the last one that was read is returned, or null if none is kept.
   */
  'leadexec.scannerLog': {
    input: z.object({ connectionId: z.number(), postNo: z.number(), ask: z.boolean().default(false) }),
    output: scannerLog.nullable(),
  },
});
