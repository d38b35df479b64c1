import type { Bridge } from '../../src-preload/contract/index.ts';

/** The bridge as a page has it: the commands, and how a file that the person holds reaches the desk. */
export interface PageBridge extends Bridge {
  /**
   * Makes a dropped or picked file one that the desk can open, and gives its path; null where this shell can't and
   * the person has to choose it by the shell's own dialog. `progress` hears shares from 0 to 1.
   */
  take(file: File, progress: (share: number) => void, signal?: AbortSignal): Promise<string | null>;
  /** Whether the shell shows the system's notices itself: then the page shows none. */
  readonly notifies?: boolean;
}
