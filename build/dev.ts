import { createServer } from 'node:net';
import { join } from 'node:path';
import { dataDirFrom } from '../src-main/shells/shared/data-dir.ts';
import { DeskProcess } from './dev/desk-process.ts';
import { servePageFromSource } from './dev/page-server.ts';

const root = join(import.meta.dirname, '..');
const tell = (sentence: string) => process.stderr.write(`${sentence}\n`);
const failed = (error: unknown) => tell(error instanceof Error ? error.message : String(error));

/** A port that is free now, for the desk to keep from one start to the next. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port.')),
      );
    });
  });
}

/**
 * `npm run dev [-- --data DIR]`: the desk from its source in a browser. A change of the page shows at once; a change of the core or the
 * contract starts the desk again, and the page signs in anew.
 */
async function main(args: readonly string[]): Promise<void> {
  const port = await freePort();
  const desk = new DeskProcess(dataDirFrom(args), port);
  const page = await servePageFromSource({ root, desk: `http://127.0.0.1:${port}`, port: 0 });
  const shown = (address: string) => `${page.origin}/${new URL(address).search}`;
  page.watch([join(root, 'src-main'), join(root, 'src-preload')], () => {
    tell('Starting the desk again …');
    desk.restart().then((address) => page.signIn(address), failed);
  });
  const end = () => {
    Promise.all([desk.close(), page.close()]).then(() => process.exit(0), failed);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  try {
    process.stdout.write(`Trunkline from its source: ${shown(await desk.restart())}\n`);
  } catch (error) {
    failed(error);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  failed(error);
  process.exit(1);
});
