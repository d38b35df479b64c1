import type { HttpRequest, HttpResult } from '../../platform/http-messages.ts';
import { exchange } from '../exchange.ts';
import type { HttpClient } from '../http.ts';
import type { Asked, Refused } from '../lead-answer.ts';
import {
  type LiondeskLeadsAnswer,
  type LiondeskTokens,
  type MeAnswer,
  type OffersAnswer,
  readLeads,
  readMe,
  readOffers,
  readTokens,
} from './answers.ts';
import type { LiondeskQuery } from './query.ts';
import {
  allOffersRequest,
  type ClaimedVia,
  claimRequest,
  type LiondeskAccess,
  type LiondeskClient,
  leadOffersRequest,
  leadRequest,
  leadsRequest,
  meRequest,
  refreshRequest,
  submitOfferRequest,
  tokenRequest,
} from './requests.ts';

type Sender = Pick<HttpClient, 'send'>;

/** The vendor and address of a request, for the parsers of `answers.ts`. */
export function askedOf(access: LiondeskAccess, url: string): Asked {
  return { vendor: 'LionDesk', url, secrets: [access.token] };
}

async function sendAndRead<T>(
  client: Sender,
  access: LiondeskAccess,
  request: HttpRequest,
  read: (result: HttpResult, asked: Asked) => T,
): Promise<T> {
  return read(await exchange(client, request), askedOf(access, request.url));
}

/** "Find All Lead Offers" and "Get One Lead Offer": GET /leads/{id}/offers. Rejects only with LiondeskQueryError; so do all below. */
export async function leadOffers(
  client: Sender,
  access: LiondeskAccess,
  leadId: string,
  query: LiondeskQuery = {},
): Promise<OffersAnswer> {
  return sendAndRead(client, access, leadOffersRequest(access, leadId, query), readOffers);
}

/** GET /leads/offers, for a vendor that supports it. */
export async function allOffers(
  client: Sender,
  access: LiondeskAccess,
  query: LiondeskQuery = {},
): Promise<OffersAnswer> {
  return sendAndRead(client, access, allOffersRequest(access, query), readOffers);
}

/** GET /leads. */
export async function listLeads(
  client: Sender,
  access: LiondeskAccess,
  query: LiondeskQuery = {},
): Promise<LiondeskLeadsAnswer> {
  return sendAndRead(client, access, leadsRequest(access, query), readLeads);
}

/** GET /leads/{id}. */
export async function oneLead(client: Sender, access: LiondeskAccess, leadId: string): Promise<LiondeskLeadsAnswer> {
  return sendAndRead(client, access, leadRequest(access, leadId), readLeads);
}

/** "Submit one Lead Offer". It must not be repeated without an answer, because offers may have been sent. */
export async function submitOffer(client: Sender, access: LiondeskAccess, leadId: string): Promise<OffersAnswer> {
  return sendAndRead(client, access, submitOfferRequest(access, leadId), readSubmitted);
}

/** PATCH /leads/{id} with `claimed_via`. Returns the vendor's state of the lead. */
export async function writeClaim(
  client: Sender,
  access: LiondeskAccess,
  leadId: string,
  claimedVia: ClaimedVia,
): Promise<LiondeskLeadsAnswer> {
  return sendAndRead(client, access, claimRequest(access, leadId, claimedVia), readLeads);
}

/** GET /me. */
export async function me(client: Sender, access: LiondeskAccess): Promise<MeAnswer> {
  return sendAndRead(client, access, meRequest(access), readMe);
}

/** POST /oauth2/token with the code that the person entered. */
export async function exchangeCode(
  client: Sender,
  app: LiondeskClient,
  code: string,
  redirectUri: string,
): Promise<LiondeskTokens | Refused> {
  return tokensBy(client, app, tokenRequest(app, code, redirectUri), code);
}

/** POST /oauth2/token with the refresh token. */
export async function refreshTokens(
  client: Sender,
  app: LiondeskClient,
  refreshToken: string,
): Promise<LiondeskTokens | Refused> {
  return tokensBy(client, app, refreshRequest(app, refreshToken), refreshToken);
}

async function tokensBy(client: Sender, app: LiondeskClient, request: HttpRequest, grant: string) {
  const asked = { vendor: 'LionDesk', url: request.url, secrets: [app.clientSecret, grant] };
  return readTokens(await exchange(client, request), asked);
}

/** The answer to a submission is not documented: a successful status with nothing, or without a list, counts as success. Pure. */
export function readSubmitted(result: HttpResult, asked: Asked): OffersAnswer {
  const read = readOffers(result, asked);
  if (read.kind === 'offers' || read.why !== 'unreadable') return read;
  const none = { total: null, limit: null, skip: null };
  return { kind: 'offers', offers: [], unread: [], full: 0, ...none };
}
