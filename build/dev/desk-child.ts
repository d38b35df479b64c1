import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBrowserShell } from '../../src-main/shells/browser/run.ts';

/** What the child tells the server of the page: the first address, and one more whenever it is asked for. */
export interface FromDeskChild {
  readonly address: string;
}

/**
 * The desk of `npm run dev`, from its source: the browser shell without the page, which the server beside it serves. Ends at the first
 * signal, in order.
 */
async function main([dataDir = '', port = '0']: readonly string[]): Promise<void> {
  const pageDir = mkdtempSync(join(tmpdir(), 'trunkline-dev-'));
  // In it only the token is handed over.
  writeFileSync(join(pageDir, 'index.html'), '<!doctype html><html><head></head><body></body></html>');
  const shell = await runBrowserShell({
    dataDir,
    port: Number(port),
    pageDir,
    onTrouble: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  const tell = (address: string) => process.send?.({ address } satisfies FromDeskChild);
  process.on('message', () => tell(shell.address()));
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    rmSync(pageDir, { recursive: true, force: true });
    void shell.close().finally(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, end);
  tell(shell.url);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
