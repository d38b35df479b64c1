import { type BigIntStats, existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { FileRefused } from './plain-path.ts';

/** The folder of a data folder into which the desk writes files for people. */
export const EXPORTS = 'exports';
/** The folder of a data folder that holds what pages have sent up, and lists that the desk has made of leads. */
export const UPLOADS = 'uploads';
/** Lists that people have put into the data folder itself: the desk calls none of its own files so. */
const PEOPLES = /\.(?:csv|tsv|txt)$/i;
/** Every data folder has this file: by it the data of other desks on this machine is known, too. */
const MARK = 'owner.lock';

/**
 * The data folders whose files are never read as a list and never written over. One set a thread, and not a parameter of each
 * reader and writer, so that none can be called without it; a helper thread is given it by the thread that starts it.
 */
const guarded = new Set<string>();

/** Guards a data folder (a real path) in this thread, for good. */
export function guardDataFolder(dataDir: string): void {
  guarded.add(dataDir);
}

/** What to guard in a helper thread. */
export function guardedFolders(): string[] {
  return [...guarded];
}

/** What a file is about to be used for. */
export type FileUse = 'read' | 'write';

/**
 * Refuses a file of a desk's own. In a data folder only `exports` may be read and written, and `uploads` be read, and lists that lie in
 * the data folder itself; what lies there but is one of the desk's files by another name (a hard link) is refused like that file, wherever such a name is.
 *
 * Folders and files are known by device and inode, so no spelling gets around it: links, another case of letters, a folder
 * mounted a second time.
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
    // Gone meanwhile, as files of the window's cache go.
    return [];
  }
}

function idAt(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : idOf(found);
}

/** By what the system knows a file, whatever it is called. */
export function idOf({ dev, ino }: Pick<BigIntStats, 'dev' | 'ino'>): string {
  return `${dev}:${ino}`;
}

/** What stands at a path itself, links not followed; null when nothing does. */
export function entryAt(path: string): BigIntStats | null {
  return lstatSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
}

/** What a thing is that is no file, in words; null for a file. */
export function whatElse(found: Pick<BigIntStats, keyof BigIntStats>): string | null {
  if (found.isFile()) return null;
  if (found.isDirectory()) return 'a folder';
  if (found.isSymbolicLink()) return 'a link to another file';
  if (found.isFIFO()) return 'a pipe';
  if (found.isSocket()) return 'a socket';
  return 'a device';
}
