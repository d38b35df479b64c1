import type { DeskEvent } from '../../src-preload/contract/index.ts';
import { CallTimes, registerCallTimes } from '../call-times/handlers.ts';
import type { Handlers } from '../commands/handlers.ts';
import type { Store } from '../db/store.ts';
import { findInLog } from '../job-log/forget.ts';
import { LeadIndex } from '../lead-index/index.ts';
import { registerLeads } from '../leads/handlers.ts';
import { LeadHooks } from '../leads/hooks.ts';
import { calleeOf } from '../leads/lead-rows.ts';

/** What the rooms of leads need of the core. */
export interface LeadRoomsPorts {
  readonly store: Store;
  readonly now: () => number;
  readonly exportsDir: string;
  readonly uploadsDir: string;
  readonly tell: (topic: DeskEvent['topic']) => void;
}

/** The parts that rooms further up share. */
export interface LeadRooms {
  readonly index: LeadIndex;
  readonly hooks: LeadHooks;
  readonly callTimes: CallTimes;
}

/** Starts the rooms of leads, from the index upwards, and registers what each answers. */
export function startLeadRooms(handlers: Handlers, ports: LeadRoomsPorts): LeadRooms {
  const { store, now, exportsDir, uploadsDir, tell } = ports;
  const index = new LeadIndex(store);
  const hooks = new LeadHooks();
  const callTimes = new CallTimes(store, now);
  hooks.onForget((_, person) => findInLog(store, person, now));
  registerLeads(handlers, { store, index, now, hooks, exportsDir, uploadsDir, changed: tell });
  registerCallTimes(handlers, callTimes, {
    store,
    now,
    changed: () => tell('leads'),
    calleeOf: (leadId) => {
      const callee = calleeOf(store, leadId);
      return callee && { ...callee, calls: [] };
    },
  });
  return { index, hooks, callTimes };
}
