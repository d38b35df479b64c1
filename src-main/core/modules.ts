import { type CallTimesModule, createCallTimes } from '../call-times/create.ts';
import { type ConnectionsModule, createConnections } from '../connections/create.ts';
import type { Passwords } from '../connections/passwords.ts';
import type { Tokens } from '../connections/tokens.ts';
import type { PostChecker } from '../delivery/check/run-check.ts';
import { createDelivery, type DeliveryModule } from '../delivery/create.ts';
import type { FileChecker } from '../dialing/check-import.ts';
import { createDialing, type DialingModule } from '../dialing/create.ts';
import { listsUsed } from '../dialing/import-table.ts';
import { createInbox } from '../inbox/create.ts';
import { createJobLog, type JobLogModule } from '../job-log/create.ts';
import { createLeadIndex, type LeadIndexModule } from '../lead-index/create.ts';
import { leadsCalledBackBy } from '../lead-work/callback-rows.ts';
import { calleeOf } from '../lead-work/calls.ts';
import { createLeadWork, type LeadWorkModule } from '../lead-work/create.ts';
import { createLeadexec, type LeadexecModule } from '../leadexec/create.ts';
import type { WhatIfRunner } from '../leadexec/what-if/run/run-order.ts';
import { createLeads, type LeadsModule } from '../leads/create.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { type Definition, definer } from '../module/start-modules.ts';
import { createClaims } from '../offers/claims/create.ts';
import { createOffers, type OffersModule } from '../offers/create.ts';
import type { Transport } from '../queue/types.ts';
import { createSync, type SyncModule } from '../sync/create.ts';
import type { SourceFetcher } from '../sync/fetch.ts';
import { createUnlock } from '../unlock/create.ts';
import { createUpdates, type UpdatesModule } from '../updates/create.ts';
import { createDesk, type DeskModule } from './create-desk.ts';
import { createQueue, type QueueModule } from './create-queue.ts';
import type { DeskProblems } from './desk-problems.ts';
import { createIndexUpkeep, type IndexUpkeepModule } from './index-upkeep.ts';
import type { CorePorts } from './ports.ts';
import { createPractice } from './practice-host.ts';

/** The modules by name, with what each provides to others. */
export interface Parts {
  readonly leadIndex: LeadIndexModule;
  readonly leads: LeadsModule;
  readonly inbox: Module;
  readonly indexUpkeep: IndexUpkeepModule;
  readonly callTimes: CallTimesModule;
  readonly leadWork: LeadWorkModule;
  readonly practice: Module;
  readonly queue: QueueModule;
  readonly connections: ConnectionsModule;
  readonly dialing: DialingModule;
  readonly jobLog: JobLogModule;
  readonly offers: OffersModule;
  readonly sync: SyncModule;
  readonly claims: Module;
  readonly unlock: Module;
  readonly delivery: DeliveryModule;
  readonly leadexec: LeadexecModule;
  readonly updates: UpdatesModule;
  readonly desk: DeskModule;
}

/** What the core opened and created before its modules. */
export interface Opened {
  readonly core: CorePorts;
  readonly passwords: Passwords;
  readonly tokens: Tokens;
  readonly problems: DeskProblems;
  /** The tables of the lead index are missing or can't be trusted. */
  readonly indexIsDue: boolean;
  /** The threads that read files, send the queue's requests, and fetch from the sources. */
  readonly checker: FileChecker;
  readonly postChecker: PostChecker;
  readonly whatIf: WhatIfRunner;
  readonly transport: Transport;
  readonly fetcher: SourceFetcher;
}

/**
 * The whole program: each module with the modules it needs. A module is created after those it needs, started in that order and stopped in
 * reverse. Modules notify each other through `context.events`.
 */
export function moduleList(context: ModuleContext, opened: Opened): readonly Definition<Parts>[] {
  const { store, now } = context;
  const { core, passwords, tokens, problems, indexIsDue, checker, postChecker, whatIf, transport, fetcher } = opened;
  const { reached } = core;
  const define = definer<Parts>();
  return [
    define('leadIndex', [], () =>
      createLeadIndex(context, {
        callbacksOf: (agent) => leadsCalledBackBy(store, agent),
        isCompared: core.upkeep === true,
      }),
    ),
    define('leads', ['leadIndex'], (needs) => createLeads(context, needs)),
    define('inbox', ['leadIndex', 'leads'], (needs) => createInbox(context, needs)),
    define('indexUpkeep', ['leadIndex', 'leads'], (needs) =>
      createIndexUpkeep(context, { ...needs, isDue: indexIsDue }),
    ),
    define('callTimes', [], () => createCallTimes(context, { calleeOf: (leadId) => calleeOf({ store, now }, leadId) })),
    define('leadWork', ['leadIndex', 'leads', 'callTimes'], (needs) => createLeadWork(context, needs)),
    // Before the queue, because the practice vendors must listen when it starts to send.
    define('practice', [], () => createPractice(context, { passwords })),
    define('queue', [], () => createQueue(context, { problems, transport, reached })),
    define('connections', ['queue'], (needs) =>
      createConnections(context, { ...needs, passwords, tokens, listsUsed: (id) => listsUsed(store, id) }),
    ),
    define('dialing', ['queue', 'connections'], (needs) => createDialing(context, { ...needs, checker })),
    define('jobLog', ['leads', 'queue', 'connections'], (needs) => createJobLog(context, needs)),
    define('offers', ['leads'], (needs) => createOffers(context, needs)),
    define('sync', ['leadIndex', 'leads', 'offers'], (needs) => createSync(context, { ...needs, tokens, fetcher })),
    define('claims', ['queue', 'leadIndex', 'leads', 'callTimes', 'leadWork', 'dialing', 'offers', 'sync'], (needs) =>
      createClaims(context, { ...needs, reached }),
    ),
    define('unlock', ['queue', 'leadIndex', 'leads', 'leadWork'], (needs) => createUnlock(context, needs)),
    define('leadexec', ['queue', 'leads'], (needs) =>
      createLeadexec(context, { ...needs, tokens, vault: core.secrets, whatIf }),
    ),
    define('delivery', ['queue', 'connections', 'leadIndex', 'leads', 'leadWork', 'jobLog', 'leadexec'], (needs) =>
      createDelivery(context, { ...needs, postChecker }),
    ),
    define('updates', [], () => createUpdates(context)),
    define(
      'desk',
      ['queue', 'connections', 'dialing', 'delivery', 'leadexec', 'leads', 'indexUpkeep', 'updates'],
      ({ indexUpkeep, ...needs }) => createDesk(context, { ...needs, core, problems, indexUpkeep: indexUpkeep.upkeep }),
    ),
  ];
}
