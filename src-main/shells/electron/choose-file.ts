import { type BrowserWindow, dialog } from 'electron';

/** Asks the person for a file by the system's dialog; null when they change their mind. */
export async function chooseFile(
  window: BrowserWindow | null,
  purpose: 'dial-list' | 'do-not-call',
): Promise<{ supported: boolean; path: string | null }> {
  const options: Electron.OpenDialogOptions = {
    title: purpose === 'dial-list' ? 'Choose a dial list' : 'Choose a do-not-call list',
    properties: ['openFile'],
    filters: [
      { name: 'Lists', extensions: ['csv', 'tsv', 'txt', 'xlsx', 'xlsm'] },
      { name: 'All files', extensions: ['*'] },
    ],
  };
  const { canceled, filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options);
  return { supported: true, path: canceled ? null : (filePaths[0] ?? null) };
}
