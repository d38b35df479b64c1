import type { FilePurpose } from '../../src-preload/contract/index.ts';
import { call, takeFile } from './index.ts';

const LISTS = '.csv,.tsv,.txt,.xlsx,.xlsm,text/csv,text/tab-separated-values,text/plain';
/** The file types that a page's own dialog shows initially. Any other file can also be chosen. */
const ACCEPTS: Readonly<Record<FilePurpose, string>> = {
  'dial-list': LISTS,
  'do-not-call': LISTS,
  backup: '.db,.enc,.bak',
};

/** Lets the person pick a file in the page; null if they cancel. */
function pickInPage(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.onchange = () => resolve(input.files?.[0] ?? null);
    input.oncancel = () => resolve(null);
    input.click();
  });
}

/** A file that the desk can open; `name` is the person's own. */
export interface TakenFile {
  readonly path: string;
  readonly name: string | undefined;
}

/**
 * Lets the person choose a file with the shell's dialog, or in the page if the shell has none. Then the file is passed on, and `progress`
 * is called with the share, 0 to 1. Null if they cancel.
 */
export async function chooseFile(
  purpose: FilePurpose,
  progress: (share: number) => void,
  signal?: AbortSignal,
): Promise<TakenFile | null> {
  const chosen = await call('files.choose', { purpose });
  if (chosen.supported) return chosen.path === null ? null : { path: chosen.path, name: undefined };
  const file = await pickInPage(ACCEPTS[purpose]);
  if (file === null) return null;
  const path = await takeFile(file, progress, signal);
  return path === null ? null : { path, name: file.name };
}

/** Shows a file that the desk has written: in its folder, or as a download of the page. */
export async function revealFile(path: string): Promise<void> {
  const { download } = await call('files.reveal', { path });
  if (download === null) return;
  const link = document.createElement('a');
  link.href = download;
  link.download = '';
  link.click();
}
