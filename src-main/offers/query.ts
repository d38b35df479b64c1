import { CommandError, type CommandOutput } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import { getConnection, type StoredConnection } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import type { Offer } from '../vendors/liondesk/offer.ts';
import { type LiondeskQuery, LiondeskQueryError, queryString } from '../vendors/liondesk/query.ts';
import { personKey } from './viewer.ts';

/** Offers as a vendor returned them. Null means that the vendor did not say. */
export interface OfferPage {
  readonly total: number | null;
  readonly limit: number | null;
  readonly skip: number | null;
  readonly offers: readonly Offer[];
  readonly unread: readonly { readonly reason: string; readonly raw: string }[];
}

export interface OfferQueryPorts {
  readonly store: Store;
  /** Asks a vendor directly: the offers of one lead's address, or all. @throws CommandError with the vendor's message */
  readonly ask: (connection: StoredConnection, leadId: string | undefined, query: LiondeskQuery) => Promise<OfferPage>;
}

/** Registers the command that asks the vendor for offers by any query of its document ("Filtering Lead Offers"). */
export function registerOfferQuery(handlers: Handlers, { store, ask }: OfferQueryPorts): void {
  handlers.on('offers.query', async ({ connectionId, leadId, where, sort, limit, skip }) => {
    const connection = getConnection(store, connectionId);
    const query: LiondeskQuery = {
      where,
      sort,
      ...(limit === undefined ? {} : { limit }),
      ...(skip === undefined ? {} : { skip }),
    };
    mustBeAskable(query);
    const page = await ask(connection, leadId, query);
    return {
      total: page.total,
      limit: page.limit,
      skip: page.skip,
      offers: page.offers.map((offer) => shown(connectionId, offer)),
      unread: page.unread.map(({ reason, raw }) => ({ reason, raw })),
    };
  });
}

/** @throws CommandError `invalid-input` before anything is sent, if the query is not allowed */
function mustBeAskable(query: LiondeskQuery): void {
  try {
    queryString(query);
  } catch (error) {
    if (!(error instanceof LiondeskQueryError)) throw error;
    throw new CommandError('invalid-input', error.message, 'where');
  }
}

function shown(connectionId: number, offer: Offer): CommandOutput<'offers.query'>['offers'][number] {
  const { firstName, lastName } = offer.lead.fields;
  return {
    externalId: offer.id,
    leadId: offer.leadId,
    name: `${firstName} ${lastName}`.trim(),
    user: offer.user ? offer.user.name || offer.user.email : '',
    userKey: offer.user ? personKey(connectionId, offer.user.id) : '',
    team: offer.team?.name ?? '',
    notifyAt: offer.notifyAt,
    rank: offer.rank,
    automatic: offer.assignAutomatically,
    byCall: offer.hasCallAlert,
    byText: offer.hasTextAlert,
    byEmail: offer.hasEmailAlert,
    raw: offer.raw,
  };
}
