import { create } from 'zustand';
import { chooseFile, type TakenFile } from '../bridge/files.ts';
import { errorMessage, takeFile } from '../bridge/index.ts';

/** A file that is being passed to the desk. */
export interface HandOver {
  /** What is being done with the file; null when nothing is. */
  readonly stage: 'handing-over' | 'looking' | null;
  readonly fileName: string | null;
  readonly fileSize: number | null;
  /** The share of the file that was passed on, 0 to 1. */
  readonly share: number;
  readonly error: string | null;
}

const NOTHING: HandOver = { stage: null, fileName: null, fileSize: null, share: 0, error: null };

/** How files are taken for one purpose. Each function returns what `open` makes of the file, or null if nothing came of it. */
export interface FileTaker<T> {
  /** The state of the transfer, for a component. */
  readonly useHandOver: () => HandOver;
  /** Asks for a file. */
  readonly chosen: () => Promise<T | null>;
  /** Takes a file dropped on the page. If the shell can't take dropped files, its dialog opens. */
  readonly dropped: (file: File) => Promise<T | null>;
  readonly stop: () => void;
}

/** Creates the functions that take files for one purpose. `open` keeps nothing of the file once its signal is aborted. */
export function fileTaker<T>(open: (taken: TakenFile, signal: AbortSignal) => Promise<T>): FileTaker<T> {
  const store = create<HandOver>(() => NOTHING);
  let current: AbortController | null = null;

  async function take(
    ask: (progress: (share: number) => void, signal: AbortSignal) => Promise<TakenFile | null>,
  ): Promise<T | null> {
    current?.abort();
    const mine = new AbortController();
    current = mine;
    store.setState(NOTHING);
    try {
      const progress = (share: number) => {
        if (!mine.signal.aborted) store.setState({ stage: 'handing-over', share });
      };
      const taken = await ask(progress, mine.signal);
      if (taken === null || mine.signal.aborted) {
        if (!mine.signal.aborted) store.setState(NOTHING);
        return null;
      }
      store.setState({ stage: 'looking' });
      const opened = await open(taken, mine.signal);
      // Another file that is being taken meanwhile shows its own progress.
      if (mine.signal.aborted) return null;
      store.setState(NOTHING);
      return opened;
    } catch (thrown) {
      if (!mine.signal.aborted) store.setState({ ...NOTHING, error: errorMessage(thrown) });
      return null;
    }
  }

  return {
    useHandOver: () => store(),
    chosen: () => take((progress, signal) => chooseFile('dial-list', progress, signal)),
    dropped: (file) =>
      take(async (progress, signal) => {
        store.setState({ stage: 'handing-over', fileName: file.name, fileSize: file.size });
        const path = await takeFile(file, progress, signal);
        return path === null ? chooseFile('dial-list', progress, signal) : { path, name: file.name };
      }),
    stop: () => {
      current?.abort();
      store.setState(NOTHING);
    },
  };
}
