import type { DeskEvent } from '../../src-preload/contract/index.ts';
import type { CallTimes } from '../call-times/handlers.ts';
import type { Store } from '../db/store.ts';
import type { LeadIndex } from '../lead-index/index.ts';
import type { LeadHooks } from '../leads/hooks.ts';
import type { LeadPorts } from '../leads/ports.ts';
import type { Clock } from '../platform/clock.ts';

/** What is needed to work on leads. */
export interface WorkPorts extends LeadPorts {
  readonly store: Store;
  readonly index: LeadIndex;
  readonly hooks: LeadHooks;
  readonly clock: Clock;
  readonly times: CallTimes;
  readonly changed: (topic: DeskEvent['topic']) => void;
}
