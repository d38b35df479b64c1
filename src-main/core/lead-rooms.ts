import type { DeskEvent } from '../../src-preload/contract/index.ts';
import { CallTimes, registerCallTimes } from '../call-times/handlers.ts';
import type { Handlers } from '../commands/handlers.ts';
import type { DiskHealth } from '../db/disk-health.ts';
import type { Store } from '../db/store.ts';
import { findInLists } from '../dialing/forget-lists.ts';
import { findInLog } from '../job-log/forget.ts';
import { registerLeadIndex } from '../lead-index/handlers.ts';
import { LeadIndex } from '../lead-index/index.ts';
import { tidyWhenIdle } from '../lead-index/search/idle.ts';
import { callbacksOf } from '../lead-work/callbacks.ts';
import { calleeOf } from '../lead-work/calls.ts';
import { registerLeadWork } from '../lead-work/handlers.ts';
import type { Timeline } from '../lead-work/timeline.ts';
import { findInUploads } from '../leads/forget-uploads.ts';
import { registerLeads } from '../leads/handlers.ts';
import { LeadHooks } from '../leads/hooks.ts';
import type { Clock } from '../platform/clock.ts';

/** What the rooms of leads need of the core. */
export interface LeadRoomsPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly health: DiskHealth;
  readonly exportsDir: string;
  readonly uploadsDir: string;
  readonly tell: (topic: DeskEvent['topic']) => void;
}

/** The parts that rooms further up share. */
export interface LeadRooms {
  readonly index: LeadIndex;
  readonly hooks: LeadHooks;
  readonly callTimes: CallTimes;
  /** Where rooms above register what they know of a lead. */
  readonly timeline: Timeline;
  close(): void;
}

/** Starts the rooms of leads, from the index upwards, and registers what each answers. */
export function startLeadRooms(handlers: Handlers, ports: LeadRoomsPorts): LeadRooms {
  const { store, clock, health, exportsDir, uploadsDir, tell } = ports;
  const now = () => clock.now();
  const index = new LeadIndex(store, { callbacksOf: (agent) => callbacksOf(store, agent) });
  registerLeadIndex(handlers, { store, index, now, changed: tell });
  const hooks = new LeadHooks();
  const callTimes = new CallTimes(store, now);
  hooks.onForget((_, person) => findInLog(store, person, now));
  hooks.onForget((_, person) => findInLists(store, uploadsDir, person));
  hooks.onForget((_, person) => findInUploads(store, uploadsDir, person));
  registerLeads(handlers, { store, index, now, hooks, exportsDir, uploadsDir, changed: tell });
  registerCallTimes(handlers, callTimes, {
    store,
    now,
    changed: () => tell('leads'),
    calleeOf: (leadId) => calleeOf({ store, now }, leadId),
  });
  const stopTidying = tidyWhenIdle(
    (ms) => index.tidy(ms),
    (error) => health.failed('index', error),
  );
  const { timeline, resume, close } = registerLeadWork(handlers, {
    store,
    index,
    now,
    clock,
    hooks,
    times: callTimes,
    changed: tell,
  });
  resume().catch((error: unknown) => health.failed('work', error));
  return {
    index,
    hooks,
    callTimes,
    timeline,
    close: () => {
      stopTidying();
      close();
    },
  };
}
