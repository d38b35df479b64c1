import { forgetDesk } from '../../db/known-desks.ts';
import { nodeRefusal } from '../../db/node-refusal.ts';
import { dataDirFrom, optionOf } from '../shared/data-dir.ts';
import { fail, portFrom, serveInBrowser } from './serve-in-browser.ts';

/**
 * `node src-main/shells/browser/main.ts [--data DIR] [--port N] [--open] [--new]`: the first line on stdout contains the address to open.
 */
async function main(args: readonly string[]): Promise<void> {
  const refusal = nodeRefusal();
  if (refusal !== null) throw new Error(refusal);
  const dataDir = dataDirFrom(args);
  if (args.includes('--new')) forgetDesk(dataDir);
  await serveInBrowser({
    dataDir,
    port: portFrom(optionOf(args, '--port')),
    open: args.includes('--open'),
    because: null,
  });
}

main(process.argv.slice(2)).catch(fail);
