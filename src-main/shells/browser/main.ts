import { dataDirFrom, optionOf } from '../shared/data-dir.ts';
import { connectLocalSocket } from '../shared/local-socket.ts';
import { openInBrowser } from './open-in-browser.ts';
import { runBrowserShell } from './run.ts';

/**
 * `node src-main/shells/browser/main.ts [--data DIR] [--port N] [--open] [--because REASON]`: runs the desk until SIGINT or SIGTERM. The
 * first line on stdout holds the address to open. Where a desk already runs on that data, its address is printed instead.
 */
async function main(args: readonly string[]): Promise<void> {
  const dataDir = dataDirFrom(args);
  const port = Number(optionOf(args, '--port') ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port is a number from 0 to 65535.');
  const because = optionOf(args, '--because');
  const tell = (url: string, runs: string) => {
    process.stdout.write(`${because ? `Electron can't be used here (${because}). ` : ''}${runs}: ${url}\n`);
    if (args.includes('--open')) openInBrowser(url);
  };

  const running = await connectLocalSocket(dataDir);
  if (running) {
    const url = await running.address();
    running.close();
    if (url === null) {
      throw new Error(`Trunkline's window is already open on ${dataDir}. Use it, or name another folder with --data.`);
    }
    tell(url, 'Trunkline already runs in your browser');
    return;
  }

  const shell = await runBrowserShell({
    dataDir,
    port,
    onTrouble: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  tell(shell.url, 'Trunkline runs in your browser');
  let stopping = false;
  const stop = () => {
    // A second Ctrl C is from someone who will not wait; what is on its way is on the disk as such.
    if (stopping) process.exit(130);
    stopping = true;
    shell.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
}

function fail(error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException;
  const sentence = code === 'EADDRINUSE' ? 'That port is taken. Name another with --port, or leave it out.' : message;
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

main(process.argv.slice(2)).catch(fail);
