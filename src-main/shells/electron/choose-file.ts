import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { FilePurpose } from '../../../src-preload/contract/index.ts';

/** The part of a settings file with the folder of the last file. */
export interface FolderFile {
  get(name: 'folder'): unknown;
  set(name: 'folder', folder: string): void;
}

const TITLES: Readonly<Record<FilePurpose, string>> = {
  'dial-list': 'Choose a dial list',
  'do-not-call': 'Choose a do-not-call list',
  backup: 'Choose a backup',
};

/**
 * Asks the person for a file with the system's dialog; null if they cancel. It opens in the folder of the last file if that still exists.
 * Electron has `defaultPath` for that (api/dialog.md), and the Linux portal remembers none itself.
 */
export async function chooseFile(
  window: BrowserWindow | null,
  purpose: FilePurpose,
  folders: FolderFile,
): Promise<{ supported: boolean; path: string | null }> {
  const last = folders.get('folder');
  const options: Electron.OpenDialogOptions = {
    title: TITLES[purpose],
    properties: ['openFile'],
    ...(isFolder(last) ? { defaultPath: last } : {}),
    filters: [
      purpose === 'backup'
        ? { name: 'Backups', extensions: ['db', 'enc', 'bak'] }
        : { name: 'Lists', extensions: ['csv', 'tsv', 'txt', 'xlsx', 'xlsm'] },
      { name: 'All files', extensions: ['*'] },
    ],
  };
  const { canceled, filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options);
  const path = canceled ? null : (filePaths[0] ?? null);
  if (path !== null) folders.set('folder', dirname(path));
  return { supported: true, path };
}

function isFolder(path: unknown): path is string {
  return typeof path === 'string' && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
