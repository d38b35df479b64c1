import { createReadStream, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommandError } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { ERASED } from '../files/erased.ts';
import { type Overwrite, type Place, type Rewritten, rewriteBeside } from '../files/rewrite-beside.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { eraseRowText, names, type RowTraces, rowPhones } from './forget.ts';
import { importedFiles, importsAt, inspectionOf, setFileHash, updateImport } from './import-table.ts';
import { rowId } from './row-id.ts';
import { withoutSamples } from './samples.ts';

/** The file name of a list that the desk made from leads, in its upload folder. The last cell of each row is the lead's id. */
export const MADE_LIST = /[\\/]leads-[0-9a-f-]{36}\.csv$/;

/** The person to search for in lists that were made from leads. */
export interface ListTraces extends RowTraces {
  readonly leadId: number;
}

/** How the rows are erased; see `Erasure`. */
interface ListErasure {
  readonly held: Record<string, never>;
  prepare(): Promise<void>;
  erase(): void;
  end(forgotten: boolean): void;
}

interface FoundList {
  readonly path: string;
  /** The person's records, without their line ends. */
  readonly places: readonly Place[];
  /** The numbers of the rows; 1 is the first after the header. */
  readonly rows: readonly number[];
}

/**
 * Finds a person's rows in the files of dial lists that the desk made from leads, and prepares their erasure. They become rows of hyphens,
 * so that every other row keeps its number and bytes, and a later check of the list doesn't add the person again. Files are searched in
 * portions. Files of other origin belong to the operator and are not changed.
 */
export async function findInLists(store: Store, uploadsDir: string, person: ListTraces): Promise<ListErasure> {
  const found: FoundList[] = [];
  for (const path of importedFiles(store)) {
    if (dirname(path) !== uploadsDir || !MADE_LIST.test(path)) continue;
    const list = await look(path, person).catch((error: unknown) => {
      // A deleted file contains nobody.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    });
    if (list !== null && list.places.length > 0) found.push(list);
  }
  const written: { readonly list: FoundList; readonly file: Rewritten }[] = [];
  return {
    held: {},
    async prepare() {
      for (const list of found.filter(({ path }) => existsSync(path)))
        written.push({ list, file: await rewriteBeside(list.path, list.places, overwrite) });
    },
    erase() {
      for (const { list, file } of written) eraseFrom(store, list, file.hash, person);
    },
    end(forgotten) {
      for (const { file } of written) forgotten ? file.finish() : file.drop();
    },
  };
}

async function look(path: string, person: ListTraces): Promise<FoundList> {
  const isTheirs = testOf(person);
  const places: Place[] = [];
  const rows: number[] = [];
  let rest: Buffer = Buffer.alloc(0);
  let start = 0;
  let quoted = false;
  let record = 0;
  for await (const block of createReadStream(path)) {
    const bytes: Buffer = Buffer.concat([rest, block as Buffer]);
    let from = 0;
    for (let at = rest.length; at < bytes.length; at++) {
      if (bytes[at] === 34) quoted = !quoted;
      if (quoted || bytes[at] !== 10) continue;
      const to = bytes[at - 1] === 13 ? at - 1 : at;
      if (record > 0 && isTheirs(bytes.toString('utf8', from, to))) {
        places.push({ from: start + from, to: start + to });
        rows.push(record);
      }
      record += 1;
      from = at + 1;
    }
    rest = bytes.subarray(from);
    start += from;
    await yieldToEventLoop();
  }
  return { path, places, rows };
}

function testOf({ leadId, phones, emails }: ListTraces): (record: string) => boolean {
  const words = [
    ...rowPhones(phones).filter((phone) => phone.length >= 10),
    ...emails.map((email) => email.toLowerCase()),
  ];
  const number = `,${leadId}`;
  return (record) => record.endsWith(number) || names(record, words);
}

const overwrite: Overwrite = (bytes, start, { from, to }) => {
  bytes.fill(ERASED, Math.max(0, from - start), Math.min(to - start, bytes.length));
};

/**
 * Records that a list's file no longer contains a person: its imports get the new hash. In the caller's transaction.
 *
 * @returns those imports
 * @throws CommandError `conflict` while a check reads the file
 */
export function noteErasedFile(store: Store, path: string, hashAfter: string): { readonly id: number }[] {
  const imports = importsAt(store, path);
  if (imports.some(({ state }) => state === 'checking')) {
    throw new CommandError(
      'conflict',
      'A dial list with this person is being checked. Try again when the check is done.',
    );
  }
  setFileHash(store, path, hashAfter);
  return imports;
}

/** @throws CommandError `conflict` while a check reads the file */
function eraseFrom(store: Store, { path, rows }: FoundList, hashAfter: string, person: ListTraces): void {
  const imports = noteErasedFile(store, path, hashAfter);
  for (const { id } of imports) {
    eraseRowText(
      store,
      rows.map((row) => rowId(id, row)),
      person,
    );
    eraseSample(store, id, String(person.leadId));
  }
}

/** Removes the lead's row from the stored samples. A person with neither phone nor email can only be found by the lead's id. */
function eraseSample(store: Store, importId: number, leadId: string): void {
  const known = inspectionOf(store, importId);
  const after = JSON.stringify(withoutSamples(known, (cells) => cells.at(-1) === leadId));
  updateImport(store, importId, { inspection: after });
}
