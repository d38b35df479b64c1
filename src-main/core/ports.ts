import type { DeskEvent, Replaced, Reply } from '../../src-preload/contract/index.ts';
import type { PasswordVault } from '../connections/passwords.ts';
import type { ClaimPoint } from '../offers/claims/ports.ts';
import type { Clock } from '../platform/clock.ts';
import type { CrashPoint } from '../queue/runner.ts';

/** Where passwords are kept: the system's key store in Electron, an owner-only file elsewhere. */
export type Secrets = PasswordVault;

/** What is to take the place of the desk's data. */
export type Replacement =
  | { readonly by: 'backup'; readonly path: string; readonly passphrase: string | null }
  | { readonly by: 'salvage' }
  | { readonly by: 'nothing' }
  /** The same data, opened again. */
  | { readonly by: 'itself' };

/** What the core needs of the world around it. */
export interface CorePorts {
  readonly dataDir: string;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly random: () => number;
  /** False for a short command of the terminal: it looks and changes, but nothing leaves for a vendor. */
  readonly sends: boolean;
  /** Looks after the data in idle times: full checks and daily backups. */
  readonly upkeep?: boolean;
  /** Ends this core and opens the data again, replaced or not; without it the data can't be replaced from inside. */
  readonly replace?: (how: Replacement) => Promise<Replaced>;
  /** What the operator should know of how the data was opened. */
  readonly remark?: string;
  /** Tests stop the process here. */
  readonly reached?: (point: CrashPoint | ClaimPoint) => void;
}

/** The desk without a shell: commands in, replies and events out. */
export interface Core {
  call(command: string, input: unknown): Promise<Reply>;
  subscribe(listener: (event: DeskEvent) => void): () => void;
  /** Waits for what is on its way, briefly or for as long as told, then lets go of the data folder. */
  close(graceMs?: number): Promise<void>;
  /** Requests that had no answer when it closed. */
  readonly unanswered: number;
}
