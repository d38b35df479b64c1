import { CommandError } from '../../src-preload/contract/index.ts';
import type { StoredConnection } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import type { LiondeskQuery } from '../vendors/liondesk/query.ts';
import { FetchError, type LiondeskQueryAnswer, type SourceFetcher } from './fetch.ts';
import type { OAuth } from './oauth.ts';
import { pagesAt, placeOf } from './offers-place.ts';
import { readSource } from './source-rows.ts';
import { tokenFor, withToken } from './source-token.ts';

export interface AskOffersPorts {
  readonly store: Store;
  readonly fetcher: SourceFetcher;
  readonly oauth: OAuth;
  /** The password or token of a connection; null when there is none on this desk. */
  readonly secretOf: (connectionId: number) => string | null;
}

/**
 * Asks LionDesk for offers now ("Find All Lead Offers", "Get One Lead Offer"); keeps nothing. Without a lead, where the desk reads all:
 * at the place that the last sync found, else it is looked for.
 *
 * @throws CommandError in the vendor's words
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
    throw new CommandError('invalid-input', `${name} is no LionDesk, and offers no leads.`, 'connectionId');
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
        throw new CommandError('conflict', `${name} gives the offers of one lead at a time: name the lead.`, 'leadId');
      }
      lead = found?.lead ?? null;
    }
    const at = lead;
    return await withToken(token, (value) =>
      fetcher.fetch({ is: 'liondesk-query', base, timeoutMs, token: value, lead: at, query }),
    );
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    const { why, words } = error.failure;
    throw new CommandError(why === 'missing' ? 'not-found' : 'failed', words);
  }
}
