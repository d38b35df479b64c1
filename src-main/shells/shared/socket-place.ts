import { randomBytes } from 'node:crypto';
import {
  lstatSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Systems limit the path of a local socket to 104 (macOS) or 108 bytes (Linux), including its closing NUL. */
const LONGEST_PATH = 100;
const SOCKET = 'desk.sock';
/** The file in a data folder with the socket's path, if it can't be inside. */
const POINTER = 'desk.sock.at';
const PIPE = '\\\\.\\pipe\\trunkline-';

/** The location of a data folder's local socket. */
export interface SocketPlace {
  readonly path: string;
  /** The folder outside the data folder that contains it. */
  readonly ownFolder: string | null;
}

/** Folders for temporary files, the most private one first. */
const sharedFolders = (): string[] => [process.env.XDG_RUNTIME_DIR ?? '', tmpdir(), '/tmp'];

/**
 * The location of a data folder's local socket: inside the data folder if the path is short enough. Otherwise a folder with a random name,
 * accessible only by its owner, whose path is only in the data folder, because others could create a predictable name first, to prevent the
 * desk from starting or to impersonate it. Windows has pipes, which get random names for the same reason. Linux's abstract names are not
 * used, because they have no owner.
 *
 * To be called once the data folder is owned. `shared` are the folders in which such a folder may be created.
 *
 * @throws Error with a sentence if there is no place that nobody else can change
 */
export function makeSocketPlace(
  dataDir: string,
  platform: NodeJS.Platform = process.platform,
  shared: readonly string[] = sharedFolders(),
): SocketPlace {
  const real = realpathSync(dataDir);
  leaveSocketPlace(real);
  if (platform === 'win32') {
    const path = `${PIPE}${randomBytes(16).toString('hex')}`;
    writePointer(real, path);
    return { path, ownFolder: null };
  }
  const inside = join(real, SOCKET);
  if (Buffer.byteLength(inside) <= LONGEST_PATH) return { path: inside, ownFolder: null };
  for (const base of shared) {
    if (!isSafeToShare(base) || Buffer.byteLength(join(base, 'trunkline-XXXXXX', SOCKET)) > LONGEST_PATH) continue;
    const ownFolder = mkdtempSync(join(base, 'trunkline-'));
    const path = join(ownFolder, SOCKET);
    writePointer(real, path);
    return { path, ownFolder };
  }
  throw new Error(
    `The path of ${real} is too long for a local socket, and no folder for temporary files is safe from other users. Choose a data folder with a shorter path.`,
  );
}

/** Where a running desk on a data folder listens; null if that is not stored, or if others could have changed it. */
export function findSocketPlace(dataDir: string, platform: NodeJS.Platform = process.platform): SocketPlace | null {
  let real: string;
  let pointer: string | null;
  try {
    real = realpathSync(dataDir);
    pointer = readPointer(real);
  } catch {
    // There is no such folder, so no desk can run on it.
    return null;
  }
  if (platform === 'win32') return pointer?.startsWith(PIPE) ? { path: pointer, ownFolder: null } : null;
  if (pointer === null) {
    const inside = join(real, SOCKET);
    return isOwnersAlone(inside, 'socket') ? { path: inside, ownFolder: null } : null;
  }
  const ownFolder = dirname(pointer);
  if (!isOwnersAlone(ownFolder, 'folder') || !isOwnersAlone(pointer, 'socket')) return null;
  return { path: pointer, ownFolder };
}

/** Removes the socket's files after a desk has ended or was killed. */
export function leaveSocketPlace(dataDir: string): void {
  if (process.platform !== 'win32') {
    rmSync(join(dataDir, SOCKET), { force: true });
    const pointer = readPointer(dataDir);
    if (pointer !== null && isOwnersAlone(dirname(pointer), 'folder')) {
      if (isOwnersAlone(pointer, 'socket')) rmSync(pointer, { force: true });
      tryRemoveFolder(dirname(pointer));
    }
  }
  rmSync(join(dataDir, POINTER), { force: true });
}

/** Whether a path belongs to this user and nobody else may use it; false if it doesn't exist or is a link. */
export function isOwnersAlone(path: string, kind: 'folder' | 'socket' | 'file'): boolean {
  try {
    const found = lstatSync(path);
    const right = kind === 'folder' ? found.isDirectory() : kind === 'socket' ? found.isSocket() : found.isFile();
    return right && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
  } catch {
    // It doesn't exist, so it can’t be used.
    return false;
  }
}

/** Whether nobody else can rename or remove what this user creates in a folder. */
function isSafeToShare(folder: string): boolean {
  try {
    const { uid, mode } = statSync(folder);
    const othersWrite = (mode & 0o022) !== 0;
    if (uid === process.getuid?.()) return !othersWrite || (mode & 0o1000) !== 0;
    return uid === 0 && othersWrite && (mode & 0o1000) !== 0;
  } catch {
    // It doesn't exist, so it can’t be trusted.
    return false;
  }
}

function writePointer(dataDir: string, path: string): void {
  const beside = join(dataDir, `${POINTER}.${randomBytes(6).toString('hex')}`);
  writeFileSync(beside, path, { flag: 'wx', mode: 0o600 });
  renameSync(beside, join(dataDir, POINTER));
}

function readPointer(dataDir: string): string | null {
  const pointer = join(dataDir, POINTER);
  if (process.platform !== 'win32' && !isOwnersAlone(pointer, 'file')) return null;
  try {
    return readFileSync(pointer, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Only removes an empty folder, so that nothing is lost whatever the stored path is. */
function tryRemoveFolder(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // It is not empty, or it doesn't exist.
  }
}
