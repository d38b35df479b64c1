import { join } from 'node:path';
import { forgetDesk } from '../../src-main/db/known-desks.ts';
import { fail, runningDesk, serveInBrowser } from '../../src-main/shells/browser/serve-in-browser.ts';
import { handleOtherInstance, lifeOf, quitDesk } from '../../src-main/shells/electron/other-instance.ts';
import { REFUSED, SHOWN } from '../../src-main/shells/electron/signs.ts';
import { chooseShell, hasDisplay } from './choose-shell.ts';
import { readOptions, type StartOptions } from './options.ts';
import { runElectron } from './run-electron.ts';

const machine = { platform: process.platform, env: process.env, uid: process.getuid?.() };
const tell = (sentence: string) => process.stderr.write(`${sentence}\n`);

/**
 * Opens the desk of this checkout, once it is built: in its window, or where Electron can't be used in the browser on the same data, and
 * says why. A start that fails ends the process, with a sentence.
 */
export async function openDesk(root: string, args: readonly string[]): Promise<void> {
  await open(root, args).catch(fail);
}

async function open(root: string, args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options.isNew) forgetDesk(options.dataDir);
  // Said before Electron is started, or looked for.
  if ((await lifeOf(options.dataDir)) === 'closing') {
    process.exitCode = await handleOtherInstance(options.dataDir, tell);
    return;
  }
  // A desk in a browser owns the data already: a window could not open on it.
  if ((await runningDesk(options.dataDir)) === 'browser') return inBrowser(options, null);

  const choice = await chooseShell(machine, options.browser, async () => {
    const { findElectron } = await import('./electron-binary.ts');
    return await findElectron(join(root, 'node_modules', 'electron'), { tell });
  });
  if (choice.shell === 'browser') return inBrowser(options, choice.because);
  const end = await runElectron({
    binary: choice.binary,
    args: [root, '--data', options.dataDir],
    shown: SHOWN,
    refused: REFUSED,
    quit: () => quitDesk(options.dataDir),
    tell,
  });
  if ('because' in end) return inBrowser(options, end.because);
  process.exitCode = end.exitCode;
}

function inBrowser({ dataDir, port, open }: StartOptions, because: string | null): Promise<void> {
  // Without a display the system would start a browser of letters in this very terminal.
  return serveInBrowser({ dataDir, port, open: open && hasDisplay(machine), because });
}
