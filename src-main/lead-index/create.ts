import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { LeadIndex, type LeadIndexOptions } from './index.ts';
import { tidyWhenIdle } from './search/idle.ts';

export interface LeadIndexModule extends Module {
  readonly index: LeadIndex;
}

/** Filters, counts, order and search over all leads. */
export function createLeadIndex({ store, health }: ModuleContext, options: LeadIndexOptions): LeadIndexModule {
  const index = new LeadIndex(store, options);
  const stop = tidyWhenIdle(
    (ms) => index.search.tidy(ms),
    (error) => health.failed('index', error),
  );
  return { index, stop };
}
