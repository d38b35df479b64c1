import { join } from 'node:path';
import { getEnvironmentData, isMainThread, setEnvironmentData, threadId } from 'node:worker_threads';
import { type Logger, pino } from 'pino';
import { harmlessError } from './harmless-error.ts';
import { LogFile } from './log-file.ts';

/**
 * The log: one line of JSON per event, and one file per thread in the data folder's `logs`. By construction it contains no personal data:
 * an event is a constant sentence, its fields are numbers, booleans and single words of the program, and of errors it has only what
 * `harmlessError` returns.
 */

/** The folder of a data folder that holds the logs. */
export const LOGS = 'logs';

/** The fields of an event. Words are names of commands, tables, states or vendors, never what a person entered. */
export type LogFields = Readonly<Record<string, number | boolean | null | LogWord>>;

declare const isLogWord: unique symbol;
/** A single word of the program, created by `logWord`. */
export type LogWord = string & { readonly [isLogWord]: true };

/** Replaces text that does not look like a word of the program. */
const NO_WORD = '?' as LogWord;

/** A name of the program for the log: letters, digits after a letter, dots and hyphens, and at most 60 characters. */
export const logWord = (text: string): LogWord =>
  /^[A-Za-z][A-Za-z]*(?:[-._:][A-Za-z]+|\d{1,2})*$/.test(text) && text.length <= 60 ? (text as LogWord) : NO_WORD;

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

const KEY = 'trunkline.logs';
let logger: Logger | null = null;
let file: LogFile | null = null;

/**
 * Starts writing this thread's log into a folder, which is also used by threads that are started later. Before this call nothing is
 * written. The lowest level is `info`, or that in `TRUNKLINE_LOG`.
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
  // The thread that started this one handles its end.
  process.on('uncaughtExceptionMonitor', (error) => logError('a helper failed', error, {}, 'fatal'));
}

function begin(folder: string, thread: string): void {
  const wanted = process.env.TRUNKLINE_LOG ?? '';
  const level = ['debug', 'info', 'warn', 'error', 'fatal'].includes(wanted) ? wanted : 'info';
  file?.close();
  file = new LogFile(folder, thread);
  logger = pino(
    {
      level,
      base: { thread, pid: process.pid, ...(isMainThread ? {} : { worker: threadId }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    file,
  );
}

/** Writes an event; `event` is a constant sentence. */
export function log(level: LogLevel, event: string, fields: LogFields = {}): void {
  logger?.[level](fields, event);
}

/** Characters for ids that can't be confused when read aloud. */
const ID_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/**
 * Logs an unexpected error with its stack.
 * @returns its id in the log, which is shown to the person
 */
export function logError(event: string, thrown: unknown, fields: LogFields = {}, level: LogLevel = 'error'): string {
  const id = Array.from({ length: 6 }, () => ID_LETTERS[Math.floor(Math.random() * ID_LETTERS.length)]).join('');
  logger?.[level]({ ...fields, errorId: id, error: harmlessError(thrown) }, event);
  return id;
}
