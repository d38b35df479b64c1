import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { LeadIndex, type LeadIndexOptions } from './index.ts';
import { tidyWhenIdle } from './search/idle.ts';

export interface LeadIndexModule extends Module {
  readonly index: LeadIndex;
}

/** Filters, counts, order and search over all leads. With `isCompared`, its pages are compared with their checksums after the start. */
export function createLeadIndex(
  { store, health, events }: ModuleContext,
  { isCompared, ...options }: LeadIndexOptions & { readonly isCompared: boolean },
): LeadIndexModule {
  const index = new LeadIndex(store, options);
  const failed = (error: unknown) => health.failed('index', error);
  const tidy = () => tidyWhenIdle((ms) => index.search.tidy(ms), failed);
  // What a merge reads from a damaged page it writes to others, with checksums of their own: it waits until the pages were compared.
  let stop = isCompared ? events.on('index-compared', () => (stop = tidy())) : tidy();
  return { index, stop: () => stop() };
}
