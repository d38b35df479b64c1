import { CommandError, type CommandOutput } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { isPlaceholder, mayCall, phoneOfParts, readWholePhone } from './check-row/index.ts';
import { entrySource, insert, isOwnEntry, removeDoNotCall } from './do-not-call.ts';
import { type DoNotCallFile, doNotCallFile, isDeletion } from './do-not-call-columns.ts';
import { inspectFile } from './read-csv/inspect.ts';
import { readCsvFile } from './read-csv/read-file.ts';
import { resolved } from './read-csv/resolved.ts';
import { explained } from './unreadable.ts';

/** The number of phones added or deleted in one transaction. */
const PHONES_AT_ONCE = 2_000;
/** The most refused entries that are listed. */
const MOST_REFUSED = 100;

type Result = CommandOutput<'dnc.import'>;

/** The change that a row of the file requests. */
interface Change {
  readonly phone: string;
  readonly deleted: boolean;
}

/**
 * Adds the phones of a file, from every column that contains phones. An area code in a separate column is joined to its number, and a
 * change list's deletions delete. An entry must be a complete number. Otherwise it is refused with its row number, because it would match
 * nobody.
 * @throws CommandError `file` if no column contains phones, no entry is a complete number, or the file can't be read
 */
export async function importDoNotCall(store: Store, named: string, name: string, now: Millis): Promise<Result> {
  const path = await explained(() => resolved(named), { path: named, name });
  const { format, columns, samples } = await explained(() => inspectFile(path), { path, name });
  const file = doNotCallFile(columns, samples);
  if (file.phones.length === 0) {
    throw new CommandError('file', `No column of ${name} holds phone numbers in its first rows.`);
  }
  const column = file.phones.map((from) => from.map((at) => columns[at] ?? '').join(' + ')).join(', ');
  const result: Result = { added: 0, known: 0, removed: 0, kept: 0, unreadable: 0, mayCall: 0, column, refused: [] };
  let waiting: Change[] = [];
  const flush = (changes: readonly Change[]) => store.write(() => apply(store, changes, result, name, now));
  await readCsvFile(path, format, ({ cells, number }) => waiting.push(...changesOf(cells, number, file, result)), {
    onChunk: async () => {
      while (waiting.length > 0) {
        const rest = waiting.splice(PHONES_AT_ONCE);
        flush(waiting);
        waiting = rest;
        await yieldToEventLoop();
      }
    },
  });
  flush(waiting);
  if (result.unreadable > 0 && result.added + result.known + result.removed + result.kept + result.mayCall === 0) {
    throw new CommandError('file', noneWhole(result, name));
  }
  return result;
}

function changesOf(cells: readonly string[], row: number, file: DoNotCallFile, result: Result): Change[] {
  const deleted = file.change >= 0 && isDeletion(cells[file.change] ?? '');
  // Without a column that says otherwise, everybody in such a file must not be called.
  const word = file.says === null ? '' : (cells[file.says.column] ?? '').trim();
  if (
    file.says !== null &&
    /[a-z0-9]/i.test(word) &&
    !isPlaceholder(word) &&
    mayCall(word, file.says.sense) === 'call'
  ) {
    result.mayCall++;
    return [];
  }
  const home = /^\+?0*([1-9]\d{0,3})$/.exec((cells[file.code] ?? '').trim())?.[1] ?? '1';
  const changes: Change[] = [];
  let empty = true;
  for (const from of file.phones) {
    const text = phoneOfParts(from.map((at) => (cells[at] ?? '').trim()));
    // Two phones in one cell are two entries.
    for (const part of text.split(/[;|/\n]|:::|,(?=\s*[+(\d])/)) {
      if (part.trim() === '') continue;
      empty = false;
      const read = readWholePhone(part, home);
      if ('phone' in read) changes.push({ phone: read.phone, deleted });
      else refuse(result, row, part.trim(), read.why);
    }
  }
  if (empty && cells.some((cell) => cell.trim() !== '')) refuse(result, row, '', 'no phone');
  return changes;
}

function refuse(result: Result, row: number, value: string, why: string): void {
  result.unreadable++;
  if (result.refused.length < MOST_REFUSED) result.refused.push({ row, value, why });
}

function apply(store: Store, changes: readonly Change[], result: Result, source: string, now: Millis): void {
  const sourceOf = entrySource(store);
  for (const { phone, deleted } of changes) {
    if (!deleted) {
      if (insert(store, phone, source, now)) result.added++;
      else result.known++;
      continue;
    }
    const entry = sourceOf(phone);
    if (entry !== undefined && isOwnEntry(entry)) result.kept++;
    else result.removed += removeDoNotCall(store, [phone]);
  }
}

function noneWhole({ unreadable, refused, column }: Result, name: string): string {
  const [first] = refused;
  const rows = unreadable === 1 ? 'Its only entry is' : `None of its ${unreadable.toLocaleString('en-US')} entries is`;
  const such = first === undefined ? '' : ` (row ${first.row}: “${first.value}”, ${first.why})`;
  return (
    `Nothing of ${name} was added. ${rows} a full number in the column ${column}${such}. ` +
    'A number without its area code matches nobody. Use a file that has area codes, in the same column or the next one.'
  );
}
