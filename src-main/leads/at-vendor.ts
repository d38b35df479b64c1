import type { Store } from '../db/store.ts';

/**
 * Notes that the vendor has these records: they came in the full read number `pass` of their source, or in a sync while it was the
 * last. A record that was marked as gone is so no more. Inside the transaction that keeps them; ids that are not held are passed over.
 */
export function noteAtVendor(store: Store, connectionId: number, externalIds: readonly string[], pass: number): void {
  if (externalIds.length === 0) return;
  store
    .prepare(
      `INSERT INTO lead_record_at_vendor (record_id, connection_id, pass, gone_at)
       SELECT r.id, r.connection_id, ?, NULL FROM json_each(?) CROSS JOIN lead_record r
       ON r.external_id = value AND r.connection_id = ? WHERE true
       ON CONFLICT (record_id) DO UPDATE SET pass = excluded.pass, gone_at = NULL
       WHERE pass <> excluded.pass OR gone_at IS NOT NULL`,
    )
    .run(pass, JSON.stringify(externalIds), connectionId);
}

/**
 * Marks what the full read number `pass` did not bring, though it came since the source's choice of leads is what it is, as gone at
 * the vendor. Only after that read came to its end without a gap.
 *
 * @returns how many are newly marked
 */
export function markGone(store: Store, connectionId: number, pass: number, now: number): number {
  return store
    .prepare('UPDATE lead_record_at_vendor SET gone_at = ? WHERE connection_id = ? AND pass < ? AND gone_at IS NULL')
    .run(now, connectionId, pass).changes;
}

/** Another address or another choice of leads: what came before says nothing of what is to come. Marks that stand stay. */
export function forgetAtVendor(store: Store, connectionId: number): void {
  store.prepare('DELETE FROM lead_record_at_vendor WHERE connection_id = ? AND gone_at IS NULL').run(connectionId);
}

/** A record came by another way than a sync (it was unlocked): the vendor has it. */
export function unmarkGone(store: Store, connectionId: number, externalIds: readonly string[]): void {
  if (goneCount(store, connectionId) === 0) return;
  store
    .prepare(
      `UPDATE lead_record_at_vendor SET gone_at = NULL WHERE gone_at IS NOT NULL AND connection_id = ? AND record_id IN
       (SELECT r.id FROM json_each(?) CROSS JOIN lead_record r ON r.external_id = value AND r.connection_id = ?)`,
    )
    .run(connectionId, JSON.stringify(externalIds), connectionId);
}

/** How many records of a source the vendor has no more. */
export const goneCount = (store: Store, connectionId: number): number =>
  store
    .prepare<[number], number>(
      'SELECT count(*) FROM lead_record_at_vendor WHERE connection_id = ? AND gone_at IS NOT NULL',
    )
    .pluck()
    .get(connectionId) ?? 0;

/** Since when the vendor is known to have a record no more, ms; null where it has it, or nothing tells. */
export const goneAt = (store: Store, recordId: number): number | null =>
  store
    .prepare<[number], number | null>('SELECT gone_at FROM lead_record_at_vendor WHERE record_id = ?')
    .pluck()
    .get(recordId) ?? null;
