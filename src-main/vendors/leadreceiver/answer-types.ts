/** The document's response types, by their number. */
export const RESPONSE_TYPES = [
  'No_Error',
  'System_ID_Missing',
  'LeadType_ID_Missing',
  'Vendor_ID_Missing',
  'No_Account_Found',
  'Outside_Criteria',
  'Duplicate_Lead',
  'Account_Disabled',
  'Post_Over_Max',
  'Data_Errors',
] as const;
export type ResponseType = (typeof RESPONSE_TYPES)[number];

/** Which refusal: a response type; a ping that was declined; a post that was not queued; or what HTTP says. */
export type Refusal = Exclude<ResponseType, 'No_Error'> | 'Declined' | 'Not_Queued' | 'Login_Refused' | 'Throttled';

/** To whom a lead was sent. */
export interface LeadSend {
  readonly clientId: string | null;
  readonly clientName: string;
  readonly redirectUrl: string | null;
  /** Whether the client took it; null where it is not told. */
  readonly valid: boolean | null;
  /** Dollars that the client pays. */
  readonly price: number | null;
}

/** To whom a call may be transferred. */
export interface TransferAgent {
  readonly clientId: string | null;
  readonly clientName: string;
  readonly agentName: string;
  /** As it came; empty where none was told. */
  readonly agentPhone: string;
}

/** The order of a ping, to post the lead with. */
export interface PingOrder {
  readonly orderId: string;
  readonly requestId: string | null;
  /** How long from the answer's arrival it is good, ms; null where it does not say so in a form that we know. */
  readonly expiresInMs: number | null;
  /** `OrderExpiresOn` as it came. */
  readonly expiresOn: string;
}

/** What an answer tells besides its outcome. Identifiers are text. */
export interface ToldOfLead {
  readonly postId: string | null;
  readonly leadId: string | null;
  /** Campaign that the lead was assigned to, which may be another than it was posted to. */
  readonly campaignId: string | null;
  readonly pendingReview: boolean | null;
  /** Dollars; of a ping, the estimate. */
  readonly price: number | null;
  readonly redirectUrl: string | null;
  /** Only one of the connection's own. */
  readonly statusUrl: string | null;
  /** Null where the answer has no such list; empty may mean that the account isn't approved for it. */
  readonly sends: readonly LeadSend[] | null;
  readonly agents: readonly TransferAgent[] | null;
  readonly order: PingOrder | null;
  /** The receiver's own words. */
  readonly words: string;
  /** Members whose value is none that the document has, as `Name: value`. */
  readonly unread: readonly string[];
}

/** What an answer to a post, ping or update means. No text of it has a secret. */
export type ReceiverAnswer =
  | ({ readonly is: 'accepted' } & ToldOfLead)
  /** Taken into the receiver's queue: its status tells what becomes of it. */
  | ({ readonly is: 'queued'; readonly postId: string } & Omit<ToldOfLead, 'postId'>)
  | ({
      readonly is: 'refused';
      readonly refusal: Refusal;
      /** In plain words, with the receiver's own. */
      readonly sentence: string;
      /** Whether the next lead would be refused alike: for ever, or until later. */
      readonly scope: 'lead' | 'every-lead' | 'for-now';
      /** What Retry-After says, as it came; empty where it says nothing. */
      readonly retryAfter: string;
    } & ToldOfLead)
  | ({
      readonly is: 'unknown';
      /** The same for every answer of the same kind. */
      readonly kind: string;
      readonly sentence: string;
      /** The answer as it came, without secrets, cut to a few hundred characters. */
      readonly line: string;
      /** False where we have never heard of such an answer: one is enough to stop the connection. */
      readonly recognised: boolean;
    } & ToldOfLead)
  /** Provably no byte of the request left. */
  | { readonly is: 'not-sent'; readonly sentence: string };

export const NOTHING_TOLD: ToldOfLead = {
  postId: null,
  leadId: null,
  campaignId: null,
  pendingReview: null,
  price: null,
  redirectUrl: null,
  statusUrl: null,
  sends: null,
  agents: null,
  order: null,
  words: '',
  unread: [],
};
