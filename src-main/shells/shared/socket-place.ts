import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Systems cut the path of a local socket at 104 (macOS) or 108 bytes (Linux), its closing NUL included. */
const LONGEST_PATH = 100;

/** Where the local socket of a data folder is; both ends find the same place by themselves. */
export interface SocketPlace {
  readonly path: string;
  /** A folder outside the data folder that holds it, to be made and looked at before use. */
  readonly ownFolder: string | null;
}

/** The place of a data folder's local socket: inside it where the path is short enough, else in a folder of the user's own. */
export function socketPlace(
  dataDir: string,
  platform: NodeJS.Platform = process.platform,
  temporary: string = tmpdir(),
): SocketPlace {
  const real = realpathSync(dataDir);
  const uid = process.getuid?.() ?? 0;
  const name = `trunkline-${createHash('sha256').update(`${uid}\0${real}`).digest('hex').slice(0, 24)}`;
  if (platform === 'win32') return { path: `\\\\.\\pipe\\${name}`, ownFolder: null };
  const inside = join(real, 'desk.sock');
  if (Buffer.byteLength(inside) <= LONGEST_PATH) return { path: inside, ownFolder: null };
  const folder = join(temporary, name);
  const outside = join(folder, 'desk.sock');
  if (Buffer.byteLength(outside) <= LONGEST_PATH) return { path: outside, ownFolder: folder };
  return { path: join('/tmp', name, 'desk.sock'), ownFolder: join('/tmp', name) };
}

/**
 * Makes the folder outside the data folder, if there is one, and makes sure that nobody else can have put it there.
 *
 * @throws Error with a sentence when it belongs to someone else
 */
export function prepareSocketPlace(place: SocketPlace): void {
  if (place.ownFolder === null) return;
  mkdirSync(place.ownFolder, { recursive: true, mode: 0o700 });
  if (!isOwnersAlone(place.ownFolder, 'folder')) {
    throw new Error(`${place.ownFolder} is not yours alone. Remove it, or name a data folder with a shorter path.`);
  }
}

/** Whether a folder or socket is this user's and nobody else may use it; false when it isn't there. */
export function isOwnersAlone(path: string, kind: 'folder' | 'socket'): boolean {
  try {
    const found = lstatSync(path);
    const right = kind === 'folder' ? found.isDirectory() : found.isSocket();
    return right && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
  } catch {
    return false;
  }
}
