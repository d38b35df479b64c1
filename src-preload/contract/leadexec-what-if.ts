import { z } from 'zod';
import { defineCommands } from './define.ts';
import { writePath } from './paths.ts';

const id = z.number().int().min(1);
const most = z.number().int().min(-1).max(1_000_000_000);
const intakeMost = z.number().int().min(0).max(1_000_000_000).nullable();
const dollars = z.number().min(0).max(1_000_000);

const preference = z.enum(['Price', 'Priority', 'RoundRobin']);

/** What decides who gets a lead and what no call shows. */
export const distributionRules = z.strictObject({
  /** Maxima, schedules and dates without a zone are of this zone. */
  timeZone: z.string().max(100).default('America/Los_Angeles'),
  /** Which client comes first. */
  preference: preference.default('Price'),
  /** Delivery accounts that buy only what nobody bought. */
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

/** One thing that is set otherwise in a what-if. Numbers and names are those of the account's records. */
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
        /** Of every item; null: by dollars. */
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
        /** Null: no maximum. */
        ...{ hourMax: intakeMost, dayMax: intakeMost, monthMax: intakeMost },
        /** Days in which an earlier lead makes another a duplicate; 0: none. */
        dupDayMax: z.number().int().min(0).max(3_660),
        rules: z.array(whatIfCriterion).max(1_000),
      })
      .partial(),
  }),
  z.strictObject({ of: z.literal('source'), id, set: z.strictObject({ status: z.string().max(100) }).partial() }),
  z.strictObject({ of: z.literal('field'), id, set: z.strictObject({ required: z.boolean() }).partial() }),
  z.strictObject({
    of: z.literal('rules'),
    // Without the defaults of the rules: what is not given stays.
    set: z.strictObject({ preference, timeZone: z.string().min(1).max(100) }).partial(),
  }),
]);
export type WhatIfChange = z.infer<typeof whatIfChange>;

const amounts = z.object({ sends: z.number(), revenue: z.number() });
const both = { before: amounts, after: amounts };
export type WhatIfAmounts = z.infer<typeof amounts>;

/** Somebody who bought, or would have bought, a lead. */
export const whatIfBuyer = z.object({
  clientUid: z.number(),
  client: z.string(),
  clientAccountUid: z.number(),
  account: z.string(),
  price: z.number(),
});
export type WhatIfBuyer = z.infer<typeof whatIfBuyer>;

