import { Handlers } from '../commands/handlers.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { registerLeadIndex } from './handlers.ts';
import { LeadIndex, type LeadIndexOptions } from './index.ts';
import { tidyWhenIdle } from './search/idle.ts';

export interface LeadIndexModule extends Module {
  readonly index: LeadIndex;
}

/** Filters, counts, order and search over all leads. */
export function createLeadIndex(context: ModuleContext, ports: LeadIndexOptions): LeadIndexModule {
  const { store, now, events, health } = context;
  const handlers = new Handlers();
  const index = new LeadIndex(store, ports);
  const stopAnswering = registerLeadIndex(handlers, {
    store,
    index,
    now,
    changed: (topic) => events.publish('changed', topic),
  });
  const stopTidying = tidyWhenIdle(
    (ms) => index.tidy(ms),
    (error) => health.failed('index', error),
  );
  const stop = () => {
    stopAnswering();
    stopTidying();
  };
  return { handlers, index, stop };
}
