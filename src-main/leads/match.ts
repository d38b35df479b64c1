import type { Store } from '../db/store.ts';
import { nameKeys } from './rows/leads.ts';

/** Whether a person marked two leads as distinct. */
export function keptApart(store: Store, one: number, other: number): boolean {
  return store.prepare('SELECT 1 FROM lead_apart WHERE lead_id = ? AND other_id = ?').get(one, other) !== undefined;
}

/** Marks two leads as distinct, so that they are never merged automatically. */
export function markDistinct(store: Store, one: number, other: number): void {
  const keep = store.prepare('INSERT OR IGNORE INTO lead_apart (lead_id, other_id) VALUES (?, ?)');
  keep.run(one, other);
  keep.run(other, one);
}

/** Transfers the marks of `from` to `to`, because they are now the same person. */
export function moveDistinct(store: Store, from: number, to: number): void {
  const others = store.prepare('SELECT other_id FROM lead_apart WHERE lead_id = ?').pluck().all(from) as number[];
  clearDistinct(store, from);
  for (const other of others) if (other !== to) markDistinct(store, to, other);
}

/** Removes the marks between two leads, or between one and any other. */
export function clearDistinct(store: Store, one: number, other: number | null = null): void {
  store.prepare('DELETE FROM lead_apart WHERE lead_id = ? AND (? IS NULL OR other_id = ?)').run(one, other, other);
  if (other !== null) store.prepare('DELETE FROM lead_apart WHERE lead_id = ? AND other_id = ?').run(other, one);
  else store.prepare('DELETE FROM lead_apart WHERE other_id = ?').run(one);
}

/** The lead that a record belongs to, and leads that are shown to be the same person. */
export interface Match {
  readonly lead: number;
  /** Leads to merge into `lead`, oldest first. */
  readonly joins: readonly number[];
}

/**
 * Determines a record's lead from the leads that share a phone or an email with it (`met`, once for each shared key): the oldest is the
 * person, and the others are merged into it unless somebody marked them as distinct. `own` is the lead that the record already belongs to.
 * Null if no lead shares a key.
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

/** The leads by how well they match a record: its own, those that share most, those with the same name, the oldest. */
function best(store: Store, met: readonly number[], nameKey: string, own: number | null): number[] {
  const scores = new Map<number, number>();
  if (own !== null) scores.set(own, 0);
  for (const id of met) scores.set(id, (scores.get(id) ?? 0) + 1);
  const name = nameKeys(store);
  return [...scores]
    .map(([id, score]) => ({
      id,
      score: id === own ? Number.POSITIVE_INFINITY : score,
      named: name(id) === nameKey,
    }))
    .sort((a, b) => b.score - a.score || Number(b.named) - Number(a.named) || a.id - b.id)
    .map(({ id }) => id);
}

/** The leads without those that are marked as distinct from a better one. The input is sorted best first, the result oldest first. */
function together(store: Store, ids: readonly number[]): number[] {
  const group: number[] = [];
  for (const id of ids) if (!group.some((other) => keptApart(store, id, other))) group.push(id);
  return group.sort((a, b) => a - b);
}
