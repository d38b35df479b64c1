import { type BigIntStats, existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { FileRefused } from './plain-path.ts';

/** The folder within a data folder into which the desk writes files for people. */
export const EXPORTS = 'exports';
/** The folder within a data folder for uploads from pages and for lists that the desk made from leads. */
export const UPLOADS = 'uploads';
/** Lists that people have put into the data folder itself. None of the desk's own files has such a name. */
const PEOPLES = /\.(?:csv|tsv|txt)$/i;
/** Every data folder contains this file, so it also identifies the data of other desks on this machine. */
const MARK = 'owner.lock';

/**
 * The data folders whose files are never read as a list and never overwritten. It is one set per thread instead of a parameter of each
 * reader and writer, so that it can't be omitted. A helper thread gets it from the thread that starts it.
 */
const guarded = new Set<string>();

/** Guards a data folder (a real path) in this thread permanently. */
export function guardDataFolder(dataDir: string): void {
  guarded.add(dataDir);
}

/** The folders to guard in a helper thread. */
export function guardedFolders(): string[] {
  return [...guarded];
}

/** The intended use of a file. */
export type FileUse = 'read' | 'write';

/**
 * Refuses a desk's own files. In a data folder, `exports` may be read and written, and `uploads` and lists directly in the data folder may
 * be read. A hard link to one of the desk's files is refused like that file, wherever it is.
 *
 * Folders and files are identified by device and inode, so links, a different letter case or a second mount of a folder can't circumvent
 * it.
 *
 * @param real path with every link resolved; for a file that does not exist yet, its folder's with the name behind it
 * @param found what is there now, or null
 * @throws FileRefused
 */
export function refuseOwnFile(real: string, found: BigIntStats | null, use: FileUse): void {
  const inside = insideDataFolder(real);
  if (inside !== null && !isOpenTo(inside, use)) throw ownFile(real, use);
  if (found === null) return;
  const id = idOf(found);
  for (const dataDir of guarded) if (holdsOwn(dataDir, id)) throw ownFile(real, use);
}

function ownFile(real: string, use: FileUse): FileRefused {
  return new FileRefused(
    use === 'read'
      ? `${real} belongs to Trunkline itself, so it can’t be read as a list. Choose another file.`
      : `${real} belongs to Trunkline itself, so nothing may be written there. Choose a file outside the data folder, or in its ${EXPORTS} folder.`,
  );
}

function isOpenTo(inside: readonly string[], use: FileUse): boolean {
  const [first = ''] = inside;
  if (inside.length === 1) return use === 'read' && PEOPLES.test(first);
  return first === EXPORTS || (use === 'read' && first === UPLOADS);
}

/** The way from the innermost data folder around a path to it, folder by folder; null when it lies in none. */
function insideDataFolder(real: string): string[] | null {
  const roots = new Set([...guarded].flatMap((dataDir) => idAt(dataDir) ?? []));
  const way = [basename(real)];
  for (let folder = dirname(real); ; folder = dirname(folder)) {
    const id = idAt(folder);
    if ((id !== null && roots.has(id)) || existsSync(join(folder, MARK))) return way;
    if (dirname(folder) === folder) return null;
    way.unshift(basename(folder));
  }
}

/** Whether a file is one of the desk's own, looked for by identity in all of the data folder but what is there for people. */
function holdsOwn(dataDir: string, id: string): boolean {
  const waiting = [dataDir];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (folder !== dataDir || (entry.name !== EXPORTS && entry.name !== UPLOADS)) waiting.push(path);
      } else if (entry.isFile() && !(folder === dataDir && PEOPLES.test(entry.name)) && idAt(path) === id) return true;
    }
  }
  return false;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // The file was removed meanwhile, as happens with files of the window's cache.
    return [];
  }
}

function idAt(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : idOf(found);
}

/** The identity of a file, independent of its name. */
export function idOf({ dev, ino }: Pick<BigIntStats, 'dev' | 'ino'>): string {
  return `${dev}:${ino}`;
}

/** The entry at a path, without following links; null if there is none. */
export function entryAt(path: string): BigIntStats | null {
  return lstatSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
}

/** The kind of an entry that is not a file, as text; null for a file. */
export function whatElse(found: Pick<BigIntStats, keyof BigIntStats>): string | null {
  if (found.isFile()) return null;
  if (found.isDirectory()) return 'a folder';
  if (found.isSymbolicLink()) return 'a link to another file';
  if (found.isFIFO()) return 'a pipe';
  if (found.isSocket()) return 'a socket';
  return 'a device';
}
