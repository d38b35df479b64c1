import { Handlers } from '../commands/handlers.ts';
import { findInLists } from '../dialing/forget-lists.ts';
import type { LeadIndex } from '../lead-index/index.ts';
import type { CoreEvents, ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { findInUploads } from './forget-uploads.ts';
import { registerLeads } from './handlers.ts';
import { LeadHooks } from './hooks.ts';
import { KeyUpkeep } from './key-upkeep.ts';

export interface LeadsModule extends Module {
  /** Other modules register here what they store about a lead. */
  readonly hooks: LeadHooks;
  readonly keys: KeyUpkeep;
}

/** Leads as persons: records as received, merging, erasing, export. */
export function createLeads(
  context: ModuleContext,
  needs: { readonly leadIndex: { readonly index: LeadIndex } },
): LeadsModule {
  const { store, now, events, health, exportsDir, uploadsDir } = context;
  const { index } = needs.leadIndex;
  const handlers = new Handlers();
  const hooks = new LeadHooks();
  hooks.onForget((_, person) => findInLists(store, uploadsDir, person));
  hooks.onForget((_, person) => findInUploads(store, uploadsDir, person));
  const changed = (topic: CoreEvents['changed']) => events.publish('changed', topic);
  registerLeads(handlers, { store, index, now, hooks, exportsDir, uploadsDir, changed });
  const keys = new KeyUpkeep({ store, health, publish: () => changed('desk') });
  events.on('disk-recovered', () => void keys.run());
  return { handlers, hooks, keys, start: () => void keys.run() };
}
