import type { DeskEvent, Replaced, Reply } from '../../src-preload/contract/index.ts';
import type { PasswordVault } from '../connections/passwords.ts';
import type { ClaimPoint } from '../offers/claims/ports.ts';
import type { Clock } from '../platform/clock.ts';
import type { CrashPoint } from '../queue/runner.ts';

/** Where passwords are kept: the system's key store in Electron, an owner-only file elsewhere. */
export type Secrets = PasswordVault;

/** What the desk's data is to be replaced with. */
export type Replacement =
  | { readonly by: 'backup'; readonly path: string; readonly passphrase: string | null }
  | { readonly by: 'salvage' }
  | { readonly by: 'nothing' }
  /** The same data is opened again. */
  | { readonly by: 'itself' }
  /** The same, after a repair; refused if the last repair was a moment ago. */
  | { readonly by: 'repair' };

/** What the core needs from its environment. */
export interface CorePorts {
  readonly dataDir: string;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly random: () => number;
  /** False for a short command of the terminal, which reads and changes data but sends nothing to a vendor. */
  readonly sends: boolean;
  /** Whether full checks and daily backups are made while the desk is idle. */
  readonly upkeep?: boolean;
  /** Closes this core and opens the data again, replaced or not. Without it the running desk can't replace its data. */
  readonly replace?: (how: Replacement) => Promise<Replaced>;
  /** A sentence for the operator about how the data was opened. */
  readonly remark?: string;
  /** Tests stop the process in this function. */
  readonly reached?: (point: CrashPoint | ClaimPoint) => void;
}

/** The desk without a shell: commands and replies, and events. */
export interface Core {
  call(command: string, input: unknown): Promise<Reply>;
  subscribe(listener: (event: DeskEvent) => void): () => void;
  /** Waits for open requests, for a short time or for `graceMs`, and then releases the data folder. */
  close(graceMs?: number): Promise<void>;
  /** The number of requests without an answer when it closed. */
  readonly unanswered: number;
}
