import type { Store } from '../../db/store.ts';
import type { SearchText } from './text-search.ts';

/** Leads kept in one row. */
const TOGETHER = 250;

type Packed = [id: number, name: string, words: string, notes: string, phones: readonly string[], places: string];

/** Some leads that are yet to be made findable. */
export interface PendingRow {
  /** Of the row that holds them. */
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

/** Keeps leads for later. */
export function addPending(store: Store, leads: readonly SearchText[]): void {
  const keep = store.prepare('INSERT INTO lead_text_late (first_lead, last_lead, texts) VALUES (?, ?, ?)');
  for (let at = 0; at < leads.length; at += TOGETHER) {
    const some = leads.slice(at, at + TOGETHER);
    keep.run(some[0]?.id ?? 0, some.at(-1)?.id ?? 0, JSON.stringify(some.map(pack)));
  }
}

/** The ids that are kept for later, from the first to the last; null when there are none. */
export function pendingRange(store: Store): { first: number; last: number } | null {
  const range = store
    .prepare<[], { first: number | null; last: number | null }>(
      `SELECT (SELECT first_lead FROM lead_text_late ORDER BY id LIMIT 1) AS first,
              (SELECT last_lead FROM lead_text_late ORDER BY id DESC LIMIT 1) AS last`,
    )
    .get();
  return range && range.first !== null && range.last !== null ? { first: range.first, last: range.last } : null;
}

/** Those that have waited longest, in the order they came; with `ids`, only where these may be among them. */
export function* readPending(store: Store, ids?: ReadonlySet<number>): Generator<PendingRow> {
  const next = store.prepare<[number, number, number], { id: number; texts: string }>(
    'SELECT id, texts FROM lead_text_late WHERE id > ? AND last_lead >= ? AND first_lead <= ? ORDER BY id LIMIT 1',
  );
  const from = ids === undefined ? 0 : Math.min(...ids);
  const to = ids === undefined ? Number.MAX_SAFE_INTEGER : Math.max(...ids);
  for (let row = next.get(0, from, to); row; row = next.get(row.id, from, to)) {
    yield { id: row.id, leads: (JSON.parse(row.texts) as Packed[]).map(unpack) };
  }
}

/**
 * Brings leads that wait here up to date: by id what holds now, or null for one that is gone.
 *
 * @returns those that waited here
 */
export function updatePending(store: Store, changes: ReadonlyMap<number, SearchText | null>): Set<number> {
  const changed = new Set<number>();
  const range = pendingRange(store);
  if (!range) return changed;
  // From the newest back, since what came last is what changes most.
  const find = store.prepare<[number], { id: number; last_lead: number; texts: string }>(
    'SELECT id, last_lead, texts FROM lead_text_late WHERE first_lead <= ? ORDER BY id DESC LIMIT 1',
  );
  const keep = store.prepare('UPDATE lead_text_late SET texts = ? WHERE id = ?');
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

/** They are findable now. */
export function dropPending(store: Store, upTo: number): void {
  store.prepare('DELETE FROM lead_text_late WHERE id <= ?').run(upTo);
}
