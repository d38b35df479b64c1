import { join } from 'node:path';
import { app, dialog } from 'electron';
import { forgetDesk, UnexpectedDesk } from '../../db/known-desks.ts';
import { dataDirFrom } from '../shared/data-dir.ts';
import { runDeskApp } from './desk-app.ts';
import { NotReady } from './ready.ts';
import { REFUSED } from './signs.ts';

// The build writes this file to out/main/index.js, and the page and the preload script beside that folder.
const out = join(import.meta.dirname, '..');

// Runs up to the first await before this module has finished loading, as required for what must precede `ready`.
async function start(): Promise<void> {
  await runDeskApp({
    dataDir: dataDirFrom(process.argv.slice(1)),
    pageDir: join(out, 'renderer'),
    preload: join(out, 'preload', 'index.cjs'),
  });
}

/** Whether the operator wants what is there: an empty desk, or a different one than before. */
function askAnyway(error: UnexpectedDesk): boolean {
  const choice = dialog.showMessageBoxSync({
    type: 'warning',
    message: error.title,
    detail: error.message,
    buttons: ['Quit', error.anyway],
    defaultId: 0,
    cancelId: 0,
  });
  return choice === 1;
}

// Not awaited at top level, because Electron becomes ready only after this module has been loaded.
start().catch((error: unknown) => {
  if (error instanceof UnexpectedDesk && askAnyway(error)) {
    forgetDesk(dataDirFrom(process.argv.slice(1)));
    app.relaunch();
    app.exit();
    return;
  }
  if (error instanceof NotReady) {
    // Nothing was shown yet. `npm start` opens the desk in the browser, and prints the last line as the reason.
    process.stderr.write(`${error.message}\n`, () => app.exit(1));
    return;
  }
  dialog.showErrorBox('Trunkline can’t start', error instanceof Error ? error.message : String(error));
  app.exit(REFUSED);
});
