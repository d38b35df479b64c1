import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { FromDeskChild } from './desk-child.ts';

/** The desk's process while someone works on its source: it can be ended and started again on the same data and port. */
export class DeskProcess {
  readonly #dataDir: string;
  readonly #port: number;
  #child: ChildProcess | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(dataDir: string, port: number) {
    this.#dataDir = dataDir;
    this.#port = port;
  }

  /** Ends what runs and starts anew. @returns the address to sign in at @throws Error when it ends before it is ready */
  restart(): Promise<string> {
    const turn = this.#turn.then(async () => {
      await this.#end();
      return await this.#start();
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.#end();
  }

  /** Another address to sign in at. */
  async address(): Promise<string> {
    const child = this.#child;
    if (child === null) throw new Error('The desk does not run.');
    const answered = once(child, 'message');
    child.send('address');
    const [{ address }] = (await answered) as [FromDeskChild];
    return address;
  }

  async #start(): Promise<string> {
    const child = fork(join(import.meta.dirname, 'desk-child.ts'), [this.#dataDir, String(this.#port)]);
    this.#child = child;
    const ended = once(child, 'exit').then(([code]) => {
      if (this.#child === child) this.#child = null;
      throw new Error(`The desk ended with code ${code}. It is started again when a file is saved.`);
    });
    const [{ address }] = (await Promise.race([once(child, 'message'), ended])) as [FromDeskChild];
    // Later ends are seen at the next start.
    ended.catch(() => undefined);
    return address;
  }

  async #end(): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
    this.#child = null;
  }
}
