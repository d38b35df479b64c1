import type { CommandArguments, CommandOutput } from '../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { readPhone, readWholePhone } from './check-row/index.ts';

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

/** Puts a number on the list. @returns whether it was not on it */
export function insert(store: Store, phone: string, source: string, now: Millis): boolean {
  return (
    store
      .prepare<[string, string, number]>(
        'INSERT INTO do_not_call (phone, source, added_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      )
      .run(phone, source, now).changes === 1
  );
}

/** Adds typed numbers; those that are no full number, and so would match nobody, are given back. */
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
      const read = readWholePhone(text);
      if ('why' in read) unreadable.push(text);
      else if (insert(store, read.phone, source, now)) added++;
      else known++;
    }
    return { added, known, unreadable };
  });
}

/** The number as the list has it, of digits with country code or of text in any format; null where it can't be read. */
export const listed = (phone: string): string | null =>
  (/^\d{11,15}$/.test(phone) ? readPhone(`+${phone}`) : null) ?? readPhone(phone);

/** Asks the list for a number in the digits that it has; of an empty list too, since it may be filled meanwhile. */
export function doNotCallLookup(store: Store): (phone: string) => boolean {
  const found = store.prepare<[string], { found: number }>('SELECT 1 AS found FROM do_not_call WHERE phone = ?');
  return (phone) => found.get(phone) !== undefined;
}

/** Whether the list holds any number. */
export const anyOnDoNotCall = (store: Store): boolean =>
  store.prepare('SELECT 1 FROM do_not_call LIMIT 1').get() !== undefined;

/** Tells where the entry of a number in the digits that the list has is from; undefined where it is not on the list. */
export function entrySource(store: Store): (phone: string) => string | undefined {
  const found = store.prepare<[string], { source: string }>('SELECT source FROM do_not_call WHERE phone = ?');
  return (phone) => found.get(phone)?.source;
}

/** Whether a phone, in any format or as digits with country code, is on the list. */
export function isOnDoNotCall(store: Store, phone: string): boolean {
  const number = listed(phone);
  return number !== null && doNotCallLookup(store)(number);
}

/** What an entry that was made after a call says of its source. */
const AFTER_A_CALL = 'after a call: ';

/**
 * Whether an entry is the desk's own, typed in or made after a call: what a person asked of this company stays, whatever a registry
 * deletes. “Do not call” is how earlier versions named the latter, and “Logged as do not call” how a salvaged desk does.
 */
export const isOwnEntry = (source: string): boolean =>
  ['typed in', 'Do not call', 'Logged as do not call'].includes(source) || source.startsWith(AFTER_A_CALL);

/** Puts phones of a lead on the list. @returns those that were not on it, as the list has them, for taking this back */
export function putOnDoNotCall(store: Store, phones: readonly string[], source: string, now: Millis): string[] {
  return store.write(() => {
    const numbers = phones.flatMap((phone) => {
      const number = listed(phone);
      return number === null || 'why' in readWholePhone(number) ? [] : [number];
    });
    return numbers.filter((number) => insert(store, number, `${AFTER_A_CALL}${source}`, now));
  });
}

/** Takes numbers off the list. */
export function removeDoNotCall(store: Store, phones: readonly string[]): number {
  return store.write(() => {
    const remove = store.prepare<[string]>('DELETE FROM do_not_call WHERE phone = ?');
    return phones.reduce((removed, phone) => removed + remove.run(phone).changes, 0);
  });
}
