import { portFrom } from '../../src-main/shells/browser/serve-in-browser.ts';
import { dataDirFrom, optionOf } from '../../src-main/shells/shared/data-dir.ts';

export interface StartOptions {
  readonly browser: boolean;
  readonly port: number;
  readonly dataDir: string;
  readonly open: boolean;
  /** An empty desk is to begin where another is missing. */
  readonly isNew: boolean;
}

const FLAGS = new Set(['--browser', '--no-open', '--new']);
const WITH_VALUE = ['--port', '--data'];

/**
 * What `npm start -- …` was asked: `--browser`, `--port N`, `--data DIR`, `--no-open`, `--new`.
 *
 * @throws Error with a sentence for anything else
 */
export function readOptions(args: readonly string[]): StartOptions {
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (FLAGS.has(arg) || WITH_VALUE.some((name) => arg.startsWith(`${name}=`))) continue;
    if (WITH_VALUE.includes(arg)) i++;
    else {
      throw new Error(
        `npm start does not know ${arg}. It knows --browser, --port N, --data DIR, --no-open and --new, after a --.`,
      );
    }
  }
  return {
    browser: args.includes('--browser'),
    port: portFrom(optionOf(args, '--port')),
    dataDir: dataDirFrom(args),
    open: !args.includes('--no-open'),
    isNew: args.includes('--new'),
  };
}
