import {
  CommandError,
  type CommandInput,
  type CommandName,
  type CommandOutput,
  commands,
  isCommand,
} from '../../../src-preload/contract/index.ts';
import { harmlessLine } from '../../../src-preload/rules/harmless.ts';
import type { CoreHost } from '../../core/host.ts';
import { makeDataDir } from '../../db/make-data-dir.ts';
import { makeFilesOwnerOnly } from '../../files/owner-only.ts';
import { closeInTime, endNow } from '../shared/close-in-time.ts';
import { connectLocalSocket, serveLocalSocket } from '../shared/local-socket.ts';

/** The desk as the terminal's verbs use it: a running one, or one opened for this command. */
export interface Desk {
  call<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /** Whether another process runs it. */
  readonly elsewhere: boolean;
  /**
   * Closes the desk if it was opened here. `graceMs` is how long open requests are awaited. @returns the number of requests without an
   * answer in time
   */
  close(graceMs?: number): Promise<number>;
}

/** How long a desk that is starting or ending, or another terminal's short command, may lock the folder, ms. */
const PATIENCE_MS = 30_000;

/**
 * Connects to the desk of a data folder: over its local socket if one runs, otherwise by opening the data here. In the latter case `sends`
 * starts the queue.
 *
 * @throws CommandError `busy` if the folder is locked by something that does not answer
 */
export async function attach(dataDir: string, sends: boolean): Promise<Desk> {
  makeFilesOwnerOnly();
  makeDataDir(dataDir);
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const running = await connectLocalSocket(dataDir);
    if (running) {
      const desk = typed(running.call, true, async () => {
        await running.close();
        return 0;
      });
      // A short command of another terminal locks the data for a moment and sends nothing, so this waits for its end.
      if (!sends || (await desk.call('desk.status', {}).catch(() => null))?.sends === true) return desk;
      await desk.close();
    }
    try {
      const host = await openHere(dataDir, sends);
      const close = async (graceMs?: number) => {
        const closing = host.close(graceMs);
        const say = (sentence: string) => console.error(sentence);
        const inTime = await closeInTime(
          closing,
          graceMs === undefined ? { say } : { say, withinMs: graceMs + 15_000 },
        );
        if (!inTime) endNow();
        return host.unanswered ?? 0;
      };
      try {
        const socket = await serveLocalSocket((command, input) => host.call(command, input), dataDir);
        const call: typeof host.call = (command, input) => host.call(command, input);
        return typed(call, false, async (graceMs) => {
          await socket.close();
          return await close(graceMs);
        });
      } catch (error) {
        await close();
        throw error;
      }
    } catch (error) {
      const busy = error instanceof CommandError && error.code === 'busy';
      if (!busy || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Opens the data in this process. What only that needs is loaded here, since most commands go to a desk that runs. */
async function openHere(dataDir: string, sends: boolean): Promise<CoreHost> {
  const [{ startCoreHost }, { openFileVault }] = await Promise.all([
    import('../../core/host.ts'),
    import('../shared/file-vault.ts'),
  ]);
  return await startCoreHost({
    dataDir,
    secrets: openFileVault(dataDir),
    sends,
    onTrouble: (sentence) => console.error(harmlessLine(sentence)),
  });
}

function typed(
  call: (command: string, input: unknown) => Promise<import('../../../src-preload/contract/index.ts').Reply>,
  elsewhere: boolean,
  close: (graceMs?: number) => Promise<number>,
): Desk {
  let closing: Promise<number> | null = null;
  return {
    elsewhere,
    async call(command, input) {
      if (!isCommand(command)) throw new CommandError('not-found', `There is no command "${String(command)}".`);
      const reply = await call(command, input);
      if (!reply.ok) throw new CommandError(reply.error.code, reply.error.message, reply.error.field);
      return commands[command].output.parse(reply.value) as CommandOutput<typeof command>;
    },
    close(graceMs) {
      closing ??= close(graceMs);
      return closing;
    },
  };
}
