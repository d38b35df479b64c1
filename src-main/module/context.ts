import type { DeskEvent } from '../../src-preload/contract/index.ts';
import type { DiskHealth } from '../db/disk-health.ts';
import type { Store } from '../db/store.ts';
import type { Clock } from '../platform/clock.ts';
import type { EventBus } from '../platform/event-bus.ts';

/** Events that modules publish without knowing who listens. */
export interface CoreEvents {
  /** Published after a commit: what screens show of a topic has changed. */
  readonly changed: DeskEvent['topic'];
  /** There are new jobs, or some can continue. */
  readonly 'jobs-ready': undefined;
  /** Jobs had results, or a connection paused, stopped or resumed. */
  readonly 'queue-moved': undefined;
  /** An operator changed jobs. */
  readonly 'jobs-moved': undefined;
  /** A connection was added, changed, removed, paused or resumed. */
  readonly 'connections-changed': undefined;
  /** SQLite found damaged data while the desk worked. */
  readonly 'damage-found': undefined;
  /** The pages of the lead index were compared with their checksums, and are as they were written. */
  readonly 'index-compared': undefined;
  /** The disk can be written to again. */
  readonly 'disk-recovered': undefined;
}

/** What every module is created with: the opened data and the environment. */
export interface ModuleContext {
  readonly store: Store;
  /** A clock whose timers are called again if the disk refused what they wanted to write. */
  readonly clock: Clock;
  readonly now: () => number;
  readonly random: () => number;
  readonly events: EventBus<CoreEvents>;
  readonly health: DiskHealth;
  readonly dataDir: string;
  /** The default folder for files that the desk writes. */
  readonly exportsDir: string;
  /** The folder of files uploaded by pages. */
  readonly uploadsDir: string;
  /** False if this process sends nothing to vendors. */
  readonly sends: boolean;
  /** The password or token of a connection; null if this desk has none. */
  readonly secretOf: (connectionId: number) => string | null;
}
