import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../db/store.ts';
import { MADE_LIST, noteErasedFile } from '../dialing/forget-lists.ts';
import { ERASED } from '../files/erased.ts';
import { isRewritten, type Overwrite, type Place, type Rewritten, rewriteBeside } from '../files/rewrite-beside.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import type { Erased, Erasure } from './hooks.ts';
import { emailIn, phoneIn, tellingDigits } from './reject-holds.ts';

/** A record of more lines has an unclosed quote, and each of its lines is then examined separately. */
const MOST_LINES = 20;

/** How a file encodes ASCII: the number of bytes, and which of them has the character. */
interface Units {
  readonly width: 1 | 2;
  readonly at: 0 | 1;
}

interface FoundUpload {
  readonly path: string;
  readonly units: Units;
  readonly places: readonly Place[];
}

/**
 * Finds a person's records in uploaded files (dial lists, lists of leads), and prepares their erasure. They are overwritten with hyphens,
 * so that every other record keeps its bytes and number, and a list that is read again doesn't add the person again. Files are searched in
 * portions. A file outside of the data folder belongs to its owner and isn't changed.
 */
export async function findInUploads(store: Store, uploadsDir: string, person: Erased): Promise<Erasure> {
  const isTheirs = testOf(person);
  const found: FoundUpload[] = [];
  for (const entry of existsSync(uploadsDir) ? readdirSync(uploadsDir, { withFileTypes: true }) : []) {
    if (!entry.isFile()) continue;
    const path = join(uploadsDir, entry.name);
    // Lists that the desk made from leads are searched by the lead's id.
    if (MADE_LIST.test(path) || isRewritten(path)) continue;
    const units = await unitsOf(path);
    const places = await look(path, units, isTheirs);
    if (places.length > 0) found.push({ path, units, places });
  }
  const written: { readonly path: string; readonly file: Rewritten }[] = [];
  return {
    held: {},
    async prepare() {
      for (const { path, units, places } of found.filter((upload) => existsSync(upload.path)))
        written.push({ path, file: await rewriteBeside(path, places, overwriteIn(units)) });
    },
    erase() {
      for (const { path, file } of written) noteErasedFile(store, path, file.hash);
    },
    end(forgotten) {
      for (const { file } of written) forgotten ? file.finish() : file.drop();
    },
  };
}

/**
 * Returns a function that tests whether a record names the person: by a complete phone or email, or for a person without both, by every
 * part of the name.
 */
function testOf({ phones, emails, names }: Erased): (record: string) => boolean {
  const patterns = [
    ...phones.flatMap((phone) => tellingDigits(phone) ?? []).map(phoneIn),
    ...emails.filter((email) => email.includes('@')).map(emailIn),
  ];
  if (patterns.length > 0) return (record) => patterns.some((pattern) => pattern.test(record));
  const parts = names.map((name) => name.toLowerCase().split(/\s+/)).filter((words) => words.join('').length > 3);
  return (record) => parts.some((words) => words.every((word) => record.includes(word)));
}

async function unitsOf(path: string): Promise<Units> {
  for await (const block of createReadStream(path, { end: 1 })) {
    const mark = (block as Buffer).toString('hex');
    if (mark === 'fffe') return { width: 2, at: 0 };
    if (mark === 'feff') return { width: 2, at: 1 };
  }
  return { width: 1, at: 0 };
}

async function look(path: string, units: Units, isTheirs: (record: string) => boolean): Promise<Place[]> {
  const { width, at: offset } = units;
  const places: Place[] = [];
  let rest: Buffer = Buffer.alloc(0);
  let start = 0;
  let quoted = false;
  let lines = 0;
  const take = (bytes: Buffer, from: number, to: number) => {
    if (isTheirs(textOf(bytes.subarray(from, to), units))) places.push({ from: start + from, to: start + to });
  };
  for await (const block of createReadStream(path)) {
    const bytes: Buffer = Buffer.concat([rest, block as Buffer]);
    const end = bytes.length - (bytes.length % width);
    let from = 0;
    for (let at = rest.length - (rest.length % width); at < end; at += width) {
      if (width === 2 && bytes[at + 1 - offset] !== 0) continue;
      const unit = bytes[at + offset];
      if (unit === 34) quoted = !quoted;
      if (unit !== 10) continue;
      lines += 1;
      if (quoted && lines < MOST_LINES) continue;
      take(bytes, from, at);
      quoted = false;
      lines = 0;
      from = at + width;
    }
    rest = bytes.subarray(from);
    start += from;
    await yieldToEventLoop();
  }
  take(rest, 0, rest.length);
  return places;
}

function textOf(bytes: Buffer, { width, at }: Units): string {
  if (width === 1) return bytes.toString('utf8').toLowerCase();
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  return (at === 0 ? even : even.swap16()).toString('utf16le').toLowerCase();
}

/** Overwrites a record except for its quotes and line ends. */
function overwriteIn({ width, at }: Units): Overwrite {
  return (bytes, start, { from, to }) => {
    for (let i = Math.max(from, start); i < Math.min(to, start + bytes.length); i++) {
      const isUnit = width === 1 || (i - from) % 2 === at;
      const byte = bytes[i - start];
      if (isUnit && (byte === 34 || byte === 10 || byte === 13)) continue;
      bytes[i - start] = isUnit ? ERASED : 0;
    }
  };
}
