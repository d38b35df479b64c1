import { type ChildProcess, fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { builtFile } from '../built-parts.ts';
import { freshAddress, newDataDir, type Server } from '../screen-shells.ts';
import type { FromKept, ToKept } from './messages.ts';

/** Desks in processes that are kept from one to the next (`kept-desk.ts`). */
export interface KeptDesks {
  /** Starts a desk on a new data folder. */
  readonly start: () => Promise<Server>;
  /** Ends the processes. */
  readonly end: () => Promise<void>;
}

/** A process that runs one desk at a time. */
class KeptProcess {
  readonly #process: ChildProcess;
  readonly #ended: Promise<string>;

  constructor() {
    this.#process = fork(builtFile('kept-desk'), { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#ended = new Promise((resolve) => this.#process.once('exit', (code, signal) => resolve(`${signal ?? code}`)));
  }

  /** @throws Error if it can't do it, or the process has ended */
  async ask(message: ToKept): Promise<void> {
    const answered = new Promise<FromKept>((resolve) => this.#process.once('message', resolve));
    if (this.#process.connected) this.#process.send(message);
    const ended = this.#ended.then((why): FromKept => ({ is: 'failed', message: `its process has ended (${why})` }));
    const answer = await Promise.race([answered, ended]);
    if (answer.is === 'failed') throw new Error(`${message.is} of a desk: ${answer.message}`);
  }

  async end(): Promise<void> {
    if (this.#process.connected) this.#process.disconnect();
    await this.#ended;
  }
}

/** Starts no process before the first desk. */
export function keepDesks(): KeptDesks {
  const all: KeptProcess[] = [];
  const idle: KeptProcess[] = [];
  return {
    async start() {
      let kept = idle.pop();
      if (kept === undefined) {
        kept = new KeptProcess();
        all.push(kept);
      }
      const used = kept;
      const dataDir = newDataDir();
      await used.ask({ is: 'start', dataDir });
      const stop = async () => {
        // A process whose desk did not stop runs no other one.
        await used.ask({ is: 'stop' });
        idle.push(used);
      };
      return {
        dataDir,
        address: () => freshAddress(dataDir),
        stop,
        async end() {
          await stop();
          rmSync(dataDir, { recursive: true, force: true });
        },
      };
    },
    async end() {
      await Promise.all(all.map((kept) => kept.end()));
    },
  };
}
