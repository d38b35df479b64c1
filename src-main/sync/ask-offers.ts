import { CommandError } from '../../src-preload/contract/index.ts';
import type { StoredConnection } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import type { UnreadRecord } from '../vendors/lead-record.ts';
import type { Offer } from '../vendors/liondesk/offer.ts';
import type { LiondeskQuery } from '../vendors/liondesk/query.ts';
import { FetchError, type LiondeskQueryAnswer, type SourceFetcher } from './fetch.ts';
import { readPages } from './liondesk-pages.ts';
import type { OAuth } from './oauth.ts';
import { pagesAt, placeOf } from './offers-place.ts';
import { readSource } from './source-rows.ts';
import { tokenFor, withToken } from './source-token.ts';

export interface AskOffersPorts {
  readonly store: Store;
  readonly fetcher: SourceFetcher;
  readonly oauth: OAuth;
  /** The password or token of a connection; null if this desk has none. */
  readonly secretOf: (connectionId: number) => string | null;
}

/**
 * Queries LionDesk for offers ("Find All Lead Offers", "Get One Lead Offer") without storing anything. Without a lead it uses the address
 * where the desk reads all offers: the one that the last sync found, or else it is determined now.
 *
 * @throws CommandError with the vendor's message
 */
export async function askOffers(
  ports: AskOffersPorts,
  connection: StoredConnection,
  leadId: string | undefined,
  query: LiondeskQuery,
): Promise<LiondeskQueryAnswer> {
  const { store, fetcher } = ports;
  const { url: base, timeoutMs, source, name, id } = connection;
  if (source?.kind !== 'liondesk') {
    throw new CommandError('invalid-input', `${name} isn’t a LionDesk connection and has no offers.`, 'connectionId');
  }
  const token = tokenFor(connection, source, ports);
  try {
    let lead: string | null | undefined = leadId;
    if (lead === undefined) {
      const found =
        placeOf(readSource(store, id)?.place ?? null) ??
        (await pagesAt((is, at, few) =>
          withToken(token, (value) => fetcher.fetch({ is, base, timeoutMs, token: value, lead: at, query: few })),
        ));
      if (found?.each) {
        throw new CommandError(
          'conflict',
          `${name} returns the offers of one lead at a time: name the lead.`,
          'leadId',
        );
      }
      lead = found?.lead ?? null;
    }
    const at = lead;
    const ask = (some: LiondeskQuery) =>
      withToken(token, (value) =>
        fetcher.fetch({ is: 'liondesk-query', base, timeoutMs, token: value, lead: at, query: some }),
      );
    const { limit } = query;
    return limit === undefined || limit === 0 ? await ask(query) : await askUpTo(ask, { ...query, limit });
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    const { why, words } = error.failure;
    throw new CommandError(why === 'missing' ? 'not-found' : 'failed', words);
  }
}

type Row = { readonly offer: Offer } | { readonly unread: UnreadRecord };

/** Reads as many as requested, even if the vendor returns fewer at once. Its total is taken from the first page. */
async function askUpTo(
  ask: (query: LiondeskQuery) => Promise<LiondeskQueryAnswer>,
  query: LiondeskQuery & { readonly limit: number },
): Promise<LiondeskQueryAnswer> {
  let first: LiondeskQueryAnswer | null = null;
  const found = await readPages(
    async (some) => {
      // The first request is sent exactly as asked, without adding an order.
      const page = await ask(first === null ? query : some);
      first ??= page;
      const rows: Row[] = [...page.offers.map((offer) => ({ offer })), ...page.unread.map((unread) => ({ unread }))];
      return { rows, count: rows.length, total: page.total };
    },
    query,
    {
      key: (row) => ('offer' in row ? row.offer.id : `raw ${row.unread.raw}`),
      enough: (rows) => rows.size >= query.limit,
    },
  );
  const { total, limit, skip } = first ?? { total: null, limit: null, skip: null };
  const rows = found.slice(0, query.limit);
  return {
    is: 'liondesk-query',
    ...{ total, limit, skip },
    offers: rows.flatMap((row) => ('offer' in row ? row.offer : [])),
    unread: rows.flatMap((row) => ('unread' in row ? row.unread : [])),
  };
}
