import type { Store } from '../../db/store.ts';
import type { SearchText } from '../text-search.ts';

/** Leads kept in one row. */
const TOGETHER = 250;

type Packed = [id: number, name: string, words: string, notes: string, phones: readonly string[]];

/** Some leads that are yet to be made findable. */
export interface Late {
  /** Of the row that holds them. */
  readonly id: number;
  readonly leads: readonly SearchText[];
}

/** Keeps leads for later. */
export function keepLate(store: Store, leads: readonly SearchText[]): void {
  const keep = store.prepare('INSERT INTO lead_text_late (first_lead, last_lead, texts) VALUES (?, ?, ?)');
  for (let at = 0; at < leads.length; at += TOGETHER) {
    const some = leads.slice(at, at + TOGETHER);
    const packed = some.map(({ id, name, words, notes, phones }): Packed => [id, name, words, notes, phones]);
    keep.run(some[0]?.id ?? 0, some.at(-1)?.id ?? 0, JSON.stringify(packed));
  }
}

/** The ids that are kept for later, from the first to the last; null when there are none. */
export function lateRange(store: Store): { first: number; last: number } | null {
  const range = store
    .prepare<[], { first: number | null; last: number | null }>(
      `SELECT (SELECT first_lead FROM lead_text_late ORDER BY id LIMIT 1) AS first,
              (SELECT last_lead FROM lead_text_late ORDER BY id DESC LIMIT 1) AS last`,
    )
    .get();
  return range && range.first !== null && range.last !== null ? { first: range.first, last: range.last } : null;
}

/** Those that have waited longest, in the order they came. */
export function* readLate(store: Store): Generator<Late> {
  const next = store.prepare<[number], { id: number; texts: string }>(
    'SELECT id, texts FROM lead_text_late WHERE id > ? ORDER BY id LIMIT 1',
  );
  for (let row = next.get(0); row; row = next.get(row.id)) {
    const packed = JSON.parse(row.texts) as Packed[];
    yield { id: row.id, leads: packed.map(([id, name, words, notes, phones]) => ({ id, name, words, notes, phones })) };
  }
}

/** They are findable now. */
export function dropLate(store: Store, upTo: number): void {
  store.prepare('DELETE FROM lead_text_late WHERE id <= ?').run(upTo);
}
