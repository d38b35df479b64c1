import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, posix, resolve, win32 } from 'node:path';
import { CommandError } from '../../src-preload/contract/errors.ts';
import { writeWhole } from '../files/write-whole.ts';

const dateOf = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

/** A folder does not contain the desk that was last used there. Nothing is done in it until the operator decides. */
export abstract class UnexpectedDesk extends CommandError {
  /** What happened, in a few words. */
  abstract readonly title: string;
  /** The effect of `forgetDesk` and another start. */
  abstract readonly anyway: string;
}

/** There was a desk at this path and its data is missing. A new one is not started in its place. */
export class DeskMissing extends UnexpectedDesk {
  override readonly title = 'The desk is not there';
  override readonly anyway = 'Start an empty desk there';

  constructor(dataDir: string, lastUsed: string) {
    super(
      'not-found',
      `The data of the desk in ${dataDir} is not there: a desk was last used there on ${dateOf(lastUsed)}. ` +
        'If it is on a USB stick, a network drive or another disk, connect that and start again. ' +
        'If it was deleted or moved on purpose, --new starts an empty desk there.',
    );
  }
}

/** The desk at this path is not the one that was last used. Its ready jobs are not sent without asking. */
export class OtherDesk extends UnexpectedDesk {
  override readonly title = 'Another desk is there';
  override readonly anyway = 'Open it';

  constructor(dataDir: string, lastUsed: string, changed: string) {
    super(
      'conflict',
      `Another desk is in ${dataDir} than the one that was last used there on ${dateOf(lastUsed)}. ` +
        `The data that is there now was last changed on ${dateOf(changed)}; nothing in it was opened. ` +
        'If the earlier desk is on a USB stick, a network drive or another disk, connect that and start again. ' +
        'If this one was put there on purpose, --new opens it as it is.',
    );
  }
}

/** What is stored about a desk outside of its data folder. */
interface KnownDesk {
  readonly path: string;
  /** As in `ID_FILE` in the data folder. */
  readonly id: string;
  /** ISO 8601. */
  readonly lastUsed: string;
}

/** The file in a data folder with the desk's id. */
const ID_FILE = 'desk.id';
const DATABASE = 'trunkline.db';
/** The number of desks that are remembered. Those that were used longest ago are forgotten first. */
const KEPT = 100;
/** How long a recorded use of a desk is valid before it is recorded again, ms, because scripts call the terminal many times. */
const NOTED_AGAIN_MS = 10 * 60_000;

/**
 * The folder with the list of this user's desks: `$TRUNKLINE_KNOWN_DESKS`, or else a folder beside the user's settings, never in a data
 * folder.
 */
export function knownDesksDir(env = process.env, platform = process.platform, home = homedir()): string {
  if (env.TRUNKLINE_KNOWN_DESKS) return resolve(env.TRUNKLINE_KNOWN_DESKS);
  if (platform === 'win32') {
    return win32.join(env.LOCALAPPDATA || win32.join(home, 'AppData', 'Local'), 'Trunkline', 'known-desks');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Preferences', 'Trunkline', 'known-desks');
  const xdg = env.XDG_CONFIG_HOME;
  return posix.join(xdg?.startsWith('/') ? xdg : posix.join(home, '.config'), 'Trunkline', 'known-desks');
}

const fileOf = (path: string): string =>
  join(knownDesksDir(), `${createHash('sha256').update(path).digest('hex').slice(0, 24)}.json`);

/**
 * To be called before anything is created in a data folder. If the desk's other files exist and only its data file is missing, opening it
 * reports that and what can be done (`damage/open-sound.ts`). A folder without an id, as after copying only the data file, is assumed to be
 * the known one.
 *
 * @throws DeskMissing if there was a desk here and it is missing; OtherDesk if it is a different one
 */
export function expectDesk(dataDir: string): void {
  const path = resolve(dataDir);
  const known = readKnownDesk(fileOf(path));
  const isHere = [DATABASE, 'owner.lock'].some((name) => existsSync(join(path, name)));
  if (known === null) return;
  if (!isHere) throw new DeskMissing(path, known.lastUsed);
  const id = foundId(path);
  if (id !== null && id !== known.id) throw new OtherDesk(path, known.lastUsed, iso(changedAt(path)));
}

/** Remembers the desk of a data folder under the paths by which it was opened. */
export function rememberDesk(dataDir: string, otherName: string, now: number): void {
  const id = idOf(dataDir);
  for (const path of new Set([resolve(dataDir), resolve(otherName)])) note({ path, id, lastUsed: iso(now) }, now);
}

/** Forgets the desk at a path, because the operator wants a new desk there or the one that is there now. */
export function forgetDesk(dataDir: string): void {
  rmSync(fileOf(resolve(dataDir)), { force: true });
}

const iso = (now: number): string => new Date(now).toISOString();

function foundId(dataDir: string): string | null {
  try {
    return readFileSync(join(dataDir, ID_FILE), 'utf8').trim() || null;
  } catch {
    // If it does not exist or can't be read, the id is unknown.
    return null;
  }
}

function changedAt(dataDir: string): number {
  const times = ['', '-wal'].map(
    (ending) => statSync(join(dataDir, DATABASE + ending), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  return Math.max(...times);
}

function idOf(dataDir: string): string {
  const found = foundId(dataDir);
  if (found !== null) return found;
  const id = randomUUID();
  writeWhole(join(dataDir, ID_FILE), `${id}\n`);
  return id;
}

function note(desk: KnownDesk, now: number): void {
  const file = fileOf(desk.path);
  const before = readKnownDesk(file);
  if (before?.id === desk.id && Math.abs(now - Date.parse(before.lastUsed)) < NOTED_AGAIN_MS) return;
  try {
    mkdirSync(knownDesksDir(), { recursive: true, mode: 0o700 });
    const beside = `${file}.${process.pid}`;
    writeFileSync(beside, `${JSON.stringify(desk)}\n`, { mode: 0o600 });
    renameSync(beside, file);
    if (before === null) forgetOldest();
  } catch (error) {
    // A home folder that can't be written to (read-only, full) doesn't stop a desk from working. A missing desk just can't be noticed
    // later.
    if (!(error instanceof Error && 'syscall' in error)) throw error;
  }
}

function forgetOldest(): void {
  const files = readdirSync(knownDesksDir()).map((name) => join(knownDesksDir(), name));
  if (files.length <= KEPT) return;
  const used = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const byAge = files.map((file) => [used(file), file] as const).sort(([a], [b]) => a - b);
  for (const [, file] of byAge.slice(0, files.length - KEPT)) rmSync(file, { force: true });
}

function readKnownDesk(file: string): KnownDesk | null {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as Partial<KnownDesk>;
    const { path, id, lastUsed } = found;
    return path && id && lastUsed && !Number.isNaN(Date.parse(lastUsed)) ? { path, id, lastUsed } : null;
  } catch {
    // If the list does not exist or is damaged, no desk is known.
    return null;
  }
}
