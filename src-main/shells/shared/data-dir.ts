import { chmodSync, mkdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, resolve, win32 } from 'node:path';
import { expectDesk } from '../../db/known-desks.ts';

/** What the place of the data depends on; the real process unless a test says otherwise. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

const here = (): Surroundings => ({ env: process.env, platform: process.platform, home: homedir() });

/**
 * Where Trunkline keeps its data unless told otherwise: `$TRUNKLINE_DATA`, else the place that the system sets aside
 * for an application's data (XDG Base Directory, Application Support, `%APPDATA%`). The same for every shell, so that each can go on
 * where another stopped.
 */
export function defaultDataDir({ env, platform, home }: Surroundings = here()): string {
  if (env.TRUNKLINE_DATA) return resolve(env.TRUNKLINE_DATA);
  if (platform === 'win32') return win32.join(env.APPDATA || win32.join(home, 'AppData', 'Roaming'), 'Trunkline');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Trunkline');
  // The XDG specification: a relative path is invalid and is to be ignored.
  const xdg = env.XDG_DATA_HOME;
  return posix.join(xdg?.startsWith('/') ? xdg : posix.join(home, '.local', 'share'), 'Trunkline');
}

/**
 * The data folder that a command line asks for by `--data DIR` or `--data=DIR`, else the default one.
 *
 * @throws Error with a sentence when `--data` stands there without a folder
 */
export function dataDirFrom(args: readonly string[], around: Surroundings = here()): string {
  const chosen = optionOf(args, '--data');
  return chosen === undefined ? defaultDataDir(around) : resolve(chosen);
}

/**
 * The value of an option written as `--name value` or `--name=value`; undefined when it isn't there.
 *
 * @throws Error with a sentence when the value is missing
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
 * Makes the data folder where it isn't there yet, for its owner alone, and gives its real path.
 *
 * @throws DeskMissing where a desk was in this folder before and its data is not there now; OtherDesk where another one is
 */
export function prepareDataDir(dataDir: string): string {
  expectDesk(dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32') chmodSync(dataDir, 0o700);
  return realpathSync(dataDir);
}
