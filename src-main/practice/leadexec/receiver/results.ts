/** ResponseType of the document, by its number. */
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

/** Why something is refused. */
export interface Refusal {
  readonly type: ResponseType;
  readonly detail: string;
}

/** A send to a client, as in return-sends. */
export interface SendInfo {
  readonly clientUid: number;
  readonly clientName: string;
  readonly redirectUrl: string;
  readonly valid: boolean;
  readonly price: number;
}

/** An agent that a call is to be transferred to. */
export interface AgentInfo {
  readonly clientUid: number;
  readonly clientName: string;
  readonly agentName: string;
  readonly agentPhone: string;
}

/** The result for one lead that was posted or updated. */
export interface PostResult {
  readonly postId: string;
  readonly type: ResponseType | 'unknown';
  readonly detail: string;
  readonly leadUid: number | null;
  readonly campaignUid: number | null;
  readonly pendingReview: boolean;
  readonly price: number;
  readonly redirectUrl: string;
  readonly sends: readonly SendInfo[];
  readonly agents: readonly AgentInfo[];
}

/** The result of a refused post. */
export function refused(postId: string, { type, detail }: Refusal): PostResult {
  const nothing = {
    leadUid: null,
    campaignUid: null,
    pendingReview: false,
    price: 0,
    redirectUrl: '',
    sends: [],
    agents: [],
  };
  return { postId, type, detail, ...nothing };
}

export interface PingResult {
  readonly requestId: string;
  readonly orderId: string | null;
  readonly price: number;
  readonly expiresAt: number | null;
  readonly response: string;
}

export interface DuplicateResult {
  readonly duplicate: boolean;
  /** Only if it came from the same source. */
  readonly leadUid: number | null;
  readonly receivedAt: number | null;
  readonly response: string;
}

/** A Response for a lead that was received before, in the document's words. Only its own source gets the lead's id. */
export function duplicateWords(leadUid: number | null, receivedAt: string): string {
  return `Duplicate Lead, ${leadUid === null ? '' : `${leadUid} `}Last Received On: ${receivedAt} UTC`;
}
