import { type CommandArguments, CommandError, type CommandOutput } from '../../src-preload/contract/index.ts';
import { breathe } from '../db/breathe.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { readPhone } from './check-row/index.ts';
import { inspectFile } from './read-csv/inspect.ts';
import { readCsvFile } from './read-csv/read-file.ts';
import { resolved } from './read-csv/resolved.ts';
import { explained } from './unreadable.ts';

/** Phones added in one transaction. */
const PHONES_AT_ONCE = 2_000;

/** A page of the do-not-call list, by number; `text` is any part of one, in any format. */
export function listDoNotCall(store: Store, input: CommandArguments<'dnc.list'>): CommandOutput<'dnc.list'> {
  const digits = input.text.replace(/\D/g, '');
  let query = sqlOf
    .selectFrom('do_not_call')
    .selectAll()
    .where('phone', '>', input.after)
    .orderBy('phone')
    .limit(input.limit + 1);
  if (digits !== '') query = query.where('phone', 'like', `%${digits}%`);
  const rows = store.all(query);
  const total = store.get(sqlOf.selectFrom('do_not_call').select((eb) => eb.fn.countAll<number>().as('n')));
  return {
    phones: rows.slice(0, input.limit).map((row) => ({ phone: row.phone, source: row.source, addedAt: row.added_at })),
    more: rows.length > input.limit,
    total: total?.n ?? 0,
  };
}

function insert(store: Store, phone: string, source: string, now: Millis): boolean {
  return (
    store
      .prepare<[string, string, number]>(
        'INSERT INTO do_not_call (phone, source, added_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      )
      .run(phone, source, now).changes === 1
  );
}

/** Adds typed numbers; those that can't be read are given back. */
export function addDoNotCall(
  store: Store,
  phones: readonly string[],
  source: string,
  now: Millis,
): CommandOutput<'dnc.add'> {
  return store.write(() => {
    let added = 0;
    let known = 0;
    const unreadable: string[] = [];
    for (const text of phones) {
      const phone = readPhone(text);
      if (phone === null) unreadable.push(text);
      else if (insert(store, phone, source, now)) added++;
      else known++;
    }
    return { added, known, unreadable };
  });
}

/** The number as the list has it, of digits with country code or of text in any format; null where it can't be read. */
export const listed = (phone: string): string | null =>
  (/^\d{11,15}$/.test(phone) ? readPhone(`+${phone}`) : null) ?? readPhone(phone);

/** Whether a phone, in any format or as digits with country code, is on the list. */
export function isOnDoNotCall(store: Store, phone: string): boolean {
  const number = listed(phone);
  return number !== null && store.prepare('SELECT 1 FROM do_not_call WHERE phone = ?').get(number) !== undefined;
}

/** Puts phones of a lead on the list. @returns those that were not on it, as the list has them, for taking this back */
export function putOnDoNotCall(store: Store, phones: readonly string[], source: string, now: Millis): string[] {
  return store.write(() => {
    const numbers = phones.flatMap((phone) => listed(phone) ?? []);
    return numbers.filter((number) => insert(store, number, source, now));
  });
}

/** Takes numbers off the list. */
export function removeDoNotCall(store: Store, phones: readonly string[]): number {
  return store.write(() => {
    const remove = store.prepare<[string]>('DELETE FROM do_not_call WHERE phone = ?');
    return phones.reduce((removed, phone) => removed + remove.run(phone).changes, 0);
  });
}

/**
 * Takes every phone of a file: of its only column, or of the one with the most readable phones among its first rows.
 * @throws CommandError `file` when no column holds phones, or it can't be read
 */
export async function importDoNotCall(
  store: Store,
  named: string,
  name: string,
  now: Millis,
): Promise<CommandOutput<'dnc.import'>> {
  const path = await explained(() => resolved(named));
  const { format, columns, samples } = await explained(() => inspectFile(path));
  const scores = columns.map((_, at) => samples.filter((cells) => readPhone(cells[at] ?? '') !== null).length);
  const best = scores.indexOf(Math.max(...scores));
  if ((scores[best] ?? 0) === 0) {
    throw new CommandError('file', `No column of ${name} holds phone numbers in its first rows.`);
  }
  const result = { added: 0, known: 0, unreadable: 0, column: columns[best] ?? '' };
  let waiting: string[] = [];
  const flush = () => {
    const phones = waiting;
    waiting = [];
    store.write(() => {
      for (const phone of phones) {
        if (insert(store, phone, name, now)) result.added++;
        else result.known++;
      }
    });
  };
  await readCsvFile(
    path,
    format,
    ({ cells }) => {
      const phone = readPhone(cells[best] ?? '');
      if (phone === null) result.unreadable++;
      else waiting.push(phone);
    },
    {
      onChunk: async () => {
        while (waiting.length > 0) {
          const rest = waiting.splice(PHONES_AT_ONCE);
          flush();
          waiting = rest;
          await breathe();
        }
      },
    },
  );
  if (waiting.length > 0) flush();
  return result;
}
