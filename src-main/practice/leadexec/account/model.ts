import { z } from 'zod';
import {
  clientFieldSchema,
  clientGroupSchema,
  clientOrderSchema,
  distributionListSchema,
  methodSchema,
  paymentSchema,
} from './delivery-model.ts';

/**
 * The parts of a LeadExec account, in the words of its two documents (Account API, Lead Receiver). This is independent of the interfaces:
 * the receiver and the account API both use it.
 */

const uid = z.number().int().positive();
/** A maximum that is null has no limit ("Set to null for no max"). */
const most = z.number().int().min(0).nullable().default(null);
/** The document's other properties, under its own names: stored as written, without an effect here. */
const rest = z.record(z.string(), z.unknown()).default({});
/** A maximum of a delivery account ("Value of -1 means no maximum"). */
const accountMost = z.number().int().min(-1).default(-1);

/** Account API, Fields for Lead Type, FieldDataType. */
export const FIELD_TYPES = [
  'No_DataType',
  'Int',
  'Bigint',
  'Bit',
  'Money',
  'Decimal',
  'Float',
  'DateTime',
  'Varchar',
] as const;

/** Account API, Fields for Lead Type, SpecialBit: those that identify a person, which a ping must leave out. */
export const CONTACT_BITS: ReadonlySet<string> = new Set([
  'FirstName',
  'LastName',
  'Email',
  'PrimaryPhone',
  'MobilePhone',
  'Address',
  'Address2',
  'IPAddress',
]);

/** Account API, Fields for Lead Type. `maxLength`, `min` and `max` are the limits in posting instructions. */
export const leadFieldSchema = z.strictObject({
  leadFieldUid: uid,
  descriptor: z.string().min(1),
  dataType: z.enum(FIELD_TYPES).default('Varchar'),
  required: z.boolean().default(false),
  /** Whether the field is enabled. */
  status: z.boolean().default(true),
  /** Regular expression that a value must match; empty for none. */
  validation: z.string().default(''),
  /** Regular expression whose matches are first removed from a value; empty for none. */
  invalidChars: z.string().default(''),
  /** The message if the value does not match. */
  fmtError: z.string().default(''),
  specialBit: z.string().default('No_SpecialBit'),
  /** The allowed values, ignoring case; empty means any. */
  enums: z.array(z.string()).default([]),
  maxLength: z.number().int().positive().nullable().default(null),
  min: z.number().nullable().default(null),
  max: z.number().nullable().default(null),
  computed: z.boolean().default(false),
  rest,
});
export type LeadField = z.infer<typeof leadFieldSchema>;

export const leadTypeSchema = z.strictObject({
  leadTypeUid: uid,
  descriptor: z.string(),
  status: z.boolean().default(true),
  /** A lead is a duplicate of one that has the same values in all fields of a set (DefaultDupSets; its text is undocumented). */
  dupSets: z.array(z.array(z.string()).min(1)).default([]),
  fields: z.array(leadFieldSchema),
  categories: z.array(z.strictObject({ leadCatUid: uid, caption: z.string() })).default([]),
  rest,
});
export type LeadType = z.infer<typeof leadTypeSchema>;

export const OPERATORS = [
  'Equal',
  'NotEqual',
  'Greater',
  'Less',
  'GreaterOrEqual',
  'LessOrEqual',
  'Between',
  'In',
  'NotIn',
  'DateCompare',
  'Distance_Compare',
  'Contains',
  'Doesnt_Contain',
] as const;

/** Account API, criteria_type. */
export const CRITERIA_TYPES = ['FieldValue', 'Expression', 'Function'] as const;

/**
 * A rule of a campaign or a criterion of a delivery account. Types and operators that are not in the document are stored, and never met.
 */
export const criterionSchema = z.strictObject({
  /** ClientCriteriaUID or VendorRuleUID. */
  criteriaUid: z.number().int().min(0).default(0),
  leadFieldUid: z.number().int().min(0),
  type: z.string().default('FieldValue'),
  /** For a criterion of type Expression or Function. */
  expression: z.string().default(''),
  operator: z.string(),
  value: z.string(),
  rest,
});
export type Criterion = z.infer<typeof criterionSchema>;

/** Account API, Lead Source Detail: source_status by its number. */
export const SOURCE_ACTIVE = 1;
export const sourceSchema = z.strictObject({
  vendorUid: uid,
  name: z.string(),
  status: z.number().int().min(0).max(4).default(SOURCE_ACTIVE),
  /** The Bearer token that its posts must have; null if none is required. */
  token: z.string().min(1).nullable().default(null),
  userName: z.string().default(''),
  password: z.string().default(''),
  rest,
});
export type Source = z.infer<typeof sourceSchema>;

