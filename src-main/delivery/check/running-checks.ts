import { type CheckProgress, CommandError } from '../../../src-preload/contract/index.ts';

/** Between two words of how far a check is, ms. */
const TELL_EVERY_MS = 250;

/** A check of leads that is under way. */
export interface RunningCheck {
  readonly signal: AbortSignal;
  /** So many rows are checked, at this share of the whole. */
  reached(rows: number, share: number | null): void;
  /** It is over, or too far to be canceled. */
  end(): void;
}

interface Known {
  readonly stop: AbortController;
  progress: CheckProgress;
}

/** The checks that are under way, by the names that their callers gave them: how far each is, and how it is canceled. */
export class RunningChecks {
  readonly #tell: () => void;
  readonly #named = new Map<string, Known>();
  readonly #all = new Set<AbortController>();
  #toldAt = 0;

  /** `tell`: some check has gone on. */
  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** @throws CommandError `conflict` where another check has the name */
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

  /** @returns whether there was a check of that name */
  cancel(name: string): boolean {
    const known = this.#named.get(name);
    known?.stop.abort(new CommandError('conflict', 'Canceled: nothing was posted.'));
    return known !== undefined;
  }

  /** The desk closes. */
  stopAll(): void {
    for (const stop of this.#all) stop.abort(new CommandError('unavailable', 'Trunkline is closing.'));
  }
}
