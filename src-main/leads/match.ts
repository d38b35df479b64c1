import type { Store } from '../db/store.ts';

/** Whether a person said that two leads are not the same. */
export function keptApart(store: Store, one: number, other: number): boolean {
  return store.prepare('SELECT 1 FROM lead_apart WHERE lead_id = ? AND other_id = ?').get(one, other) !== undefined;
}

/** Says that two leads are not the same, so that nothing joins them by itself. */
export function markDistinct(store: Store, one: number, other: number): void {
  const keep = store.prepare('INSERT OR IGNORE INTO lead_apart (lead_id, other_id) VALUES (?, ?)');
  keep.run(one, other);
  keep.run(other, one);
}

/** What was said of `from` holds for `to`, who is the same person now. */
export function moveDistinct(store: Store, from: number, to: number): void {
  const others = store.prepare('SELECT other_id FROM lead_apart WHERE lead_id = ?').pluck().all(from) as number[];
  clearDistinct(store, from);
  for (const other of others) if (other !== to) markDistinct(store, to, other);
}

/** Takes back what was said of two leads, or of one with any other. */
export function clearDistinct(store: Store, one: number, other: number | null = null): void {
  store.prepare('DELETE FROM lead_apart WHERE lead_id = ? AND (? IS NULL OR other_id = ?)').run(one, other, other);
  if (other !== null) store.prepare('DELETE FROM lead_apart WHERE lead_id = ? AND other_id = ?').run(other, one);
  else store.prepare('DELETE FROM lead_apart WHERE other_id = ?').run(one);
}

/** Who a record is: the lead it belongs to, and those that turn out to be the same person. */
export interface Match {
  readonly lead: number;
  /** Leads that join `lead`, oldest first. */
  readonly joins: readonly number[];
}

/**
 * Who a record is, of the leads that share a phone or an e-mail with it (`met`, as often as they share one): the oldest is the
 * person, the others join it unless somebody said that they are not the same. `own` is the lead that the record belongs to
 * already. Null when nobody is met.
 */
export function matchOf(
  store: Store,
  met: readonly number[],
  nameKey: string,
  own: number | null = null,
): Match | null {
  const first = own ?? met[0];
  if (first === undefined) return null;
  if (met.every((id) => id === first)) return { lead: first, joins: [] };
  const [lead = first, ...joins] = together(store, best(store, met, nameKey, own));
  return { lead, joins };
}

/** The leads by how well they fit a record: its own, those that share most, those of the same name, the oldest. */
function best(store: Store, met: readonly number[], nameKey: string, own: number | null): number[] {
  const scores = new Map<number, number>();
  if (own !== null) scores.set(own, 0);
  for (const id of met) scores.set(id, (scores.get(id) ?? 0) + 1);
  const name = store.prepare('SELECT name_key FROM lead WHERE id = ?').pluck();
  return [...scores]
    .map(([id, score]) => ({
      id,
      score: id === own ? Number.POSITIVE_INFINITY : score,
      named: name.get(id) === nameKey,
    }))
    .sort((a, b) => b.score - a.score || Number(b.named) - Number(a.named) || a.id - b.id)
    .map(({ id }) => id);
}

/** Of leads, the best first, those that nobody keeps apart from a better one; oldest first. */
function together(store: Store, ids: readonly number[]): number[] {
  const group: number[] = [];
  for (const id of ids) if (!group.some((other) => keptApart(store, id, other))) group.push(id);
  return group.sort((a, b) => a - b);
}