/** Account API, Lead Source Campaign Details: campaign_status and Channel by their numbers. */
export const CAMPAIGN_ACTIVE = 1;
export const CHANNEL_PING_POST = 1;
export const campaignSchema = z.strictObject({
  campaignUid: uid,
  vendorUid: uid,
  leadTypeUid: uid,
  accountName: z.string(),
  channel: z.number().int().min(0).max(3).default(0),
  status: z.number().int().min(1).max(6).default(CAMPAIGN_ACTIVE),
  /** "Required if provided": null means that none is required. */
  password: z.string().min(1).nullable().default(null),
  hourMax: most,
  dayMax: most,
  monthMax: most,
  /** Whether returned leads count in the three. */
  countReturns: z.boolean().default(true),
  returnDayCount: z.number().int().min(0).default(30),
  /** What the source is paid for a lead … */
  leadPrice: z.number().min(0).default(0),
  /** … or its share of each sale, if one of these is set. */
  revenueSharePercentage: z.number().min(0).nullable().default(null),
  revenueShareFlatRate: z.number().min(0).nullable().default(null),
  useQcBin: z.boolean().default(false),
  /** How often a lead is sold at most; 0 means no limit. */
  maxSell: z.number().int().min(0).default(1),
  /** Days that are scanned for duplicates; 0 for none. */
  dupDayMax: z.number().int().min(0).default(0),
  rules: z.array(criterionSchema).default([]),
  /** "Allow this campaign to send back who the lead was delivered to." */
  allowSendResponse: z.boolean().default(false),
  /** The same permission for transfers, which is not in the account's document. */
  allowTransfer: z.boolean().default(false),
  /** Whether the duplicate check is approved. */
  allowDuplicateCheck: z.boolean().default(false),
  /** "Queue leads to be processed by the automation system": leads are sold some time after they are accepted. */
  useDeliveryQueue: z.boolean().default(false),
  /** Another campaign of the source that leads are assigned to instead. */
  assignTo: uid.nullable().default(null),
  leadCatUid: z.number().int().min(0).default(0),
  /** The only client that gets its leads; 0 means any. */
  exclusiveClientUid: z.number().int().min(0).default(0),
  rest,
});
export type Campaign = z.infer<typeof campaignSchema>;

/** Account API, account_type and account_status by their numbers. */
export const ACCOUNT_TYPES = { general: 0, redirect: 1, liveCall: 2, ivr: 3 } as const;
export const ACCOUNT_OPEN = 12;
export const deliveryAccountSchema = z.strictObject({
  clientAccountUid: uid,
  clientUid: uid,
  leadTypeUid: uid,
  description: z.string(),
  accountType: z.number().int().min(0).max(3).default(ACCOUNT_TYPES.general),
  status: z.number().int().min(9).max(12).default(ACCOUNT_OPEN),
  automationEnabled: z.boolean().default(true),
  price: z.number().min(0),
  hourMax: accountMost,
  dayMax: accountMost,
  weekMax: accountMost,
  monthMax: accountMost,
  redirectUrl: z.string().default(''),
  agentName: z.string().default(''),
  agentPhone: z.string().default(''),
  criteria: z.array(criterionSchema).default([]),
  /** The client refuses every n-th lead that is sent to this account; 0 for none. */
  declinesEvery: z.number().int().min(0).default(0),
  /** Its delivery method; 0 for none, and then no check depends on a method. */
  deliveryUid: z.number().int().min(0).default(0),
  /** Whether an open order is required. */
  useOrder: z.boolean().default(false),
  /** It only buys what nobody has bought, and ends the run. No call returns it. */
  exclusive: z.boolean().default(false),
  rest,
});
export type DeliveryAccount = z.infer<typeof deliveryAccountSchema>;

export const clientSchema = z.strictObject({
  clientUid: uid,
  name: z.string(),
  status: z.string().default('Active'),
  username: z.string().default(''),
  password: z.string().default(''),
  groupUid: z.number().int().min(0).default(0),
  /** Which of its accounts comes first: Price, Priority, RoundRobin, or a value that is not in the document. */
  automationType: z.string().default('Price'),
  /** 0 comes first. */
  priority: z.number().int().default(0),
  useDeliveryTiers: z.boolean().default(false),
  /** Values by the identifier of the client field, and their previous values. */
  fields: z.record(z.string(), z.strictObject({ value: z.string(), past: z.array(z.string()) })).default({}),
  rest,
});
export type Client = z.infer<typeof clientSchema>;

export const accountSchema = z.strictObject({
  sources: z.array(sourceSchema),
  campaigns: z.array(campaignSchema),
  leadTypes: z.array(leadTypeSchema),
  clients: z.array(clientSchema),
  deliveryAccounts: z.array(deliveryAccountSchema),
  clientGroups: z.array(clientGroupSchema).default([]),
  clientFields: z.array(clientFieldSchema).default([]),
  methods: z.array(methodSchema).default([]),
  clientOrders: z.array(clientOrderSchema).default([]),
  lists: z.array(distributionListSchema).default([]),
  payments: z.array(paymentSchema).default([]),
  /** Account-wide automation preference: which client comes first. No call returns it. */
  preference: z.enum(['Price', 'Priority', 'RoundRobin']).default('Price'),
  /** Who may fetch a token. */
  apiClients: z.array(z.strictObject({ clientId: z.string(), clientSecret: z.string() })).default([]),
});
export type Account = z.infer<typeof accountSchema>;
/** An account as written in code: members with a default may be left out. */
export type AccountInput = z.input<typeof accountSchema>;
