import type { Store } from '../../db/store.ts';
import type { SearchText } from './search-text.ts';

/** The number of leads in one row. */
const TOGETHER = 250;

type Packed = [id: number, name: string, words: string, notes: string, phones: readonly string[], places: string];

/** Some leads that are not yet in the search. */
export interface PendingRow {
  /** The id of their row. */
  readonly id: number;
  readonly leads: readonly SearchText[];
}

const pack = ({ id, name, words, notes, phones, places }: SearchText): Packed => [
  id,
  name,
  words,
  notes,
  phones,
  places,
];
const unpack = ([id, name, words, notes, phones, places]: Packed): SearchText => ({
  id,
  name,
  places,
  words,
  notes,
  phones,
});

/** Adds leads that are added to the search later. */
export function addPending(store: Store, leads: readonly SearchText[]): void {
  const keep = store.prepare('INSERT INTO lead_text_pending (first_lead, last_lead, texts) VALUES (?, ?, ?)');
  for (let at = 0; at < leads.length; at += TOGETHER) {
    const some = leads.slice(at, at + TOGETHER);
    keep.run(some[0]?.id ?? 0, some.at(-1)?.id ?? 0, JSON.stringify(some.map(pack)));
  }
}

/** The first and the last pending lead; null when none is pending. */
export function pendingRange(store: Store): { first: number; last: number } | null {
  const range = store
    .prepare<[], { first: number | null; last: number | null }>(
      `SELECT (SELECT first_lead FROM lead_text_pending ORDER BY id LIMIT 1) AS first,
              (SELECT last_lead FROM lead_text_pending ORDER BY id DESC LIMIT 1) AS last`,
    )
    .get();
  return range && range.first !== null && range.last !== null ? { first: range.first, last: range.last } : null;
}

/** Pending leads, oldest first; with `ids`, only rows that may contain some of these. */
export function* readPending(store: Store, ids?: ReadonlySet<number>): Generator<PendingRow> {
  const next = store.prepare<[number, number, number], { id: number; texts: string }>(
    'SELECT id, texts FROM lead_text_pending WHERE id > ? AND last_lead >= ? AND first_lead <= ? ORDER BY id LIMIT 1',
  );
  const from = ids === undefined ? 0 : Math.min(...ids);
  const to = ids === undefined ? Number.MAX_SAFE_INTEGER : Math.max(...ids);
  for (let row = next.get(0, from, to); row; row = next.get(row.id, from, to)) {
    yield { id: row.id, leads: (JSON.parse(row.texts) as Packed[]).map(unpack) };
  }
}

/**
 * Updates pending leads: by id their current text, or null for a removed lead.
 *
 * @returns those that are pending
 */
export function updatePending(store: Store, changes: ReadonlyMap<number, SearchText | null>): Set<number> {
  const changed = new Set<number>();
  const range = pendingRange(store);
  if (!range) return changed;
  // From the newest row backwards, because the newest leads change most.
  const find = store.prepare<[number], { id: number; last_lead: number; texts: string }>(
    'SELECT id, last_lead, texts FROM lead_text_pending WHERE first_lead <= ? ORDER BY id DESC LIMIT 1',
  );
  const keep = store.prepare('UPDATE lead_text_pending SET texts = ? WHERE id = ?');
  for (const id of changes.keys()) {
    if (changed.has(id) || id < range.first || id > range.last) continue;
    const row = find.get(id);
    if (!row || row.last_lead < id) continue;
    const leads = (JSON.parse(row.texts) as Packed[]).map(unpack).flatMap((lead) => {
      const change = changes.get(lead.id);
      if (change === undefined) return [lead];
      changed.add(lead.id);
      return change === null ? [] : [change];
    });
    keep.run(JSON.stringify(leads.map(pack)), row.id);
  }
  return changed;
}

/** Removes pending leads that are in the search now. */
export function dropPending(store: Store, upTo: number): void {
  store.prepare('DELETE FROM lead_text_pending WHERE id <= ?').run(upTo);
}
