import { randomUUID } from 'node:crypto';
import type { ConnectionKind } from '../../src-preload/contract/index.ts';
import { isDamage } from '../db/damage/errors.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { recover } from '../queue/recover.ts';
import { type CrashPoint, Runner } from '../queue/runner.ts';
import type { QueuedJob, Transport } from '../queue/types.ts';
import { DAMAGED } from './around-commands.ts';
import type { DeskProblems } from './desk-problems.ts';
import { Executors, type ShowingExecutor, type ShownRequest } from './executors.ts';

export interface QueueModule extends Module {
  /** Modules register the executor for the jobs of their vendor here. */
  executor(kind: ConnectionKind, executor: ShowingExecutor): void;
  readonly fieldsOf: (job: QueuedJob) => ShownRequest;
  isIdle(): boolean;
  withdraw(connectionId: number): void;
  /** Whether a connection's last attempts failed to reach the vendor. */
  unreached(connectionId: number): boolean;
  readonly live: (connectionId: number) => { flying: number; pace: number };
  /** The number of requests without an answer when the queue stopped. */
  unanswered(): number;
}

interface Needs {
  readonly problems: DeskProblems;
  readonly transport: Transport;
  readonly reached: ((point: CrashPoint) => void) | undefined;
}

/** The durable queue, with the thread that sends its requests. */
export function createQueue(context: ModuleContext, { problems, transport, reached }: Needs): QueueModule {
  const { store, clock, now, random, events, health, sends, secretOf } = context;
  const executors = new Executors(store, secretOf);
  let unanswered = 0;
  const runner = new Runner({
    ...{ store, transport, clock, random, tag: randomUUID() },
    executorFor: (id) => executors.of(id),
    onChange: ({ lines }) => {
      events.publish('changed', 'jobs');
      events.publish('changed', 'imports');
      if (lines) events.publish('changed', 'connections');
      events.publish('queue-moved');
    },
    onProblem: (error) => {
      if (error === null) health.worked('queue');
      const isDisk = error !== null && health.failed('queue', error, true);
      problems.queue =
        error === null || isDisk ? null : `Sending stopped because of an internal error: ${error.message}.`;
      if (isDamage(error)) {
        problems.damage = DAMAGED;
        events.publish('damage-found');
      }
      events.publish('changed', 'desk');
    },
    ...(reached ? { reached } : {}),
  });
  events.on('jobs-ready', () => runner.wake());
  events.on('disk-recovered', () => runner.wake());
  events.on('connections-changed', () => {
    executors.forget();
    runner.reload();
    for (const topic of ['connections', 'jobs', 'imports'] as const) events.publish('changed', topic);
  });
  return {
    executor: (kind, executor) => executors.register(kind, executor),
    fieldsOf: (job) => executors.fieldsOf(job),
    isIdle: () => runner.isIdle(),
    withdraw: (id) => runner.withdraw(id),
    unreached: (id) => runner.unreached(id),
    live: (id) => ({ flying: runner.inFlight(id), pace: runner.paceOf(id) }),
    unanswered: () => unanswered,
    start() {
      if (sends) runner.start();
      else recover(store, (id) => executors.of(id), now());
    },
    async stop(graceMs) {
      unanswered = await runner.stop(graceMs);
      await transport.close();
    },
  };
}
