import type { Bridge } from '../../src-preload/contract/index.ts';

/** The bridge for a page: the commands, and how a person's file is passed to the desk. */
export interface PageBridge extends Bridge {
  /**
   * Passes a dropped or picked file to the desk, and returns its path; null if this shell can't, and the person has to choose it with the
   * shell's own dialog. `progress` is called with shares from 0 to 1.
   */
  take(file: File, progress: (share: number) => void, signal?: AbortSignal): Promise<string | null>;
  /** Whether the shell shows system notifications itself, so that the page shows none. */
  readonly notifies?: boolean;
}
