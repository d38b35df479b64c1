import { CommandError, type WorkProgress } from '../../src-preload/contract/index.ts';

/** The shortest interval between two reports of progress, ms. */
const TELL_EVERY_MS = 250;

/** One piece of long work, such as a check of leads. */
export interface Running {
  readonly signal: AbortSignal;
  /** Reports that a number of rows is done, and which share of the whole. */
  reached(rows: number, share: number | null): void;
  /** It has ended, or can no longer be canceled. */
  end(): void;
}

interface Known {
  readonly stop: AbortController;
  progress: WorkProgress;
}

/** How a kind of work is spoken of. */
interface WorkWords {
  /** Said to a second caller with the same name. */
  readonly already: string;
  /** Said to the caller of work that was canceled. */
  readonly canceled: string;
  /** The field of the command's input that names it. */
  readonly field: string;
}

/** Long work of a kind that is under way, by the names that its callers chose, with its progress and how to cancel it. */
export class RunningWork {
  readonly #words: WorkWords;
  readonly #onProgress: () => void;
  readonly #named = new Map<string, Known>();
  readonly #all = new Set<AbortController>();
  #toldAt = 0;

  /** `onProgress` is called when some of it has made progress. */
  constructor(words: WorkWords, onProgress: () => void = () => {}) {
    this.#words = words;
    this.#onProgress = onProgress;
  }

  /** @throws CommandError `conflict` if other work has the name */
  begin(name: string | undefined): Running {
    if (name !== undefined && this.#named.has(name)) {
      throw new CommandError('conflict', this.#words.already, this.#words.field);
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
        this.#onProgress();
      },
      end: () => {
        this.#all.delete(stop);
        if (name !== undefined && this.#named.get(name) === known) this.#named.delete(name);
      },
    };
  }

  progress(name: string): WorkProgress | null {
    return this.#named.get(name)?.progress ?? null;
  }

  /** @returns whether there was work with that name */
  cancel(name: string): boolean {
    const known = this.#named.get(name);
    known?.stop.abort(new CommandError('conflict', this.#words.canceled));
    return known !== undefined;
  }

  /** Stops all checks, because the desk closes. */
  stopAll(): void {
    for (const stop of this.#all) stop.abort(new CommandError('unavailable', 'Trunkline is closing.'));
  }
}
