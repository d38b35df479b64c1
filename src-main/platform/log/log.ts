import { join } from 'node:path';
import { getEnvironmentData, isMainThread, setEnvironmentData, threadId } from 'node:worker_threads';
import { type Logger, pino } from 'pino';
import { harmlessError } from './harmless-error.ts';
import { LogFile } from './log-file.ts';

/**
 * The log: one line of JSON an event, a file a thread in the data folder's `logs`. By construction it holds nobody's data: an event is a
 * constant sentence, its fields are numbers, yes or no, and single words of the program; of errors only what `harmlessError` lets through.
 */

/** The folder of a data folder that holds the logs. */
export const LOGS = 'logs';

/** What is told with an event. Words are names of commands, tables, states or vendors, never what a person typed. */
export type LogFields = Readonly<Record<string, number | boolean | null | LogWord>>;

declare const isLogWord: unique symbol;
/** A single word of the program, made by `logWord`. */
export type LogWord = string & { readonly [isLogWord]: true };

/** What does not look like a word of the program stands in the log as this. */
const NO_WORD = '?' as LogWord;

/** A name of the program's own for the log: letters, digits after a letter, dots and hyphens, no more than 60. */
export const logWord = (text: string): LogWord =>
  /^[A-Za-z][A-Za-z]*(?:[-._:][A-Za-z]+|\d{1,2})*$/.test(text) && text.length <= 60 ? (text as LogWord) : NO_WORD;

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

const KEY = 'trunkline.logs';
let logger: Logger | null = null;

/**
 * Begins to write this thread's log into a folder, which threads that are started from here on use too. Before it nothing is written.
 * The least level is `info`, or `TRUNKLINE_LOG`.
 */
export function openLog(folder: string, thread: string): void {
  setEnvironmentData(KEY, folder);
  begin(folder, thread);
}

/** The same for the thread of a shell on a data folder. */
export function openShellLog(dataDir: string, shell: string): void {
  openLog(join(dataDir, LOGS), shell);
  process.on('uncaughtExceptionMonitor', (error) => logError('the shell failed', error, {}, 'fatal'));
}

/** The same in a helper thread, in the folder of the thread that started it. */
export function openHelperLog(thread: string): void {
  const folder = getEnvironmentData(KEY);
  if (typeof folder !== 'string') return;
  begin(folder, thread);
  // Its end is dealt with by the thread that started it.
  process.on('uncaughtExceptionMonitor', (error) => logError('a helper failed', error, {}, 'fatal'));
}

function begin(folder: string, thread: string): void {
  const wanted = process.env.TRUNKLINE_LOG ?? '';
  const level = ['debug', 'info', 'warn', 'error', 'fatal'].includes(wanted) ? wanted : 'info';
  logger = pino(
    {
      level,
      base: { thread, pid: process.pid, ...(isMainThread ? {} : { worker: threadId }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    new LogFile(folder, thread),
  );
}

/** Writes an event; `event` is a constant sentence. */
export function log(level: LogLevel, event: string, fields: LogFields = {}): void {
  logger?.[level](fields, event);
}

/** Characters of ids that can't be taken for one another when read aloud. */
const ID_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/**
 * Writes an error that nobody expected, with its stack.
 * @returns the id under which it stands in the log, for whoever is shown it
 */
export function logError(event: string, thrown: unknown, fields: LogFields = {}, level: LogLevel = 'error'): string {
  const id = Array.from({ length: 6 }, () => ID_LETTERS[Math.floor(Math.random() * ID_LETTERS.length)]).join('');
  logger?.[level]({ ...fields, errorId: id, error: harmlessError(thrown) }, event);
  return id;
}
