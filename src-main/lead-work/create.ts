import type { CallTimes } from '../call-times/handlers.ts';
import { Handlers } from '../commands/handlers.ts';
import type { LeadIndex } from '../lead-index/index.ts';
import type { LeadHooks } from '../leads/hooks.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { registerLeadWork } from './handlers.ts';
import type { Timeline } from './timeline.ts';

export interface LeadWorkModule extends Module {
  /** Other modules register here what they know about a lead's history. */
  readonly timeline: Timeline;
}

interface Needs {
  readonly leadIndex: { readonly index: LeadIndex };
  readonly leads: { readonly hooks: LeadHooks };
  readonly callTimes: { readonly times: CallTimes };
}

/** What people do with leads: notes, calls, callbacks, status, owner, tags. */
export function createLeadWork(context: ModuleContext, { leadIndex, leads, callTimes }: Needs): LeadWorkModule {
  const { store, now, clock, events, health } = context;
  const handlers = new Handlers();
  const { timeline, resume, close } = registerLeadWork(handlers, {
    store,
    index: leadIndex.index,
    now,
    clock,
    hooks: leads.hooks,
    times: callTimes.times,
    changed: (topic) => events.publish('changed', topic),
  });
  return {
    handlers,
    timeline,
    start() {
      resume().catch((error: unknown) => health.failed('work', error));
    },
    stop: close,
  };
}
