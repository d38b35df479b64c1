import { Handlers } from '../commands/handlers.ts';
import type { LeadHooks } from '../leads/hooks.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { findInLog } from './forget.ts';
import { type JobLogPorts, registerJobLog } from './handlers.ts';

interface Needs {
  readonly leads: { readonly hooks: LeadHooks };
  readonly queue: Pick<JobLogPorts, 'fieldsOf'>;
  readonly connections: Pick<JobLogPorts, 'answersSearch' | 'readingsOf'>;
}

/** What became of each job, with its attempts. */
export function createJobLog(context: ModuleContext, { leads, queue, connections }: Needs): Module {
  const { store, now, events, exportsDir } = context;
  const handlers = new Handlers();
  leads.hooks.onForget((_, person) => findInLog(store, person, now));
  registerJobLog(handlers, {
    store,
    now,
    answersSearch: connections.answersSearch,
    fieldsOf: queue.fieldsOf,
    readingsOf: connections.readingsOf,
    exportsDir,
    wake: () => events.publish('jobs-ready'),
    changed: () => {
      events.publish('changed', 'jobs');
      events.publish('jobs-moved');
    },
  });
  return { handlers };
}
