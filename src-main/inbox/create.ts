import { Handlers } from '../commands/handlers.ts';
import type { LeadIndex } from '../lead-index/index.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { registerInbox } from './handlers.ts';

/** Lists of leads for the page, and saved views. */
export function createInbox(
  context: ModuleContext,
  { leadIndex }: { readonly leadIndex: { readonly index: LeadIndex } },
): Module {
  const { store, now, events } = context;
  const handlers = new Handlers();
  const stop = registerInbox(handlers, {
    store,
    index: leadIndex.index,
    now,
    changed: (topic) => events.publish('changed', topic),
  });
  return { handlers, stop };
}
