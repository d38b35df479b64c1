import type { CsvFormat } from '../../src-preload/contract/index.ts';
import { changedFormat } from '../../src-preload/rules/csv-format.ts';
import { errorMessage } from '../bridge/index.ts';

interface Rereading<F> {
  /** The file that is open; null if none is. */
  readonly open: () => F | null;
  /** Reads the file in a format. Nothing of it is kept if `isWanted` says so once it is read. */
  readonly read: (file: F, format: Partial<CsvFormat>, isWanted: () => boolean) => Promise<void>;
  /** Shows that the file is being read again, or why it could not be. */
  readonly show: (state: { readonly reading: boolean; readonly error?: string }) => void;
}

/**
 * Creates the function that reads an open file again in another format. A choice that is made before an earlier one was answered adds to it,
 * and only the last one's answer counts.
 */
export function fileRereader<F extends { readonly format: Partial<CsvFormat> }>({ open, read, show }: Rereading<F>) {
  /** The reading that is on its way. */
  let latest: { readonly file: F; readonly format: Partial<CsvFormat> } | null = null;
  return async (change: Partial<CsvFormat>): Promise<void> => {
    const file = open();
    if (file === null) return;
    const mine = { file, format: changedFormat(latest?.file === file ? latest.format : file.format, change) };
    latest = mine;
    // Another file, or another format that was chosen meanwhile, is not replaced by this answer.
    const isWanted = () => latest === mine && open() === file;
    show({ reading: true });
    try {
      await read(file, mine.format, isWanted);
    } catch (thrown) {
      if (isWanted()) show({ reading: false, error: `${errorMessage(thrown)} The file is still read as before.` });
    } finally {
      if (latest === mine) latest = null;
    }
  };
}
