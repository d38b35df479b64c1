import type { CommandArguments, CommandOutput } from '../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { readPhone, readWholePhone } from './check-row/index.ts';

/** Why a row or post whose phone is on the list is held. */
export const ON_DO_NOT_CALL = 'The phone is on your do-not-call list';

/** A page of the do-not-call list, by number. `text` is any part of a number, in any format. */
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

/** Adds a number to the list. @returns whether it was not on it before */
export function insert(store: Store, phone: string, source: string, now: Millis): boolean {
  return (
    store
      .prepare<[string, string, number]>(
        'INSERT INTO do_not_call (phone, source, added_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      )
      .run(phone, source, now).changes === 1
  );
}

/** Adds entered numbers. Incomplete numbers, which would match nobody, are returned. */
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

/** The number in the form of the list, for digits with country code or text in any format; null if it can't be parsed. */
export const listed = (phone: string): string | null =>
  (/^\d{11,15}$/.test(phone) ? readPhone(`+${phone}`) : null) ?? readPhone(phone);

/**
 * Returns a function that looks up numbers in the form of the list. It always queries, even if the list is empty now, because numbers can
 * be added meanwhile.
 */
export function doNotCallLookup(store: Store): (phone: string) => boolean {
  const found = store.prepare<[string], { found: number }>('SELECT 1 AS found FROM do_not_call WHERE phone = ?');
  return (phone) => found.get(phone) !== undefined;
}

/** Whether there are any numbers on the list. */
export const anyOnDoNotCall = (store: Store): boolean =>
  store.prepare('SELECT 1 FROM do_not_call LIMIT 1').get() !== undefined;

/** Returns a function that looks up the source of an entry by its number in the form of the list; undefined if it is not on the list. */
export function entrySource(store: Store): (phone: string) => string | undefined {
  const found = store.prepare<[string], { source: string }>('SELECT source FROM do_not_call WHERE phone = ?');
  return (phone) => found.get(phone)?.source;
}

/** Whether a phone, in any format or as digits with country code, is on the list. */
export function isOnDoNotCall(store: Store, phone: string): boolean {
  const number = listed(phone);
  return number !== null && doNotCallLookup(store)(number);
}

/** The beginning of the source of an entry that was made after a call. */
const AFTER_A_CALL = 'after a call: ';

/**
 * Whether an entry is the desk's own, entered by hand or made after a call. A person's request to this company is kept even if a registry
 * deletes the number. Earlier versions wrote “Do not call” for an entry after a call, and a salvaged desk writes “Logged as do not call”.
 */
export const isOwnEntry = (source: string): boolean =>
  ['typed in', 'Do not call', 'Logged as do not call'].includes(source) || source.startsWith(AFTER_A_CALL);

/** Adds phones of a lead to the list. @returns those that were not on it before, in the form of the list, so that this can be undone */
export function putOnDoNotCall(store: Store, phones: readonly string[], source: string, now: Millis): string[] {
  return store.write(() => {
    const numbers = phones.flatMap((phone) => {
      const number = listed(phone);
      return number === null || 'why' in readWholePhone(number) ? [] : [number];
    });
    return numbers.filter((number) => insert(store, number, `${AFTER_A_CALL}${source}`, now));
  });
}

/** Removes numbers from the list. */
export function removeDoNotCall(store: Store, phones: readonly string[]): number {
  return store.write(() => {
    const remove = store.prepare<[string]>('DELETE FROM do_not_call WHERE phone = ?');
    return phones.reduce((removed, phone) => removed + remove.run(phone).changes, 0);
  });
}