/** A lead that goes to others than before. */
export const whatIfMove = z.object({
  postNo: z.number(),
  /** The vendor's number of the lead. */
  leadId: z.string().nullable(),
  at: z.number(),
  campaign: z.string(),
  before: z.array(whatIfBuyer),
  after: z.array(whatIfBuyer),
  /** Why, for each buyer that is lost or gained. */
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
  /** How many leads go to others; the first of them. */
  moved: z.number(),
  moves: z.array(whatIfMove),
  /** Why accounts did not get a lead: how many times, before and after. */
  refusals: z.array(z.object({ reason: z.string(), before: z.number(), after: z.number() })),
  /** Posted leads that the changed account would have refused when they were posted. */
  intake: z.object({
    refused: z.number(),
    /** Leads that the account as it is set would refuse too, though they were accepted: counted as accepted. */
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
  /** Maxima and orders that were reached or nearly so in the changed account. */
  full: z.array(
    z.object({
      what: z.string(),
      owner: z.string(),
      used: z.number(),
      most: z.number(),
      /** How many leads it kept away in the run. */
      refused: z.number(),
    }),
  ),
  /** With the account unchanged: of the sends that were told to this desk, how many the rules reproduce. */
  reproduced: z.object({ told: z.number(), same: z.number(), leadsNotTold: z.number() }),
  /** Accounts of which it can't be told whether they would have bought, and why. */
  cantTell: z.object({
    leads: z.number(),
    criteria: z.array(z.object({ account: z.string(), why: z.string(), leads: z.number() })),
  }),
  /** What was assumed or left out, in words. */
  notes: z.array(z.string()),
  /** When the copies of the account that it ran on were read, at the earliest. */
  readAt: z.number().nullable(),
  ms: z.number(),
});
export type WhatIfResult = z.infer<typeof whatIfResult>;

export const whatIfSpan = z.object({
  connectionId: z.number(),
  /** Instants, ms since 1970; the end is excluded. */
  from: z.number(),
  until: z.number(),
});

/** An account that was looked at for a lead. */
export const explainedAccount = whatIfBuyer.extend({
  outcome: z.string(),
  /** The first check that it failed, or what became of it. */
  why: z.string(),
  /** What would have had to be different; empty where it bought. */
  needed: z.string(),
});
export type ExplainedAccount = z.infer<typeof explainedAccount>;

/** What LeadExec's log says of an account that the explanation has. */
export const loggedAccount = z.object({
  clientAccountUid: z.number(),
  lines: z.array(z.string()),
  /** Whether it says the same as the explanation; null where its words can't be compared. */
  agrees: z.boolean().nullable(),
});

export const scannerLog = z.object({
  readAt: z.number(),
  accounts: z.array(loggedAccount),
  /** Lines that name no account of the explanation, or several. */
  others: z.array(z.object({ at: z.string(), text: z.string() })),
});
export type ScannerLog = z.infer<typeof scannerLog>;

export const whatIfCommands = defineCommands({
  /** What decides who gets a lead and what no call shows: as set for an account on this desk. */
  'leadexec.rules': { input: z.object({ connectionId: z.number() }), output: distributionRules },
  'leadexec.setRules': {
    input: z.object({ connectionId: z.number(), rules: distributionRules }),
    output: distributionRules,
  },
  /**
   * Distributes the leads that this desk posted in a span once as the account is set and once as changed. It runs on the copies that this
   * desk has of the account: no request is made. Progress by `leadexec.whatIfProgress` with the same `runId`.
   */
  'leadexec.whatIf': {
    input: whatIfSpan.extend({
      runId: z.string().min(1).max(100),
      changes: z.array(whatIfChange).max(1_000),
    }),
    output: whatIfResult,
  },
  /** How far a run is; null where there is none. */
  'leadexec.whatIfProgress': {
    input: z.object({ runId: z.string() }),
    output: z.object({ read: z.number(), leads: z.number().nullable() }).nullable(),
  },
  'leadexec.cancelWhatIf': { input: z.object({ runId: z.string() }), output: z.object({ canceled: z.boolean() }) },
  /** Writes a table of one of the last runs to a CSV file, whole or not at all. Formulas are made harmless. */
  'leadexec.exportWhatIf': {
    input: z.object({
      runId: z.string(),
      table: z.enum(['days', 'clients', 'accounts', 'campaigns', 'moves', 'refusals', 'intake']),
      path: writePath().optional(),
    }),
    output: z.object({ path: z.string(), rows: z.number() }),
  },
  /** Why each account did or did not get a posted lead, in the order in which they are looked at. No request is made. */
  'leadexec.explain': {
    input: z.object({ connectionId: z.number(), postNo: z.number() }),
    output: z.object({
      at: z.number(),
      campaign: z.string(),
      leadId: z.string().nullable(),
      accounts: z.array(explainedAccount),
      /** Whom the receiver said it was sent to. */
      told: z.array(z.object({ client: z.string(), valid: z.boolean().nullable(), price: z.number().nullable() })),
      notes: z.array(z.string()),
    }),
  },
  /**
   * LeadExec's own log of how it scanned for a posted lead ("Client Scanner Logs"), beside the explanation. With `ask` it is read from the account;
   * else what was read last is answered, null where nothing was since the desk started.
   */
  'leadexec.scannerLog': {
    input: z.object({ connectionId: z.number(), postNo: z.number(), ask: z.boolean().default(false) }),
    output: scannerLog.nullable(),
  },
});
