import type { LocumjobsParameter } from '../../src-preload/contract/index.ts';
import type { ArrivedOffer, SaidClaim } from '../offers/arrived-offer.ts';
import type { ReadRecord, UnreadRecord } from '../vendors/lead-record.ts';
import type { LiondeskUser } from '../vendors/liondesk/answers.ts';
import type { Offer } from '../vendors/liondesk/offer.ts';
import type { LiondeskQuery } from '../vendors/liondesk/query.ts';

/** One question to LocumJobsOnline's list of leads. */
export interface LocumjobsOrder {
  readonly is: 'locumjobs';
  readonly base: string;
  readonly format: 'json' | 'xml';
  readonly auth: 'basic' | 'bearer';
  readonly user: string;
  readonly secret: string;
  readonly timeoutMs: number;
  readonly query: Readonly<Partial<Record<LocumjobsParameter, string>>>;
}

/** One page of LionDesk: of offers, or of leads. */
export interface LiondeskOrder {
  readonly is: 'liondesk-offers' | 'liondesk-leads';
  readonly base: string;
  readonly token: string;
  readonly timeoutMs: number;
  /** Of offers: `/leads/{lead}/offers`; null is `/leads/offers`. Of leads: nothing. */
  readonly lead: string | null;
  readonly query: LiondeskQuery;
}

/** Any question for offers, answered whole; its address is said as in `LiondeskOrder`. */
export interface LiondeskQueryOrder extends Omit<LiondeskOrder, 'is'> {
  readonly is: 'liondesk-query';
}

/** Whom a token of LionDesk belongs to. */
export interface LiondeskMeOrder {
  readonly is: 'liondesk-me';
  readonly base: string;
  readonly token: string;
  readonly timeoutMs: number;
}

/** Who has leads of LionDesk. */
export interface LiondeskClaimsOrder {
  readonly is: 'liondesk-claims';
  readonly base: string;
  readonly token: string;
  readonly timeoutMs: number;
  /** The vendor's ids: several in one query, or one at its own address. */
  readonly leads: readonly string[] | string;
}

/** Changes a code, or the refresh token of an older answer, into tokens. */
export interface LiondeskTokenOrder {
  readonly is: 'liondesk-token';
  readonly base: string;
  readonly timeoutMs: number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly grant:
    | { readonly type: 'authorization_code'; readonly code: string }
    | { readonly type: 'refresh_token'; readonly refreshToken: string };
}

export type FetchOrder =
  | LocumjobsOrder
  | LiondeskOrder
  | LiondeskQueryOrder
  | LiondeskMeOrder
  | LiondeskClaimsOrder
  | LiondeskTokenOrder;

/** What one question failed with. */
export interface FetchFailure {
  readonly is: 'failed';
  /**
   * `login`: credentials, permission or address refused; one is enough. `throttled`: come back later. `network`: nothing
   * reached the vendor. `missing`: there is nothing under this address. `vendor`: anything else.
   */
  readonly why: 'login' | 'throttled' | 'network' | 'missing' | 'vendor';
  /** A plain sentence, with the vendor's own line where there is one. */
  readonly words: string;
  /** What the vendor's Retry-After asks for, ms; null when it says nothing. */
  readonly retryAfterMs: number | null;
}

export interface LocumjobsAnswer {
  readonly is: 'locumjobs';
  /** In the vendor's order. */
  readonly records: readonly ReadRecord[];
  readonly unread: readonly UnreadRecord[];
  /** The vendor's clock as it answered, ms since 1970; null where it tells none. */
  readonly date: number | null;
}

export interface LiondeskAnswer {
  readonly is: 'liondesk';
  readonly records: readonly ReadRecord[];
  readonly unread: readonly UnreadRecord[];
  /** Offers in the vendor's order; of a page of leads none. */
  readonly offers: readonly ArrivedOffer[];
  /** Ids of what the page lists (offers, or leads), in the vendor's order; what has no readable id is left out. */
  readonly ids: readonly string[];
  /** How many the page lists, readable or not. */
  readonly count: number;
  /** Null where the answer is no page. */
  readonly total: number | null;
}

/** Offers as the vendor gave them: a page, or one object or a bare list, which say nothing of their place in the whole. */
export interface LiondeskQueryAnswer {
  readonly is: 'liondesk-query';
  readonly total: number | null;
  readonly limit: number | null;
  readonly skip: number | null;
  readonly offers: readonly Offer[];
  readonly unread: readonly UnreadRecord[];
}

export interface MeAnswer {
  readonly is: 'me';
  readonly user: LiondeskUser;
}

export interface ClaimsAnswer {
  readonly is: 'claims';
  /** The leads that the vendor told of, in its order, whether they were asked for or not. */
  readonly leads: readonly (SaidClaim & { readonly externalId: string })[];
}

export interface TokenAnswer {
  readonly is: 'token';
  readonly accessToken: string;
  /** Empty where the vendor gives none anew. */
  readonly refreshToken: string;
  /** How long it holds, ms; null where the vendor doesn't say. */
  readonly expiresInMs: number | null;
}

interface AnswerByKind {
  readonly locumjobs: LocumjobsAnswer;
  readonly 'liondesk-offers': LiondeskAnswer;
  readonly 'liondesk-leads': LiondeskAnswer;
  readonly 'liondesk-query': LiondeskQueryAnswer;
  readonly 'liondesk-me': MeAnswer;
  readonly 'liondesk-claims': ClaimsAnswer;
  readonly 'liondesk-token': TokenAnswer;
}

export type AnswerTo<Order extends FetchOrder> = FetchFailure | AnswerByKind[Order['is']];

/** Asks vendors and reads their answers; holds no state. It settles always, with a failure in words at worst. */
export interface SourceFetcher {
  fetch<Order extends FetchOrder>(order: Order): Promise<AnswerTo<Order>>;
  close(): Promise<void>;
}

/** A question that was not answered. */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly failure: FetchFailure;

  constructor(failure: FetchFailure) {
    super(failure.words);
    this.failure = failure;
  }
}
