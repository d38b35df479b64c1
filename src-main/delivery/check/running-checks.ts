import { type CheckProgress, CommandError } from '../../../src-preload/contract/index.ts';

/** The shortest interval between two reports of a check's progress, ms. */
const TELL_EVERY_MS = 250;

/** A running check of leads. */
export interface RunningCheck {
  readonly signal: AbortSignal;
  /** Reports that a number of rows was checked, and which share of the whole. */
  reached(rows: number, share: number | null): void;
  /** The check has ended, or can no longer be canceled. */
  end(): void;
}

interface Known {
  readonly stop: AbortController;
  progress: CheckProgress;
}

/** The running checks, by the names that their callers chose, with their progress and how to cancel them. */
export class RunningChecks {
  readonly #tell: () => void;
  readonly #named = new Map<string, Known>();
  readonly #all = new Set<AbortController>();
  #toldAt = 0;

  /** `tell` is called when some check has made progress. */
  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** @throws CommandError `conflict` if another check has the name */
  begin(name: string | undefined): RunningCheck {
    if (name !== undefined && this.#named.has(name)) {
      throw new CommandError('conflict', 'These leads are being checked already.', 'checkId');
    }
    const stop = new AbortController();
    const known: Known = { stop, progress: { rows: 0, share: null } };
    this.#all.add(stop);
    if (name !== undefined) this.#named.set(name, known);
    return {
      signal: stop.signal,
      reached: (rows, share) => {
        known.progress = { rows, share: share === null ? null : Math.min(1, Math.max(0, share)) };
        const now = performance.now();
        if (now - this.#toldAt < TELL_EVERY_MS) return;
        this.#toldAt = now;
        this.#tell();
      },
      end: () => {
        this.#all.delete(stop);
        if (name !== undefined && this.#named.get(name) === known) this.#named.delete(name);
      },
    };
  }

  progress(name: string): CheckProgress | null {
    return this.#named.get(name)?.progress ?? null;
  }

  /** @returns whether there was a check with that name */
  cancel(name: string): boolean {
    const known = this.#named.get(name);
    known?.stop.abort(new CommandError('conflict', 'Canceled: nothing was posted.'));
    return known !== undefined;
  }

  /** Stops all checks, because the desk closes. */
  stopAll(): void {
    for (const stop of this.#all) stop.abort(new CommandError('unavailable', 'Trunkline is closing.'));
  }
}
