import { HttpClient } from '../vendors/http.ts';
import type { LeadAnswer, Refused } from '../vendors/lead-answer.ts';
import { listLeads } from '../vendors/locumjobs/client.ts';
import { QueryError } from '../vendors/locumjobs/parameters.ts';
import type { AnswerTo, FetchFailure, FetchOrder, LocumjobsAnswer, LocumjobsOrder, SourceFetcher } from './fetch.ts';

/** A refusal of a vendor's client as the poller takes it. */
export function failureOf({ why, sentence, status, retryAfterMs }: Refused): FetchFailure {
  const missing = why === 'server' && (status === 404 || status === 405);
  // Cut off after the vendor had begun to answer: the network is there.
  const kind = missing
    ? 'missing'
    : why === 'network' && status !== null
      ? 'vendor'
      : why === 'login' || why === 'throttled' || why === 'network'
        ? why
        : 'vendor';
  return { is: 'failed', why: kind, words: sentence, retryAfterMs: retryAfterMs ?? null };
}

/** Asks the vendors over real sockets, in the thread it is made in. */
export function vendorFetcher(): SourceFetcher {
  const client = new HttpClient();

  async function locumjobs({ query, ...access }: LocumjobsOrder): Promise<LocumjobsAnswer | FetchFailure> {
    const answer: LeadAnswer = await listLeads(client, access, query);
    if (answer.kind === 'refused') return failureOf(answer);
    return { is: 'locumjobs', records: answer.records, unread: answer.unread };
  }

  async function ask(order: FetchOrder): Promise<AnswerTo<FetchOrder>> {
    switch (order.is) {
      case 'locumjobs':
        return locumjobs(order);
      case 'liondesk-offers':
      case 'liondesk-leads':
      case 'liondesk-token':
        throw new Error('LionDesk');
    }
  }

  return {
    async fetch<Order extends FetchOrder>(order: Order): Promise<AnswerTo<Order>> {
      try {
        // An order is answered in its own kind.
        return (await ask(order)) as AnswerTo<Order>;
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error);
        const asked = error instanceof QueryError ? `The question to the vendor can’t be asked: ${words}` : words;
        return { is: 'failed', why: 'vendor', words: asked, retryAfterMs: null } as AnswerTo<Order>;
      }
    },
    close: () => client.close(),
  };
}
