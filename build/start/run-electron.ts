import { spawn } from 'node:child_process';

/** How the window's process ended: in order, with an exit code, or before it showed anything, and why. */
export type WindowEnd = { readonly exitCode: number } | { readonly because: string };

export interface WindowRun {
  readonly binary: string;
  readonly args: readonly string[];
  /** The line that it writes once the window shows. */
  readonly shown: string;
  /** The exit code of one that could not start and has told the person so. */
  readonly refused: number;
}

/**
 * Runs Electron and waits for its end. One that dies before its window shows (a missing system library, no sandbox, a
 * display that refuses) is told as such, so that another shell can take its place.
 */
export function runElectron(run: WindowRun): Promise<WindowEnd> {
  return new Promise((resolve) => {
    const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
    const child = spawn(run.binary, [...run.args], { stdio: ['ignore', 'pipe', 'pipe'], env });
    let out = '';
    let complaint = '';
    let isShown = false;
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text: string) => {
      if (isShown) return;
      out += text;
      isShown = out.includes(run.shown);
    });
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      if (isShown) process.stderr.write(text);
      else complaint = (complaint + text).slice(-4_000);
    });
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    for (const signal of signals) process.on(signal, pass);
    const end = (how: WindowEnd) => {
      for (const signal of signals) process.off(signal, pass);
      resolve(how);
    };
    child.on('error', (error) => end({ because: `it could not be started: ${error.message}` }));
    child.on('close', (code, signal) => {
      // Ended by the person who started it, by a second start that found the window, or after it said why it can't.
      if (isShown || code === 0 || code === run.refused || signal === 'SIGINT' || signal === 'SIGTERM') {
        end({ exitCode: code ?? 0 });
      } else {
        end({ because: `it ended at once: ${lastWords(complaint) || signal || `exit code ${code}`}` });
      }
    });
  });
}

/** The last line that says something, without Chromium's place and time in front. */
function lastWords(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/^\[[^\]]*\]\s*/, '').trim());
  return (lines.findLast((line) => line !== '') ?? '').slice(0, 160).replace(/\.$/, '');
}
