import { join } from 'node:path';
import { forgetDesk } from '../src-main/db/known-desks.ts';
import { fail, runningDesk, serveInBrowser } from '../src-main/shells/browser/serve-in-browser.ts';
import { lifeOf, quitDesk, tellOfOther } from '../src-main/shells/electron/other-instance.ts';
import { REFUSED, SHOWN } from '../src-main/shells/electron/signs.ts';
import { build, isBuilt } from './start/build-if-needed.ts';
import { chooseShell, hasDisplay } from './start/choose-shell.ts';
import { findElectron } from './start/electron-binary.ts';
import { readOptions, type StartOptions } from './start/options.ts';
import { runElectron } from './start/run-electron.ts';

const root = join(import.meta.dirname, '..');
const machine = { platform: process.platform, env: process.env, uid: process.getuid?.() };
const tell = (sentence: string) => process.stderr.write(`${sentence}\n`);

/**
 * `npm start [-- --browser --port N --data DIR --no-open --new]`: builds what is not built, then opens the window, or where
 * Electron can't be used the browser shell on the same data, and says why.
 */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.isNew) forgetDesk(options.dataDir);
  if (!isBuilt(root)) {
    tell('Building Trunkline …');
    await build(root);
  }
  // Said before Electron is started, or looked for.
  if ((await lifeOf(options.dataDir)) === 'closing') {
    process.exitCode = await tellOfOther(options.dataDir, tell);
    return;
  }
  // A desk in a browser owns the data already: a window could not open on it.
  if ((await runningDesk(options.dataDir)) === 'browser') return inBrowser(options, null);

  const choice = await chooseShell(machine, options.browser, () =>
    findElectron(join(root, 'node_modules', 'electron'), { tell }),
  );
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

main().catch(fail);
