import type { LocumjobsParameter } from '../../src-preload/contract/index.ts';
import type { ArrivedOffer, SaidClaim } from '../offers/arrived-offer.ts';
import type { ReadRecord, UnreadRecord } from '../vendors/lead-record.ts';
import type { LiondeskUser } from '../vendors/liondesk/answers.ts';
import type { Offer } from '../vendors/liondesk/offer.ts';
import type { LiondeskQuery } from '../vendors/liondesk/query.ts';

/** One request to LocumJobsOnline's list of leads. */
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

/** One page from LionDesk, of offers or of leads. */
export interface LiondeskOrder {
  readonly is: 'liondesk-offers' | 'liondesk-leads';
  readonly base: string;
  readonly token: string;
  readonly timeoutMs: number;
  /** For offers: `/leads/{lead}/offers`, or `/leads/offers` for null. Not used for leads. */
  readonly lead: string | null;
  readonly query: LiondeskQuery;
}

/** Any query for offers, with all pages of its answer. Its address is given as in `LiondeskOrder`. */
export interface LiondeskQueryOrder extends Omit<LiondeskOrder, 'is'> {
  readonly is: 'liondesk-query';
}

/** The user that a token of LionDesk belongs to. */
export interface LiondeskMeOrder {
  readonly is: 'liondesk-me';
  readonly base: string;
  readonly token: string;
  readonly timeoutMs: number;
}

/** The holders of leads of LionDesk. */
export interface LiondeskClaimsOrder {
  readonly is: 'liondesk-claims';
  readonly base: string;
  readonly token: string;
  readonly timeoutMs: number;
  /** The vendor's ids: several in one query, or one at its own address. */
  readonly leads: readonly string[] | string;
}

/** Exchanges a code, or the refresh token of an earlier answer, for tokens. */
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

/** Why a request failed. */
export interface FetchFailure {
  readonly is: 'failed';
  /**
   * `login`: credentials, permission or address refused; one occurrence is enough. `throttled`: to be tried again later. `network`: nothing
   * reached the vendor. `missing`: nothing exists at this address. `vendor`: anything else.
   */
  readonly why: 'login' | 'throttled' | 'network' | 'missing' | 'vendor';
  /** A plain sentence, with the vendor's own message if there is one. */
  readonly words: string;
  /** The delay that the vendor's Retry-After requests, ms; null if there is none. */
  readonly retryAfterMs: number | null;
}

export interface LocumjobsAnswer {
  readonly is: 'locumjobs';
  /** In the vendor's order. */
  readonly records: readonly ReadRecord[];
  readonly unread: readonly UnreadRecord[];
  /** The vendor's time of the answer, ms since 1970; null if it is not given. */
  readonly date: number | null;
}

export interface LiondeskAnswer {
  readonly is: 'liondesk';
  readonly records: readonly ReadRecord[];
  readonly unread: readonly UnreadRecord[];
  /** Offers in the vendor's order; empty for a page of leads. */
  readonly offers: readonly ArrivedOffer[];
  /** The ids of what the page lists (offers or leads), in the vendor's order, without entries whose id can't be parsed. */
  readonly ids: readonly string[];
  /** How many entries the page lists, parsed or not. */
  readonly count: number;
  /** Null if the answer is not a page. */
  readonly total: number | null;
}

/** Offers as the vendor returned them: a page, or a single object or bare list, which doesn't include its position in the whole. */
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
  /** The leads in the vendor's answer, in its order, whether they were requested or not. */
  readonly leads: readonly (SaidClaim & { readonly externalId: string })[];
}

export interface TokenAnswer {
  readonly is: 'token';
  readonly accessToken: string;
  /** Empty if the vendor returns no new one. */
  readonly refreshToken: string;
  /** How long it is valid, ms; null if the vendor doesn't say. */
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

/** Sends requests to vendors and parses their answers. It has no state, and always resolves, with a failure as a sentence if necessary. */
export interface SourceFetcher {
  fetch<Order extends FetchOrder>(order: Order): Promise<AnswerTo<Order>>;
  close(): Promise<void>;
}

/** Thrown for a request that failed. */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly failure: FetchFailure;

  constructor(failure: FetchFailure) {
    super(failure.words);
    this.failure = failure;
  }
}
