import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { sandboxWords } from './sandbox-words.ts';

/** How the window's process ended: with an exit code, or before it showed anything, and why. */
export type WindowEnd = { readonly exitCode: number } | { readonly because: string };

/** After how long a window that does not come up is told of, ms. */
const SLOW_MS = 15_000;
/** How long the window may take to end once it was told to, ms: its core has 20 s, and then ends itself. */
const GIVE_UP_MS = 40_000;

export interface WindowRun {
  readonly binary: string;
  readonly args: readonly string[];
  /** The line that it writes once the window shows. */
  readonly shown: string;
  /** The exit code of one that could not start and has told the person so. */
  readonly refused: number;
  /** Tells the running desk over its local socket to end; false where it can't be reached. */
  readonly quit: () => Promise<boolean>;
  /** For the person at the terminal. */
  readonly tell?: (sentence: string) => void;
  readonly limits?: { readonly slowMs?: number; readonly giveUpMs?: number };
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs Electron and waits for its end. One that dies before its window shows (a missing system library, no sandbox, a
 * display that refuses) is told as such, so that another shell can take its place; one that dies later has an exit code other than 0.
 *
 * It is told to end once, however often a signal comes, and by its local socket, which Windows has as well. The terminal's own signals don't reach
 * it, since on Linux and macOS it has a session of its own: Electron restores the system's default with the first signal, so a second one would kill
 * it amid its shutdown (shell/browser/electron_browser_main_parts_posix.cc, `GracefulShutdownHandler`).
 */
export function runElectron(run: WindowRun): Promise<WindowEnd> {
  const { tell = () => {}, limits = {} } = run;
  return new Promise((resolve) => {
    const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
    const child = spawn(run.binary, [...run.args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
      detached: process.platform !== 'win32',
    });
    const said = listen(child, run.shown);
    const slow = setTimeout(() => {
      if (!said.isShown()) tell(SLOW);
    }, limits.slowMs ?? SLOW_MS);
    let asked = false;
    let giveUp: NodeJS.Timeout | undefined;
    const end = () => {
      if (asked) return;
      asked = true;
      tell('Closing Trunkline. It waits for requests that are on their way, 20 s at most.');
      giveUp = setTimeout(() => child.kill('SIGKILL'), limits.giveUpMs ?? GIVE_UP_MS);
      void run.quit().then((told) => !told && child.kill('SIGTERM'));
    };
    for (const signal of SIGNALS) process.on(signal, end);
    const ended = (how: WindowEnd) => {
      clearTimeout(slow);
      clearTimeout(giveUp);
      for (const signal of SIGNALS) process.off(signal, end);
      resolve(how);
    };
    child.on('error', (error) => ended({ because: `it could not be started: ${error.message}` }));
    child.on('close', (code, signal) => {
      const how = endOf(
        { code, signal, asked, isShown: said.isShown(), refused: run.refused, binary: run.binary },
        said.complaint(),
      );
      if ('sentence' in how && how.sentence !== '') tell(how.sentence);
      ended('because' in how ? { because: how.because } : { exitCode: how.exitCode });
    });
  });
}

const SLOW =
  'Trunkline’s window has not come up yet. It may still; Ctrl-C ends it, and npm start -- --browser opens the same desk in your browser.';

/** Reads what the process writes: whether it has said that its window shows, and the last it complained of before that. */
function listen({ stdout, stderr }: { stdout: Readable; stderr: Readable }, shown: string) {
  let out = '';
  let complaint = '';
  let isShown = false;
  stdout.setEncoding('utf8');
  stdout.on('data', (text: string) => {
    if (isShown) return;
    out += text;
    isShown = out.includes(shown);
  });
  stderr.setEncoding('utf8');
  stderr.on('data', (text: string) => {
    if (isShown) process.stderr.write(text);
    complaint = (complaint + text).slice(-4_000);
  });
  return { isShown: () => isShown, complaint: () => complaint };
}

interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether it was told to end. */
  readonly asked: boolean;
  readonly isShown: boolean;
  readonly refused: number;
  readonly binary: string;
}

type Verdict = { readonly exitCode: number; readonly sentence: string } | { readonly because: string };

function endOf({ code, signal, asked, isShown, refused, binary }: ProcessEnd, complaint: string): Verdict {
  if (signal === 'SIGKILL' && asked) {
    return {
      exitCode: 1,
      sentence: 'Trunkline did not end and was stopped. What was on its way is shown as unknown at the next start.',
    };
  }
  if (asked) return { exitCode: code ?? 0, sentence: '' };
  if (isShown) {
    if (code === 0) return { exitCode: 0, sentence: '' };
    const how = signal ?? `exit code ${code}`;
    return {
      exitCode: code ?? 128 + (signal === null ? 0 : constants.signals[signal]),
      sentence: `Trunkline’s window ended by itself (${how}). Nothing is lost: start it again.`,
    };
  }
  // Another start that found the window, or one that has said why it can't start.
  if (code === 0 || code === refused) return { exitCode: code, sentence: lastWords(complaint) };
  if (signal === 'SIGINT' || signal === 'SIGTERM') return { exitCode: 0, sentence: '' };
  const sandbox = sandboxWords(complaint, binary);
  if (sandbox !== null) return { because: sandbox };
  return { because: `it ended at once: ${shortened(complaint) || signal || `exit code ${code}`}` };
}

/** The last line that says something, without Chromium's place and time in front. */
function lastWords(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/^\[[^\]]*\]\s*/, '').trim());
  return lines.findLast((line) => line !== '') ?? '';
}

const shortened = (text: string) => lastWords(text).slice(0, 160).replace(/\.$/, '');
