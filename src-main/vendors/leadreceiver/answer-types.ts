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

/** The kind of refusal: a response type; a declined ping; a post that was not queued; or an HTTP status. */
export type Refusal = Exclude<ResponseType, 'No_Error'> | 'Declined' | 'Not_Queued' | 'Login_Refused' | 'Throttled';

/** The client that a lead was sent to. */
export interface LeadSend {
  readonly clientId: string | null;
  readonly clientName: string;
  readonly redirectUrl: string | null;
  /** Whether the client accepted it; null if it is not reported. */
  readonly valid: boolean | null;
  /** Dollars that the client pays. */
  readonly price: number | null;
}

/** The agent that a call may be transferred to. */
export interface TransferAgent {
  readonly clientId: string | null;
  readonly clientName: string;
  readonly agentName: string;
  /** As received; empty if there is none. */
  readonly agentPhone: string;
}

/** The order of a ping, for posting the lead. */
export interface PingOrder {
  readonly orderId: string;
  readonly requestId: string | null;
  /** How long it is valid from the arrival of the answer, ms; null if that is not in a known form. */
  readonly expiresInMs: number | null;
  /** `OrderExpiresOn` as received. */
  readonly expiresOn: string;
}

/** The data in an answer besides its outcome. Identifiers are text. */
export interface ReportedLead {
  readonly postId: string | null;
  readonly leadId: string | null;
  /** The campaign that the lead was assigned to, which may differ from the one it was posted to. */
  readonly campaignId: string | null;
  readonly pendingReview: boolean | null;
  /** Dollars; for a ping, the estimate. */
  readonly price: number | null;
  readonly redirectUrl: string | null;
  /** Only if it is one of the connection's own. */
  readonly statusUrl: string | null;
  /** Null if the answer has no such list. An empty one may mean that the account isn't approved for it. */
  readonly sends: readonly LeadSend[] | null;
  readonly agents: readonly TransferAgent[] | null;
  readonly order: PingOrder | null;
  /** The receiver's own message. */
  readonly words: string;
  /** Members whose value is not in the document, as `Name: value`. */
  readonly unread: readonly string[];
}

/** The meaning of an answer to a post, ping or update. Its texts contain no secrets. */
export type ReceiverAnswer =
  | ({ readonly is: 'accepted' } & ReportedLead)
  /** Added to the receiver's queue. Its status shows the result. */
  | ({ readonly is: 'queued'; readonly postId: string } & Omit<ReportedLead, 'postId'>)
  | ({
      readonly is: 'refused';
      readonly refusal: Refusal;
      /** In plain words, with the receiver's own message. */
      readonly sentence: string;
      /** Whether the next lead would be refused in the same way: always, or for some time. */
      readonly scope: 'lead' | 'every-lead' | 'for-now';
      /** Retry-After as received; empty if there is none. */
      readonly retryAfter: string;
    } & ReportedLead)
  | ({
      readonly is: 'unknown';
      /** The same for every answer of the same kind. */
      readonly kind: string;
      readonly sentence: string;
      /** The answer as received, without secrets, truncated to a few hundred characters. */
      readonly line: string;
      /** False for an unknown kind of answer. A single one stops the connection. */
      readonly recognised: boolean;
    } & ReportedLead)
  /** It is certain that no byte of the request was sent. */
  | { readonly is: 'not-sent'; readonly sentence: string };

export const NOTHING_REPORTED: ReportedLead = {
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
