import type { HttpRequest } from '../../platform/http-messages.ts';
import { LEADS_BYTES_AT_MOST } from '../lead-answer.ts';
import { type LiondeskQuery, LiondeskQueryError, queryString } from './query.ts';

/** The address and token of LionDesk. */
export interface LiondeskAccess {
  /** `https://api-v2.liondesk.com`, with or without a slash at its end. */
  readonly base: string;
  /** The access token, a personal one or by OAuth 2.0. */
  readonly token: string;
  readonly timeoutMs: number;
}

/** How a lead was claimed: a lead's `claimed_via`, the only part of a claim that can be written. */
export const CLAIMED_VIA = ['None', 'Email', 'Text', 'Phone', 'Assigned', 'Auto'] as const;
export type ClaimedVia = (typeof CLAIMED_VIA)[number];

/**
 * "Find All Lead Offers": GET /leads/{id}/offers. The document finds all at `/leads/3/offers`, although the offers in its example belong to
 * other leads. @throws LiondeskQueryError
 */
export function leadOffersRequest(access: LiondeskAccess, leadId: string, query: LiondeskQuery = {}): HttpRequest {
  return getRequest(access, `${pathOf(leadId)}/offers`, query);
}

/** All offers without a lead in the path, for a vendor that supports it: GET /leads/offers. @throws LiondeskQueryError */
export function allOffersRequest(access: LiondeskAccess, query: LiondeskQuery = {}): HttpRequest {
  return getRequest(access, '/leads/offers', query);
}

/** GET /leads (LionDesk, Leads). @throws LiondeskQueryError */
export function leadsRequest(access: LiondeskAccess, query: LiondeskQuery = {}): HttpRequest {
  return getRequest(access, '/leads', query);
}

/** GET /leads/{id} (LionDesk, Leads). @throws LiondeskQueryError */
export function leadRequest(access: LiondeskAccess, leadId: string): HttpRequest {
  return getRequest(access, pathOf(leadId), {});
}

/** GET /me: the user that the token belongs to. */
export function meRequest(access: LiondeskAccess): HttpRequest {
  return getRequest(access, '/me', {});
}

/** "Submit one Lead Offer": POST an empty object to /leads/{id}/offers. @throws LiondeskQueryError */
export function submitOfferRequest(access: LiondeskAccess, leadId: string): HttpRequest {
  return write(access, 'POST', `${pathOf(leadId)}/offers`, {});
}

/** PATCH /leads/{id} with `claimed_via`: the closest to a claim that LionDesk documents. @throws LiondeskQueryError */
export function claimRequest(access: LiondeskAccess, leadId: string, claimedVia: ClaimedVia): HttpRequest {
  return write(access, 'PATCH', pathOf(leadId), { claimed_via: claimedVia });
}

/** The address where a person authorizes the desk (OAuth 2.0, /oauth2/authorize). `state` is returned with the code. */
export function authorizeUrl(base: string, clientId: string, redirectUri: string, state: string): string {
  const search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'write',
    state,
  });
  return `${rootOf(base)}/oauth2/authorize?${search}`;
}

/** The desk's client id and secret at LionDesk. */
export interface LiondeskClient {
  readonly base: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly timeoutMs: number;
}

/** POST /oauth2/token: exchanges the code that the person entered for tokens. */
export function tokenRequest(client: LiondeskClient, code: string, redirectUri: string): HttpRequest {
  return tokens(client, { grant_type: 'authorization_code', code, redirect_uri: redirectUri });
}

/** POST /oauth2/token: exchanges the refresh token for a new access token. */
export function refreshRequest(client: LiondeskClient, refreshToken: string): HttpRequest {
  return tokens(client, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

function tokens(client: LiondeskClient, grant: Readonly<Record<string, string>>): HttpRequest {
  const parameters = { ...grant, client_id: client.clientId, client_secret: client.clientSecret };
  return {
    url: `${rootOf(client.base)}/oauth2/token`,
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
    timeoutMs: client.timeoutMs,
    fresh: false,
  };
}

/** An id that would change the path (`..`) can't be a lead's. */
function pathOf(leadId: string): string {
  if (/^\.{0,2}$/.test(leadId)) throw new LiondeskQueryError(`“${leadId}” isn’t a lead ID.`);
  return `/leads/${encodeURIComponent(leadId)}`;
}

/** One slash, where the document has two (`//leads`). */
const rootOf = (base: string): string => base.trim().replace(/\/+$/, '');

/** The document has a content type in every request, including those without a body. */
function headersOf({ token }: LiondeskAccess): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-encoding': 'gzip, deflate',
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
  };
}

function getRequest(access: LiondeskAccess, path: string, query: LiondeskQuery): HttpRequest {
  const search = queryString(query);
  return {
    url: `${rootOf(access.base)}${path}${search === '' ? '' : `?${search}`}`,
    method: 'GET',
    headers: headersOf(access),
    body: '',
    timeoutMs: access.timeoutMs,
    fresh: false,
    answerBytesAtMost: LEADS_BYTES_AT_MOST,
  };
}

function write(access: LiondeskAccess, method: 'POST' | 'PATCH', path: string, body: object): HttpRequest {
  return { ...getRequest(access, path, {}), method, body: JSON.stringify(body) };
}
