import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, posix, resolve, win32 } from 'node:path';
import { CommandError } from '../../src-preload/contract/errors.ts';
import { writeWhole } from './damage/kept-schema.ts';

const dateOf = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

/** A folder does not hold the desk that was last used there: nothing is done in it until the operator says so. */
export abstract class UnexpectedDesk extends CommandError {
  /** What happened, in a few words. */
  abstract readonly title: string;
  /** What `forgetDesk` and another start do. */
  abstract readonly anyway: string;
}

/** A desk was at this path, and its data is not there now: it is not begun anew in its place. */
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

/** Another desk than the one that was last used is at this path: what is ready there is not sent unasked. */
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

/** What is known of a desk outside of its data folder. */
interface KnownDesk {
  readonly path: string;
  /** As `ID_FILE` in the data folder has it. */
  readonly id: string;
  /** ISO 8601. */
  readonly lastUsed: string;
}

/** Where a data folder says which desk it is. */
const ID_FILE = 'desk.id';
const DATABASE = 'trunkline.db';
/** So many desks are remembered; those that were used longest ago are forgotten first. */
const KEPT = 100;
/** A desk that was used just now is not noted again, ms: scripts call the terminal many times. */
const NOTED_AGAIN_MS = 10 * 60_000;

/**
 * The folder that remembers the desks of this user: `$TRUNKLINE_KNOWN_DESKS`, else a place of its own beside the user's settings, never in
 * a data folder.
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
 * To be called before anything is made in a data folder. Where the desk's other files are there and its data file alone is gone, the
 * opening says so and what can be done (`damage/open-sound.ts`). A folder that does not say which desk it is, as after a copy of the data file alone, is taken for the known one.
 *
 * @throws DeskMissing where a desk was here before and is not; OtherDesk where another one is
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

/** Remembers that a desk is in these folders: one data folder by the names it was opened by. */
export function rememberDesk(dataDir: string, otherName: string, now: number): void {
  const id = idOf(dataDir);
  for (const path of new Set([resolve(dataDir), resolve(otherName)])) note({ path, id, lastUsed: iso(now) }, now);
}

/** The operator wants a new desk where another was, or the one that is there now. */
export function forgetDesk(dataDir: string): void {
  rmSync(fileOf(resolve(dataDir)), { force: true });
}

const iso = (now: number): string => new Date(now).toISOString();

function foundId(dataDir: string): string | null {
  try {
    return readFileSync(join(dataDir, ID_FILE), 'utf8').trim() || null;
  } catch {
    // Not there, or not to be read: then it does not say.
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
    // A home that can't be written (read-only, full) keeps no desk from working: it is only not missed later.
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
    // Not there, or damaged: then no desk is known.
    return null;
  }
}
