import type { AnswerFormat, BodyFormat } from './addresses.ts';
import type { CallTime } from './call-date.ts';

/** A connection to a receiver. */
export interface ReceiverAccess {
  readonly url: string;
  /** Lead source. */
  readonly vid: number;
  /** Lead type. */
  readonly lid: number;
  /** Campaign; null where the account has the receiver choose. */
  readonly aid: number | null;
  /** The campaign's password; empty where there is none. */
  readonly password: string;
  /** The access token; empty where there is none. */
  readonly token: string;
}

/** A field of the lead type and its value, as it is sent. */
export type LeadField = readonly [name: string, value: string];

/** The call details of "Create Call Lead". */
export interface CallDetails {
  /** The number that the lead called. */
  readonly ivrNumber: string;
  readonly durationSeconds: number;
  readonly result?: string;
  readonly at?: CallTime;
}

/** A lead of a post. */
export interface LeadToPost {
  readonly fields: readonly LeadField[];
  /** Kept by the receiver for reports; XML and JSON bodies. */
  readonly reference?: string;
  /** The receiver keeps the lead and sells it to nobody; JSON bodies. */
  readonly noSell?: boolean;
  readonly call?: CallDetails;
}

/** How a post is written. */
export interface PostForm {
  readonly body: BodyFormat;
  readonly answer: AnswerFormat;
  readonly async?: boolean;
  /** Hours until the lead is sold; JSON bodies. */
  readonly sendDelayHours?: number;
  /** Called by the receiver when an async post is done. */
  readonly returnUrl?: string;
  /** From a ping; the general form post. */
  readonly orderId?: string;
}

/** The request can't be written as the document has it; the message says which part of it and what to do. */
export class ReceiverRequestError extends Error {
  override readonly name = 'ReceiverRequestError';
}
