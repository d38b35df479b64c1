import type { Readable } from 'node:stream';
import { type Entry, fromFd, type ZipFile } from 'yauzl';
import { openResolved } from '../../../files/open-input.ts';
import { CsvFileError, explainFileError } from '../file-error.ts';

/** A workbook has some dozens of entries. A file with more than this is something else. */
const MOST_ENTRIES = 20_000;
/** The largest uncompressed size of one entry, bytes: some ten million rows. A larger one is meant to exhaust memory or disk. */
const MOST_BYTES = 8 * 1024 ** 3;
/** Sheets of similar rows compress well. A large entry with a higher ratio isn't a sheet. */
const BEST_RATIO = 400;
const LARGE_BYTES = 256 * 1024 ** 2;

/** The files in a ZIP archive, each read as a stream. */
export interface Archive {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** The uncompressed size of a file according to the archive, bytes. Reading the file fails if that is wrong. */
  sizeOf(name: string): number;
  open(name: string): Promise<Readable>;
  close(): Promise<void>;
}

/** Opens a ZIP archive by a path from `resolveInput`. @throws CsvFileError if it is damaged or malicious */
export async function openArchive(path: string): Promise<Archive> {
  const { file } = await openResolved(path).catch((error: unknown) => {
    throw explainFileError(error, path);
  });
  try {
    const zip = await opened(file.fd);
    const entries = await allEntries(zip, path);
    const find = (name: string): Entry => {
      const entry = entries.get(name.toLowerCase());
      if (!entry) throw new CsvFileError('binary', `The file ${path} is a damaged workbook: ${name} is missing in it.`);
      return entry;
    };
    return {
      names: [...entries.values()].map(({ fileName }) => fileName),
      has: (name) => entries.has(name.toLowerCase()),
      sizeOf: (name) => find(name).uncompressedSize,
      open: (name) => openEntry(zip, find(name), path),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error instanceof CsvFileError ? error : damaged(path, error);
  }
}

/** Converts the ZIP reader's error about an entry into a message for the operator. */
export function damaged(path: string, error: unknown): CsvFileError {
  const why = error instanceof Error ? error.message : String(error);
  return new CsvFileError(
    'binary',
    `The file ${path} is a damaged workbook or archive (${why}). Open it in Excel, save it anew, and try again.`,
    { cause: error },
  );
}

function opened(fd: number): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromFd(fd, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? reject(error) : resolve(zip)));
  });
}

function allEntries(zip: ZipFile, path: string): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST_ENTRIES) {
    throw new CsvFileError('binary', `The file ${path} is an archive of ${zip.entryCount} files, not a list.`);
  }
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName.toLowerCase(), entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });
}

function openEntry(zip: ZipFile, entry: Entry, path: string): Promise<Readable> {
  const { uncompressedSize: size, compressedSize } = entry;
  if (size > MOST_BYTES || (size > LARGE_BYTES && size > compressedSize * BEST_RATIO)) {
    throw new CsvFileError(
      'binary',
      `The file ${path} would unpack to ${Math.round(size / 1e6).toLocaleString('en-US')} MB, which is too large for a list. Nothing was read.`,
    );
  }
  if (entry.isEncrypted()) {
    throw new CsvFileError('binary', `The file ${path} is protected with a password. Save it without one.`);
  }
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(damaged(path, error)) : resolve(stream)));
  });
}
