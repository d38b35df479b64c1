import type { Store } from '../../../db/store.ts';
import type { SearchText } from '../search-text.ts';
import type { LeadWords } from '../terms.ts';
import { nameWords, otherWords } from '../words.ts';

/** A row of `lead_text`. */
export interface TextRow {
  readonly id: number;
  readonly name: string;
  readonly other: string;
  readonly phones: string;
}

/** The words and phones of a lead, normalized. */
export function wordsOfLead(text: SearchText): LeadWords {
  const phones = text.phones.map((phone) => phone.replace(/\D/g, '')).filter((digits) => digits !== '');
  return { name: nameWords(`${text.name}\n${text.places}`), other: otherWords(`${text.words}\n${text.notes}`), phones };
}

/** Each has a space before it, so that a prefix of a word is found by ` be`. */
const join = (words: readonly string[]): string => (words.length === 0 ? '' : ` ${words.join(' ')}`);
const split = (joined: string): string[] => (joined === '' ? [] : joined.slice(1).split(' '));

export const rowOf = (id: number, words: LeadWords): TextRow => ({
  id,
  name: join(words.name),
  other: join(words.other),
  phones: join(words.phones),
});

export const wordsOfRow = (row: TextRow): LeadWords => ({
  name: split(row.name),
  other: split(row.other),
  phones: split(row.phones),
});

export const sameRow = (one: TextRow, other: TextRow): boolean =>
  one.name === other.name && one.other === other.other && one.phones === other.phones;

/** The newest lead that is in the search. */
export const newestRow = (store: Store): number =>
  store.prepare<[], number | null>('SELECT max(id) FROM lead_text').pluck().get() ?? 0;

/** The existing rows of these leads, by id. New leads, above all others, take one lookup together. */
export function readRows(store: Store, ids: Iterable<number>): Map<number, TextRow> {
  const newest = newestRow(store);
  const known = [...ids].filter((id) => id <= newest);
  if (known.length === 0) return new Map();
  const rows = store
    .prepare<[string], TextRow>(
      'SELECT t.id, t.name, t.other, t.phones FROM json_each(?) j CROSS JOIN lead_text t ON t.id = j.value',
    )
    .all(JSON.stringify(known));
  return new Map(rows.map((row) => [row.id, row]));
}

export function insertRows(store: Store, rows: readonly TextRow[]): void {
  const insert = store.prepare('INSERT INTO lead_text (id, name, other, phones) VALUES (?, ?, ?, ?)');
  for (const row of rows) insert.run(row.id, row.name, row.other, row.phones);
}

export function updateRow(store: Store, row: TextRow): void {
  store
    .prepare('UPDATE lead_text SET name = ?, other = ?, phones = ? WHERE id = ?')
    .run(row.name, row.other, row.phones, row.id);
}

export function removeRow(store: Store, id: number): void {
  store.prepare('DELETE FROM lead_text WHERE id = ?').run(id);
}
