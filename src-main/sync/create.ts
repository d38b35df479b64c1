import { networkInterfaces } from 'node:os';
import { Handlers } from '../commands/handlers.ts';
import type { Tokens } from '../connections/tokens.ts';
import type { LeadHooks } from '../leads/hooks.ts';
import type { KeyUpkeep } from '../leads/key-upkeep.ts';
import type { IndexPort } from '../leads/ports.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import type { Offers } from '../offers/offers.ts';
import { registerOfferQuery } from '../offers/query.ts';
import { askOffers } from './ask-offers.ts';
import type { SourceFetcher } from './fetch.ts';
import { forgottenHere } from './forget.ts';
import { registerSources } from './handlers.ts';
import { OAuth } from './oauth.ts';
import { Poller } from './poller.ts';

export interface SyncModule extends Module {
  readonly fetcher: SourceFetcher;
  readonly oauth: OAuth;
  readonly tokens: Tokens;
  /** Whether a source is known to be unreachable because there is no network. */
  readonly offline: (connectionId: number) => boolean;
}

interface Needs {
  readonly tokens: Tokens;
  readonly fetcher: SourceFetcher;
  readonly leadIndex: { readonly index: IndexPort };
  readonly leads: { readonly hooks: LeadHooks; readonly keys: Pick<KeyUpkeep, 'whenReady'> };
  readonly offers: { readonly offers: Offers };
}

/** The addresses of this machine on every network except loopback, as text. */
function networks(): string {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .sort()
    .join(' ');
}

/** Fetches leads and offers from the sources. Scheduled fetching begins with `start`. */
export function createSync(context: ModuleContext, needs: Needs): SyncModule {
  const { store, clock, now, random, events, health, sends, secretOf } = context;
  const { tokens, fetcher } = needs;
  const { index } = needs.leadIndex;
  const { hooks } = needs.leads;
  const { offers } = needs.offers;
  const handlers = new Handlers();
  const oauth = new OAuth({ tokens, fetcher, now, secretOf });
  const poller = new Poller({
    ...{ leads: { store, index, now, hooks }, offers, clock, random, fetcher, oauth, secretOf, networks },
    changed: (topic) => events.publish('changed', topic),
    disk: (id, error) => (error === null ? health.worked(`source ${id}`) : health.failed(`source ${id}`, error)),
  });
  hooks.onForget(forgottenHere);
  registerOfferQuery(handlers, {
    store,
    ask: (connection, leadId, query) => askOffers({ store, fetcher, oauth, secretOf }, connection, leadId, query),
  });
  registerSources(handlers, { store, poller, oauth, changed: () => events.publish('connections-changed') });
  events.on('connections-changed', () => poller.reload());
  events.on('disk-recovered', () => void health.patiently(() => poller.diskRecovered()));
  return {
    ...{ handlers, fetcher, oauth, tokens },
    offline: (id) => poller.offline(id),
    start: () => needs.leads.keys.whenReady(() => (sends ? poller.start() : poller.reload())),
    stop: () => poller.close(),
  };
}
