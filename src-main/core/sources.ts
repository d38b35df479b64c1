import { networkInterfaces } from 'node:os';
import type { DeskEvent } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import type { Passwords } from '../connections/passwords.ts';
import { Tokens } from '../connections/tokens.ts';
import type { DiskHealth } from '../db/disk-health.ts';
import type { LeadHooks } from '../leads/hooks.ts';
import type { LeadPorts } from '../leads/ports.ts';
import type { Offers } from '../offers/offers.ts';
import { registerOfferQuery } from '../offers/query.ts';
import { askOffers } from '../sync/ask-offers.ts';
import type { SourceFetcher } from '../sync/fetch.ts';
import { forgottenHere } from '../sync/forget.ts';
import { registerSources } from '../sync/handlers.ts';
import { OAuth } from '../sync/oauth.ts';
import { Poller } from '../sync/poller.ts';
import type { CorePorts } from './ports.ts';

/** What fetching leads needs of the core. */
export interface SourcesPorts {
  readonly core: Pick<CorePorts, 'clock' | 'random' | 'secrets'>;
  readonly health: DiskHealth;
  readonly leads: LeadPorts;
  readonly offers: Offers;
  readonly hooks: LeadHooks;
  readonly passwords: Passwords;
  readonly fetcher: SourceFetcher;
  readonly tell: (topic: DeskEvent['topic']) => void;
  /** Connections changed. */
  readonly changed: () => void;
}

/** The addresses of this machine on every network but its own loop, as text. */
function networks(): string {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .sort()
    .join(' ');
}

/** Makes the poller and what belongs to it, and registers its commands. It fetches by itself only once it is started. */
export function makeSources(handlers: Handlers, ports: SourcesPorts): { poller: Poller; oauth: OAuth; tokens: Tokens } {
  const { core, health, leads, offers, hooks, passwords, fetcher, tell, changed } = ports;
  const tokens = new Tokens(core.secrets);
  const secretOf = (id: number) => passwords.of(id);
  const oauth = new OAuth({ tokens, fetcher, now: () => core.clock.now(), secretOf });
  const { clock, random } = core;
  const poller = new Poller({
    leads,
    offers,
    clock,
    random,
    fetcher,
    oauth,
    secretOf,
    changed: tell,
    networks,
    disk: (id, error) => (error === null ? health.worked(`source ${id}`) : health.failed(`source ${id}`, error)),
  });
  hooks.onForget(forgottenHere);
  const asking = { store: leads.store, fetcher, oauth, secretOf };
  registerOfferQuery(handlers, {
    store: leads.store,
    ask: (connection, leadId, query) => askOffers(asking, connection, leadId, query),
  });
  registerSources(handlers, { store: leads.store, poller, oauth, changed });
  return { poller, oauth, tokens };
}
