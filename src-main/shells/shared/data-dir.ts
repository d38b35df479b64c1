import { chmodSync, mkdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, resolve, win32 } from 'node:path';
import { expectDesk } from '../../db/known-desks.ts';

/** What the default data folder depends on. Tests replace the real process. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

const here = (): Surroundings => ({ env: process.env, platform: process.platform, home: homedir() });

/**
 * The default data folder: `$TRUNKLINE_DATA`, or else the system's place for an application's data (XDG Base Directory, Application
 * Support, `%APPDATA%`). It is the same for every shell, so that each can continue where another stopped.
 */
export function defaultDataDir({ env, platform, home }: Surroundings = here()): string {
  if (env.TRUNKLINE_DATA) return resolve(env.TRUNKLINE_DATA);
  if (platform === 'win32') return win32.join(env.APPDATA || win32.join(home, 'AppData', 'Roaming'), 'Trunkline');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Trunkline');
  // By the XDG specification a relative path is invalid and must be ignored.
  const xdg = env.XDG_DATA_HOME;
  return posix.join(xdg?.startsWith('/') ? xdg : posix.join(home, '.local', 'share'), 'Trunkline');
}

/**
 * The data folder from the command line, `--data DIR` or `--data=DIR`, or else the default one.
 *
 * @throws Error with a sentence if `--data` has no folder
 */
export function dataDirFrom(args: readonly string[], around: Surroundings = here()): string {
  const chosen = optionOf(args, '--data');
  return chosen === undefined ? defaultDataDir(around) : resolve(chosen);
}

/**
 * The value of an option written as `--name value` or `--name=value`; undefined if it isn't given.
 *
 * @throws Error with a sentence if the value is missing
 */
export function optionOf(args: readonly string[], name: string): string | undefined {
  for (const [i, arg] of args.entries()) {
    if (arg === name) {
      const value = args[i + 1];
      if (value === undefined || value.startsWith('--')) throw new Error(`${name} needs a value after it.`);
      return value;
    }
    if (arg.startsWith(`${name}=`)) {
      const value = arg.slice(name.length + 1);
      if (value === '') throw new Error(`${name} needs a value after it.`);
      return value;
    }
  }
  return undefined;
}

/**
 * Creates the data folder, readable only by its owner, if it does not exist. @returns its real path
 *
 * @throws DeskMissing if there was a desk in this folder and its data is missing; OtherDesk if it is a different one
 */
export function prepareDataDir(dataDir: string): string {
  expectDesk(dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32') chmodSync(dataDir, 0o700);
  return realpathSync(dataDir);
}
