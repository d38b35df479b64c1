import { Handlers } from '../commands/handlers.ts';
import { findInLists } from '../dialing/forget-lists.ts';
import type { LeadIndex } from '../lead-index/index.ts';
import type { CoreEvents, ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { findInUploads } from './forget-uploads.ts';
import { registerLeads } from './handlers.ts';
import { LeadHooks } from './hooks.ts';

export interface LeadsModule extends Module {
  /** Other modules register here what they store about a lead. */
  readonly hooks: LeadHooks;
}

/** Leads as persons: records as received, merging, erasing, export. */
export function createLeads(
  context: ModuleContext,
  needs: { readonly leadIndex: { readonly index: LeadIndex } },
): LeadsModule {
  const { store, now, events, exportsDir, uploadsDir } = context;
  const { index } = needs.leadIndex;
  const handlers = new Handlers();
  const hooks = new LeadHooks();
  hooks.onForget((_, person) => findInLists(store, uploadsDir, person));
  hooks.onForget((_, person) => findInUploads(store, uploadsDir, person));
  const changed = (topic: CoreEvents['changed']) => events.publish('changed', topic);
  registerLeads(handlers, { store, index, now, hooks, exportsDir, uploadsDir, changed });
  return { handlers, hooks };
}
