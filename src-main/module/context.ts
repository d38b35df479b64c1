import type { DeskEvent } from '../../src-preload/contract/index.ts';
import type { DiskHealth } from '../db/disk-health.ts';
import type { Store } from '../db/store.ts';
import type { Clock } from '../platform/clock.ts';
import type { EventBus } from '../platform/event-bus.ts';

/** What modules tell each other without knowing who listens. */
export interface CoreEvents {
  /** What screens show of a topic changed; after the commit. */
  readonly changed: DeskEvent['topic'];
  /** There are new jobs, or some may go on. */
  readonly 'jobs-ready': undefined;
  /** The queue moved on: jobs had results, or a connection paused, stopped or resumed. */
  readonly 'queue-moved': undefined;
  /** An operator moved jobs. */
  readonly 'jobs-moved': undefined;
  /** A connection was made, changed, removed, paused or resumed. */
  readonly 'connections-changed': undefined;
  /** The disk takes writes again, after it did not. */
  readonly 'disk-recovered': undefined;
}

/** What every module is made with: the opened data and the world around it. */
export interface ModuleContext {
  readonly store: Store;
  /** Its timers are called again where the disk refused what they wanted to write. */
  readonly clock: Clock;
  readonly now: () => number;
  readonly random: () => number;
  readonly events: EventBus<CoreEvents>;
  readonly health: DiskHealth;
  readonly dataDir: string;
  /** Where files that the desk writes go unless told otherwise. */
  readonly exportsDir: string;
  /** Where files are that pages send up. */
  readonly uploadsDir: string;
  /** False where nothing leaves this process for a vendor. */
  readonly sends: boolean;
  /** The password or token of a connection, null where this desk has none. */
  readonly secretOf: (connectionId: number) => string | null;
}
