import { create } from 'zustand';
import { chooseFile, type TakenFile } from '../bridge/files.ts';
import { call, sentenceOf, takeFile } from '../bridge/index.ts';

interface NewImport {
  /** What is being done with the file; null when nothing is. */
  readonly stage: 'handing-over' | 'looking' | null;
  readonly fileName: string | null;
  readonly fileSize: number | null;
  /** Share of the file handed over, 0 to 1. */
  readonly share: number;
  readonly error: string | null;
}

const NOTHING: NewImport = { stage: null, fileName: null, fileSize: null, share: 0, error: null };

/** A file on its way to become an import. */
export const useNewImport = create<NewImport>(() => NOTHING);

let current: AbortController | null = null;

/** Asks for a file and makes a draft of it; its number, or null when nothing came of it. */
export function importChosenFile(): Promise<number | null> {
  return take((progress, signal) => chooseFile('dial-list', progress, signal));
}

/** Makes a draft of a file dropped on the page. Where the shell can't take dropped files, its dialog opens. */
export function importDroppedFile(file: File): Promise<number | null> {
  return take(async (progress, signal) => {
    useNewImport.setState({ stage: 'handing-over', fileName: file.name, fileSize: file.size });
    const path = await takeFile(file, progress, signal);
    return path === null ? chooseFile('dial-list', progress, signal) : { path, name: file.name };
  });
}

/** Makes a draft of a file that the desk can read itself. */
export function importPath(path: string): Promise<number | null> {
  return take(async () => ({ path, name: undefined }));
}

/** Stops handing over. */
export function stopHandingOver(): void {
  current?.abort();
  useNewImport.setState(NOTHING);
}

async function take(
  ask: (progress: (share: number) => void, signal: AbortSignal) => Promise<TakenFile | null>,
): Promise<number | null> {
  current?.abort();
  const mine = new AbortController();
  current = mine;
  useNewImport.setState(NOTHING);
  try {
    const progress = (share: number) => {
      if (!mine.signal.aborted) useNewImport.setState({ stage: 'handing-over', share });
    };
    const taken = await ask(progress, mine.signal);
    if (taken === null || mine.signal.aborted) {
      if (!mine.signal.aborted) useNewImport.setState(NOTHING);
      return null;
    }
    useNewImport.setState({ stage: 'looking' });
    const { id } = await call(
      'imports.open',
      taken.name === undefined ? { path: taken.path } : { path: taken.path, name: taken.name },
    );
    useNewImport.setState(NOTHING);
    return mine.signal.aborted ? null : id;
  } catch (thrown) {
    if (!mine.signal.aborted) useNewImport.setState({ ...NOTHING, error: sentenceOf(thrown) });
    return null;
  }
}
