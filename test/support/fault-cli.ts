import { type ChildProcess, spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { builtFile } from './built-parts.ts';
import { PASSWORD } from './fault-desk.ts';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly remarks: string;
}

/** The terminal shell as a separate process. */
export interface Cli {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** `kill -9` at any moment. */
  kill(): void;
}

/** Starts a command of the terminal shell with a data folder. `crashAt` stops it at a named point of the queue (`core/crash-point.ts`). */
export function cli(dataDir: string, args: readonly string[], crashAt?: string): Cli {
  const child = spawn(process.execPath, [builtFile('terminal'), ...args, '--data', dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TRUNKLINE_PASSWORD: PASSWORD, TRUNKLINE_CRASH_AT: crashAt ?? '', NODE_NO_WARNINGS: '1' },
  });
  let out = '';
  let remarks = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    remarks += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, out, remarks }));
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { child, ended, kill: () => child.kill('SIGKILL') };
}

/** Runs a command to its end. @throws Error with its output if its exit code is none of `codes` */
export async function runCli(dataDir: string, args: readonly string[], codes: readonly number[] = [0]): Promise<Ended> {
  const ended = await cli(dataDir, args).ended;
  if (ended.code === null || !codes.includes(ended.code)) {
    throw new Error(
      `trunkline ${args.join(' ')} ended with ${ended.code ?? ended.signal}: ${ended.remarks}${ended.out}`,
    );
  }
  return ended;
}
