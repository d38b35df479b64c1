import { Handlers } from '../commands/handlers.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { type CallTimePorts, CallTimes, registerCallTimes } from './handlers.ts';

export interface CallTimesModule extends Module {
  readonly times: CallTimes;
}

/** Whether a lead may be called now, by rules of states. */
export function createCallTimes(context: ModuleContext, ports: Pick<CallTimePorts, 'calleeOf'>): CallTimesModule {
  const { store, now, events } = context;
  const handlers = new Handlers();
  const times = new CallTimes(store, now);
  registerCallTimes(handlers, times, { store, now, changed: () => events.publish('changed', 'leads'), ...ports });
  return { handlers, times };
}
