import { HttpClient } from '../vendors/http.ts';
import { LiondeskQueryError } from '../vendors/liondesk/query.ts';
import { listLeads } from '../vendors/locumjobs/client.ts';
import { QueryError } from '../vendors/locumjobs/parameters.ts';
import type { AnswerTo, FetchFailure, FetchOrder, LocumjobsAnswer, LocumjobsOrder, SourceFetcher } from './fetch.ts';
import { fetchClaims, fetchMe, fetchPage, fetchQuery, fetchTokens } from './fetch-liondesk.ts';
import { refusalFailure } from './refusal-failure.ts';

/** Sends requests to the vendors over real sockets, in the thread in which it is created. */
export function vendorFetcher(): SourceFetcher {
  const client = new HttpClient();
  return {
    async fetch<Order extends FetchOrder>(order: Order): Promise<AnswerTo<Order>> {
      try {
        // The answer to a request has the type that belongs to the request.
        return (await answerTo(client, order)) as AnswerTo<Order>;
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

async function answerTo(client: HttpClient, order: FetchOrder): Promise<AnswerTo<FetchOrder>> {
  switch (order.is) {
    case 'locumjobs':
      return fetchLocumjobs(client, order);
    case 'liondesk-offers':
    case 'liondesk-leads':
      return fetchPage(client, order);
    case 'liondesk-query':
      return fetchQuery(client, order);
    case 'liondesk-me':
      return fetchMe(client, order);
    case 'liondesk-claims':
      return fetchClaims(client, order);
    case 'liondesk-token':
      return fetchTokens(client, order);
  }
}

async function fetchLocumjobs(
  client: HttpClient,
  { query, ...access }: LocumjobsOrder,
): Promise<LocumjobsAnswer | FetchFailure> {
  const answer = await listLeads(client, access, query);
  if (answer.kind === 'refused') return refusalFailure(answer);
  return { is: 'locumjobs', records: answer.records, unread: answer.unread, date: answer.date ?? null };
}
