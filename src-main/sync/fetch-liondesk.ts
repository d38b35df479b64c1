import { membersOf } from '../leads/merge-record.ts';
import { arrivedOffer, objectText, withoutLead } from '../offers/arrived-offer.ts';
import type { HttpClient } from '../vendors/http.ts';
import type { Refused } from '../vendors/lead-answer.ts';
import type { ReadRecord } from '../vendors/lead-record.ts';
import type { LiondeskLead } from '../vendors/liondesk/answers.ts';
import {
  allOffers,
  exchangeCode,
  leadOffers,
  listLeads,
  me,
  oneLead,
  refreshTokens,
} from '../vendors/liondesk/client.ts';
import type { Offer } from '../vendors/liondesk/offer.ts';
import type {
  ClaimsAnswer,
  FetchFailure,
  LiondeskAnswer,
  LiondeskClaimsOrder,
  LiondeskMeOrder,
  LiondeskOrder,
  LiondeskQueryAnswer,
  LiondeskQueryOrder,
  LiondeskTokenOrder,
  MeAnswer,
  TokenAnswer,
} from './fetch.ts';
import { readPages } from './liondesk-pages.ts';
import { refusalFailure } from './refusal-failure.ts';

const idOf = ({ externalId }: ReadRecord): string => externalId;

/**
 * The leads of offers, each once. An offer's own data is included in the record as a list `offers`, because users and teams in it are not
 * the lead's.
 */
function recordsOf(offers: readonly Offer[]): ReadRecord[] {
  const byLead = new Map<string, Offer[]>();
  for (const offer of offers) {
    const held = byLead.get(offer.leadId);
    if (held) held.push(offer);
    else byLead.set(offer.leadId, [offer]);
  }
  return [...byLead.values()].flatMap((own) => {
    const lead = own.at(-1)?.lead;
    if (!lead) return [];
    const members = membersOf(lead.raw);
    if (!members) return [lead];
    members.set('offers', `[${own.map(({ raw }) => withoutLead(raw)).join(',')}]`);
    return [{ ...lead, raw: objectText(members) }];
  });
}

/** One page of offers, or of leads. */
export async function fetchPage(client: HttpClient, order: LiondeskOrder): Promise<LiondeskAnswer | FetchFailure> {
  const { is, lead, query, ...access } = order;
  if (is === 'liondesk-leads') {
    const answer = await listLeads(client, access, query);
    if (answer.kind === 'refused') return refusalFailure(answer);
    const { records, unread, full, total } = answer;
    return { is: 'liondesk', records, unread, offers: [], ids: records.map(idOf), count: full, total };
  }
  const answer = await (lead === null ? allOffers(client, access, query) : leadOffers(client, access, lead, query));
  if (answer.kind === 'refused') return refusalFailure(answer);
  const { offers, unread, full, total } = answer;
  return {
    is: 'liondesk',
    records: recordsOf(offers),
    unread,
    offers: offers.map(arrivedOffer),
    ids: offers.map(({ id }) => id),
    count: full,
    total,
  };
}

/** All offers of a query. */
export async function fetchQuery(
  client: HttpClient,
  order: LiondeskQueryOrder,
): Promise<LiondeskQueryAnswer | FetchFailure> {
  const { lead, query, ...access } = order;
  const answer = await (lead === null ? allOffers(client, access, query) : leadOffers(client, access, lead, query));
  if (answer.kind === 'refused') return refusalFailure(answer);
  const { total, limit, skip, offers, unread } = answer;
  return { is: 'liondesk-query', total, limit, skip, offers, unread };
}

/** The user that a token belongs to. */
export async function fetchMe(
  client: HttpClient,
  { is: _, ...access }: LiondeskMeOrder,
): Promise<MeAnswer | FetchFailure> {
  const answer = await me(client, access);
  return answer.kind === 'refused' ? refusalFailure(answer) : { is: 'me', user: answer.user };
}

/** The holders of leads. */
export async function fetchClaims(
  client: HttpClient,
  { is: _, leads, ...access }: LiondeskClaimsOrder,
): Promise<ClaimsAnswer | FetchFailure> {
  const claims = (found: readonly LiondeskLead[]): ClaimsAnswer => ({
    is: 'claims',
    leads: found.map(({ record, ...claim }) => ({ externalId: record.externalId, ...claim })),
  });
  if (typeof leads === 'string') {
    const answer = await oneLead(client, access, leads);
    return answer.kind === 'refused' ? refusalFailure(answer) : claims(answer.leads);
  }
  let refused: Refused | null = null;
  const found = await readPages(
    async (query) => {
      const answer = await listLeads(client, access, query);
      if (answer.kind !== 'refused') return { rows: answer.leads, count: answer.full, total: answer.total };
      refused ??= answer;
      return { rows: [], count: 0, total: null };
    },
    { where: [{ field: 'id', operator: '$in', values: [...leads] }], limit: leads.length },
    {
      key: ({ record }) => record.externalId,
      // If the vendor ignores the query, it would return all leads. Reading stops when the requested ones are found.
      enough: (received) =>
        leads.every((id) => received.has(id)) || [...received.keys()].some((id) => !leads.includes(id)),
    },
  );
  // What was received before a refusal is used; the rest is requested one by one.
  return refused !== null && found.length === 0 ? refusalFailure(refused) : claims(found);
}

/** Tokens for a code or a refresh token. */
export async function fetchTokens(client: HttpClient, order: LiondeskTokenOrder): Promise<TokenAnswer | FetchFailure> {
  const { grant, redirectUri } = order;
  const answer =
    grant.type === 'refresh_token'
      ? await refreshTokens(client, order, grant.refreshToken)
      : await exchangeCode(client, order, grant.code, redirectUri);
  if (answer.kind === 'refused') return refusalFailure(answer);
  const { accessToken, refreshToken, expiresInMs } = answer;
  return { is: 'token', accessToken, refreshToken: refreshToken ?? '', expiresInMs };
}
