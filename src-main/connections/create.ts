import { Handlers } from '../commands/handlers.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { answersSearch, type ConnectionPorts, registerConnections, showLive } from './handlers.ts';
import { readingsOfJob } from './reading-log.ts';
import type { Tokens } from './tokens.ts';
import { tryFunctions } from './try-functions.ts';

export interface ConnectionsModule extends Module {
  /** A connection with its live state. */
  readonly show: (connectionId: number) => ReturnType<typeof showLive>;
  /** Whether a dialer answers a search for leads. @throws CommandError */
  readonly answersSearch: (connectionId: number) => Promise<boolean>;
  /** Whether a dialer answers `lead_all_info`. If that is unknown, it is tried. @throws CommandError */
  readonly answersLeadInfo: (connectionId: number) => Promise<boolean>;
  readonly readingsOf: (jobId: number) => ReturnType<typeof readingsOfJob>;
}

interface Needs extends Pick<ConnectionPorts, 'listsUsed' | 'passwords'> {
  readonly tokens: Tokens;
  readonly queue: Pick<ConnectionPorts, 'live'>;
}

/** Connections, their secrets, and the functions that each vendor answers. */
export function createConnections(context: ModuleContext, needs: Needs): ConnectionsModule {
  const { store, now, events } = context;
  const handlers = new Handlers();
  const ports: ConnectionPorts = {
    store,
    now,
    passwords: needs.passwords,
    live: needs.queue.live,
    forget: (id) => needs.tokens.forget(id),
    listsUsed: needs.listsUsed,
    changed: () => events.publish('connections-changed'),
  };
  registerConnections(handlers, ports);
  return {
    handlers,
    show: (id) => showLive(ports, id),
    answersSearch: (id) => answersSearch(ports, id),
    answersLeadInfo: async (id) => (await tryFunctions(ports, id, ['lead_all_info'])).answers.lead_all_info === true,
    readingsOf: (jobId) => readingsOfJob(store, jobId),
  };
}
