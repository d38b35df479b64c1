import type { AnswerFormat, BodyFormat } from './addresses.ts';
import type { CallTime } from './call-date.ts';

/** A connection to a receiver. */
export interface ReceiverAccess {
  readonly url: string;
  /** Lead source. */
  readonly vid: number;
  /** Lead type. */
  readonly lid: number;
  /** Campaign; null if the receiver chooses it for the account. */
  readonly aid: number | null;
  /** The campaign's password; empty if there is none. */
  readonly password: string;
  /** The access token; empty if there is none. */
  readonly token: string;
}

/** A field of the lead type and its value as sent. */
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
  /** Stored by the receiver for reports; XML and JSON bodies. */
  readonly reference?: string;
  /** The receiver stores the lead and doesn't sell it; JSON bodies. */
  readonly noSell?: boolean;
  readonly call?: CallDetails;
}

/** The form of a post. */
export interface PostForm {
  readonly body: BodyFormat;
  readonly answer: AnswerFormat;
  readonly async?: boolean;
  /** Hours until the lead is sold; JSON bodies. */
  readonly sendDelayHours?: number;
  /** Called by the receiver when an async post is finished. */
  readonly returnUrl?: string;
  /** From a ping; the general form post. */
  readonly orderId?: string;
}

/** The request can't be written according to the document. The message says which part of it and what to do. */
export class ReceiverRequestError extends Error {
  override readonly name = 'ReceiverRequestError';
}
