import type { ClaimPoint } from '../claims/ports.ts';
import type { PasswordVault } from '../connections/passwords.ts';
import type { CrashPoint } from '../queue/runner.ts';
import type { Clock } from '../queue/types.ts';

/** Where passwords are kept: the system's key store in Electron, an owner-only file elsewhere. */
export type Secrets = PasswordVault;

/** What the core needs of the world around it. */
export interface CorePorts {
  readonly dataDir: string;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly random: () => number;
  /** False for a short command of the terminal: it looks and changes, but nothing leaves for a vendor. */
  readonly sends: boolean;
  /** Tests stop the process here. */
  readonly reached?: (point: CrashPoint | ClaimPoint) => void;
}

/** The clock on the wall. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, fn) {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};
