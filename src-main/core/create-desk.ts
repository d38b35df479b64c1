import type { DeskStatus } from '../../src-preload/contract/index.ts';
import { Handlers } from '../commands/handlers.ts';
import { listConnections } from '../connections/connections.ts';
import type { ConnectionsModule } from '../connections/create.ts';
import type { DialingModule } from '../dialing/create.ts';
import type { KeyUpkeep } from '../leads/key-upkeep.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import type { UpdatesModule } from '../updates/create.ts';
import type { QueueModule } from './create-queue.ts';
import { DataCare } from './data-care.ts';
import type { DeskProblems } from './desk-problems.ts';
import { deskStatus } from './desk-status.ts';
import type { IndexUpkeep } from './index-upkeep.ts';
import type { CorePorts } from './ports.ts';

export interface DeskModule extends Module {
  /** Closes the data files, once the database is closed. */
  readonly release: () => void;
}

interface Needs {
  readonly core: CorePorts;
  readonly problems: DeskProblems;
  readonly connections: Pick<ConnectionsModule, 'show'>;
  readonly dialing: Pick<DialingModule, 'idle' | 'imports' | 'rate'>;
  readonly queue: Pick<QueueModule, 'isIdle'>;
  readonly delivery: { readonly idle: () => boolean };
  readonly leadexec: { readonly idle: () => boolean };
  readonly indexUpkeep: Pick<IndexUpkeep, 'status'>;
  readonly leads: { readonly keys: Pick<KeyUpkeep, 'status'> };
  readonly updates: Pick<UpdatesModule, 'notice'>;
}

/** The desk's status and the maintenance of its data. */
export function createDesk(context: ModuleContext, needs: Needs): DeskModule {
  const { store, events, health } = context;
  const { core, problems, connections, dialing, queue, delivery, leadexec, indexUpkeep, leads, updates } = needs;
  const handlers = new Handlers();
  const idle = () => dialing.idle() && queue.isIdle() && delivery.idle() && leadexec.idle();
  const changed = () => events.publish('changed', 'desk');
  handlers.on(
    'desk.status',
    (): DeskStatus => ({
      ...deskStatus(store, core),
      ailment: problems.damage ?? health.problem ?? problems.queue,
      idle: idle(),
      connections: listConnections(store).map(({ id }) => connections.show(id)),
      imports: dialing.imports(),
      rate: dialing.rate(),
      index: indexUpkeep.status,
      keys: leads.keys.status,
      update: updates.notice(),
    }),
  );
  handlers.on('desk.checkDisk', () => {
    health.failed('files', health.check());
    return { ailment: health.problem };
  });
  const reportProblem = (sentence: string | null) => {
    problems.damage = sentence;
    changed();
  };
  const care = new DataCare({
    core,
    store,
    changed,
    reportProblem,
    idle,
    compared: () => events.publish('index-compared'),
  });
  care.register(handlers);
  events.on('damage-found', () => care.repairSoon());
  return { handlers, release: () => care.release(), stop: () => care.close() };
}
