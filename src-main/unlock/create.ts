import { Handlers } from '../commands/handlers.ts';
import type { LeadIndex } from '../lead-index/index.ts';
import type { Timeline } from '../lead-work/timeline.ts';
import type { LeadHooks } from '../leads/hooks.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { UnlockExecutor } from './executor.ts';
import { findUnlocks } from './forget.ts';
import { registerUnlock } from './handlers.ts';
import { unlockEvents } from './history.ts';

interface Needs {
  readonly queue: { executor(kind: 'locumjobs', executor: UnlockExecutor): void };
  readonly leadIndex: { readonly index: LeadIndex };
  readonly leads: { readonly hooks: LeadHooks };
  readonly leadWork: { readonly timeline: Timeline };
}

/** Unlocking leads, with one job per lead. */
export function createUnlock(context: ModuleContext, { queue, leadIndex, leads, leadWork }: Needs): Module {
  const { store, now, events, secretOf } = context;
  const { index } = leadIndex;
  const { hooks } = leads;
  const handlers = new Handlers();
  const leadsChanged = () => events.publish('changed', 'leads');
  queue.executor('locumjobs', new UnlockExecutor({ store, index, now, hooks, secretOf, changed: leadsChanged }));
  leadWork.timeline.register(unlockEvents);
  hooks.onForget((_, person) => findUnlocks(store, person, now));
  registerUnlock(handlers, {
    store,
    index,
    now,
    wake: () => events.publish('jobs-ready'),
    changed: () => {
      events.publish('changed', 'jobs');
      leadsChanged();
    },
  });
  return { handlers };
}
