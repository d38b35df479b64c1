import { membersOf } from '../leads/merge-record.ts';
import { arrivedOffer, objectText, withoutLead } from '../offers/arrived-offer.ts';
import { HttpClient } from '../vendors/http.ts';
import type { LeadAnswer, Refused } from '../vendors/lead-answer.ts';
import type { ReadRecord } from '../vendors/lead-record.ts';
import type { LiondeskLead } from '../vendors/liondesk/answers.ts';
import {
  allOffers,
  exchangeCode,
  leadOffers,
  listLeads as liondeskLeads,
  me,
  oneLead,
  refreshTokens,
} from '../vendors/liondesk/client.ts';
import type { Offer } from '../vendors/liondesk/offer.ts';
import { LiondeskQueryError } from '../vendors/liondesk/query.ts';
import { listLeads } from '../vendors/locumjobs/client.ts';
import { QueryError } from '../vendors/locumjobs/parameters.ts';
import type {
  AnswerTo,
  ClaimsAnswer,
  FetchFailure,
  FetchOrder,
  LiondeskAnswer,
  LiondeskClaimsOrder,
  LiondeskMeOrder,
  LiondeskOrder,
  LiondeskQueryAnswer,
  LiondeskQueryOrder,
  LiondeskTokenOrder,
  LocumjobsAnswer,
  LocumjobsOrder,
  MeAnswer,
  SourceFetcher,
  TokenAnswer,
} from './fetch.ts';
import { readPages } from './liondesk-pages.ts';

/** Converts an error of a vendor's client into a failure. */
export function failureOf({ why, sentence, status, retryAfterMs }: Refused): FetchFailure {
  const missing = why === 'server' && (status === 404 || status === 405);
  // The connection broke after the vendor had begun to answer, so the network works.
  const kind = missing
    ? 'missing'
    : why === 'network' && status !== null
      ? 'vendor'
      : why === 'login' || why === 'throttled' || why === 'network'
        ? why
        : 'vendor';
  return { is: 'failed', why: kind, words: sentence, retryAfterMs: retryAfterMs ?? null };
}

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

/** Sends requests to the vendors over real sockets, in the thread in which it is created. */
export function vendorFetcher(): SourceFetcher {
  const client = new HttpClient();

  async function locumjobs({ query, ...access }: LocumjobsOrder): Promise<LocumjobsAnswer | FetchFailure> {
    const answer: LeadAnswer = await listLeads(client, access, query);
    if (answer.kind === 'refused') return failureOf(answer);
    return { is: 'locumjobs', records: answer.records, unread: answer.unread, date: answer.date ?? null };
  }

  async function liondesk(order: LiondeskOrder): Promise<LiondeskAnswer | FetchFailure> {
    const { is, lead, query, ...access } = order;
    if (is === 'liondesk-leads') {
      const answer = await liondeskLeads(client, access, query);
      if (answer.kind === 'refused') return failureOf(answer);
      const { records, unread, full, total } = answer;
      return { is: 'liondesk', records, unread, offers: [], ids: records.map(idOf), count: full, total };
    }
    const answer = await (lead === null ? allOffers(client, access, query) : leadOffers(client, access, lead, query));
    if (answer.kind === 'refused') return failureOf(answer);
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

  async function liondeskQuery(order: LiondeskQueryOrder): Promise<LiondeskQueryAnswer | FetchFailure> {
    const { lead, query, ...access } = order;
    const answer = await (lead === null ? allOffers(client, access, query) : leadOffers(client, access, lead, query));
    if (answer.kind === 'refused') return failureOf(answer);
    const { total, limit, skip, offers, unread } = answer;
    return { is: 'liondesk-query', total, limit, skip, offers, unread };
  }

  async function liondeskMe({ is: _, ...access }: LiondeskMeOrder): Promise<MeAnswer | FetchFailure> {
    const answer = await me(client, access);
    return answer.kind === 'refused' ? failureOf(answer) : { is: 'me', user: answer.user };
  }

  async function liondeskClaims({
    is: _,
    leads,
    ...access
  }: LiondeskClaimsOrder): Promise<ClaimsAnswer | FetchFailure> {
    const claims = (found: readonly LiondeskLead[]): ClaimsAnswer => ({
      is: 'claims',
      leads: found.map(({ record, ...claim }) => ({ externalId: record.externalId, ...claim })),
    });
    if (typeof leads === 'string') {
      const answer = await oneLead(client, access, leads);
      return answer.kind === 'refused' ? failureOf(answer) : claims(answer.leads);
    }
    let refused: Refused | null = null;
    const found = await readPages(
      async (query) => {
        const answer = await liondeskLeads(client, access, query);
        if (answer.kind !== 'refused') return { rows: answer.leads, count: answer.full, total: answer.total };
        refused ??= answer;
        return { rows: [], count: 0, total: null };
      },
      { where: [{ field: 'id', operator: '$in', values: [...leads] }], limit: leads.length },
      {
        key: ({ record }) => record.externalId,
        // If the vendor ignores the query, it would return all leads. Reading stops when the requested ones are found.
        enough: (told) => leads.every((id) => told.has(id)) || [...told.keys()].some((id) => !leads.includes(id)),
      },
    );
    // What was received before a refusal is used; the rest is requested one by one.
    return refused !== null && found.length === 0 ? failureOf(refused) : claims(found);
  }

  async function liondeskToken(order: LiondeskTokenOrder): Promise<TokenAnswer | FetchFailure> {
    const { grant, redirectUri } = order;
    const answer =
      grant.type === 'refresh_token'
        ? await refreshTokens(client, order, grant.refreshToken)
        : await exchangeCode(client, order, grant.code, redirectUri);
    if (answer.kind === 'refused') return failureOf(answer);
    const { accessToken, refreshToken, expiresInMs } = answer;
    return { is: 'token', accessToken, refreshToken: refreshToken ?? '', expiresInMs };
  }

  async function ask(order: FetchOrder): Promise<AnswerTo<FetchOrder>> {
    switch (order.is) {
      case 'locumjobs':
        return locumjobs(order);
      case 'liondesk-offers':
      case 'liondesk-leads':
        return liondesk(order);
      case 'liondesk-query':
        return liondeskQuery(order);
      case 'liondesk-me':
        return liondeskMe(order);
      case 'liondesk-claims':
        return liondeskClaims(order);
      case 'liondesk-token':
        return liondeskToken(order);
    }
  }

  return {
    async fetch<Order extends FetchOrder>(order: Order): Promise<AnswerTo<Order>> {
      try {
        // The answer to a request has the type that belongs to the request.
        return (await ask(order)) as AnswerTo<Order>;
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error);
        const unasked = error instanceof QueryError || error instanceof LiondeskQueryError;
        const asked = unasked ? `The request to the vendor is invalid: ${words}` : words;
        return { is: 'failed', why: 'vendor', words: asked, retryAfterMs: null } as AnswerTo<Order>;
      }
    },
    close: () => client.close(),
  };
}
