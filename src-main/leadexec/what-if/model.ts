import type {
  ClientAccountUID,
  ClientDeliveryUID,
  ClientOrderItemUID,
  ClientOrderUID,
  ClientUID,
  CustomListUID,
  LeadFieldUID,
  LeadTypeUID,
  VendorAccountUID,
} from '../../vendors/leadexec/ids.ts';

/** The settings of an account that decide who gets which lead: docs/decisions/0012. Money in dollars, times in ms since 1970. */
export interface AccountSetup {
  /** The zone of maxima, schedules and dates without a zone. The vendor's is America/Los_Angeles. */
  readonly timeZone: string;
  /** Which client comes first. No call returns it. Values that are not in the document are treated as price, and counted as assumed. */
  readonly preference: string;
  readonly leadTypes: readonly LeadTypeSetup[];
  readonly clients: readonly ClientSetup[];
  readonly methods: readonly MethodSetup[];
  readonly accounts: readonly DeliveryAccountSetup[];
  /** In the order in which they are checked: by identifier. */
  readonly orders: readonly OrderSetup[];
  readonly lists: readonly ListSetup[];
  readonly sources: readonly SourceSetup[];
  readonly campaigns: readonly CampaignSetup[];
}

export interface LeadTypeSetup {
  readonly leadTypeUid: LeadTypeUID;
  readonly name: string;
  readonly fields: readonly LeadFieldSetup[];
  /** A lead is a duplicate of one that has the same values in all fields of a set, by the fields' names. */
  readonly duplicateSets: readonly (readonly string[])[];
}

export interface LeadFieldSetup {
  readonly leadFieldUid: LeadFieldUID;
  readonly name: string;
  /** The document's data_type, such as Int or DateTime. */
  readonly dataType: string;
  /** A lead without it is refused when it is posted. */
  readonly required: boolean;
  /** The vendor computes it, so that a lead without it may have it there. */
  readonly computed: boolean;
}

export interface ClientSetup {
  readonly clientUid: ClientUID;
  readonly name: string;
  readonly status: string;
  /** Which of its accounts comes first: Price, Priority, RoundRobin, or a value that is not in the document. */
  readonly automationType: string;
  /** 0 comes first. */
  readonly priority: number;
  readonly useDeliveryTiers: boolean;
}

export interface MethodSetup {
  readonly deliveryUid: ClientDeliveryUID;
  readonly name: string;
  readonly leadTypeUid: LeadTypeUID;
  readonly enabled: boolean;
  readonly days: readonly DeliveryDay[];
}

/** A row of a method's schedule. Of the two times only the time of day counts. */
export interface DeliveryDay {
  /** 0 is Sunday. */
  readonly weekDay: number;
  /** A date, or a placeholder for none. */
  readonly staticDate: string | null;
  readonly startTime: string;
  readonly endTime: string;
  readonly allow: boolean;
}

export interface CriterionSetup {
  readonly leadFieldUid: LeadFieldUID;
  readonly type: string;
  readonly expression: string;
  readonly operator: string;
  readonly value: string;
}

export const MAXIMA = ['hourMax', 'dayMax', 'weekMax', 'monthMax'] as const;
export type Maximum = (typeof MAXIMA)[number];

/** -1 means no maximum, 0 allows none. */
export type Maxima = Readonly<Record<Maximum, number>>;

export interface DeliveryAccountSetup extends Maxima {
  readonly clientAccountUid: ClientAccountUID;
  readonly clientUid: ClientUID;
  readonly description: string;
  /** Null if it has no method. */
  readonly deliveryUid: ClientDeliveryUID | null;
  /** The lead type of its method; null if there is none. */
  readonly leadTypeUid: LeadTypeUID | null;
  /** 0 General, 1 Redirect, 2 Live Call, 3 800 IVR. */
  readonly accountType: number;
  readonly status: string;
  readonly automationEnabled: boolean;
  readonly price: number;
  readonly useOrder: boolean;
  /** No call returns it. */
  readonly exclusive: boolean;
  readonly criteria: readonly CriterionSetup[];
}

export interface OrderSetup {
  readonly orderUid: ClientOrderUID;
  readonly clientUid: ClientUID;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly status: string;
  readonly renewal: string;
  readonly items: readonly OrderItemSetup[];
}

export interface OrderItemSetup {
  readonly itemUid: ClientOrderItemUID;
  /** Null means any of the client's accounts. */
  readonly clientAccountUid: ClientAccountUID | null;
  /** Null means that it is in dollars. */
  readonly qty: number | null;
  readonly sentQty: number;
  readonly constrainQuantity: boolean;
  readonly price: number;
  readonly sentPrice: number;
}

export interface ListSetup {
  readonly listUid: CustomListUID;
  readonly name: string;
  readonly active: boolean;
  readonly leadTypeUid: LeadTypeUID;
  readonly leadFieldUid: LeadFieldUID;
  readonly defaultClient: ClientUID | null;
  /** It only applies to leads whose field with this identifier has `dependValue`. */
  readonly dependField: LeadFieldUID | null;
  readonly dependValue: string;
  readonly items: readonly { readonly value: string; readonly clients: readonly ClientUID[] }[];
}

export interface SourceSetup {
  readonly sourceUid: number;
  readonly name: string;
  readonly status: string;
}

export interface CampaignSetup {
  readonly campaignUid: VendorAccountUID;
  readonly sourceUid: number;
  readonly name: string;
  readonly status: string;
  /** How its leads come: Web, PING/POST, Phone or Chat. */
  readonly channel: string;
  /** How often a lead is sold at most; 0 means no limit. */
  readonly maxSell: number;
  /** Null if there is none. */
  readonly exclusiveClientUid: ClientUID | null;
  /** Overrides the account's; null if it does not. */
  readonly preference: string | null;
  /** Null means no maximum. */
  readonly hourMax: number | null;
  readonly dayMax: number | null;
  readonly monthMax: number | null;
  /** Whether returned leads count for the three. */
  readonly countReturns: boolean;
  /** A lead is a duplicate if a similar one came within this number of days; 0 for no check. */
  readonly dupDayMax: number;
  readonly rules: readonly CriterionSetup[];
  /** What the source is paid for a lead, unless it gets a share of the sales. */
  readonly leadPrice: number;
  readonly sharePercentage: number | null;
  readonly shareFlat: number | null;
}

/** A lead to be sold. */
export interface LeadInput {
  /** Its identifier: the lead's id at the vendor, or ours. */
  readonly key: number;
  readonly at: number;
  readonly leadTypeUid: LeadTypeUID;
  /** The kind of accounts that are scanned for it. */
  readonly accountType: number;
  readonly campaignUid: VendorAccountUID | null;
  readonly values: ReadonlyMap<LeadFieldUID, string>;
  /** It was posted with the order of a ping. */
  readonly hasOrder: boolean;
  readonly options?: ScanOptions;
}

export interface ScanOptions {
  /** Only accounts with automated delivery; by default true. */
  readonly automated?: boolean;
  readonly ignoreExclusive?: boolean;
  readonly allowOverMax?: boolean;
  /** Each is a ClientUID or ClientAccountUID. If any are given, others are refused. */
  readonly forceIds?: readonly string[];
}

/** A send that was made. */
export interface SendFact {
  readonly key: number;
  readonly at: number;
  readonly clientAccountUid: ClientAccountUID;
  readonly valid: boolean;
  readonly price: number;
}
