import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, isBuilt } from './start/build-if-needed.ts';

const root = join(import.meta.dirname, '..');

/**
 * `npm start [-- --browser --port N --data DIR --no-open --new]`: builds what is not built, then opens the window, or where
 * Electron can't be used the browser shell on the same data, and says why. All but the build itself runs as it was built: a start from
 * the source takes half a second longer.
 */
async function main(): Promise<void> {
  if (!isBuilt(root)) {
    process.stderr.write('Building Trunkline …\n');
    await build(root);
  }
  const built = pathToFileURL(join(root, 'out', 'main', 'start.js')).href;
  const { openDesk } = (await import(built)) as typeof import('./start/open-desk.ts');
  await openDesk(root, process.argv.slice(2));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
