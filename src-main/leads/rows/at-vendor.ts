import type { Store } from '../../db/store.ts';

/**
 * Records that the vendor has these records: they were received in full read number `pass` of their source, or in a sync after it. Records
 * marked as gone are no longer marked. In the transaction that stores them; unknown ids are ignored.
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
 * Marks records as gone at the vendor if full read number `pass` did not receive them, although they were received under the source's
 * current choice of leads. Only to be called after that read ended without a gap.
 *
 * @returns how many are newly marked
 */
export function markGone(store: Store, connectionId: number, pass: number, now: number): number {
  return store
    .prepare('UPDATE lead_record_at_vendor SET gone_at = ? WHERE connection_id = ? AND pass < ? AND gone_at IS NULL')
    .run(now, connectionId, pass).changes;
}

/**
 * Records that the address or the choice of leads has changed, so that earlier records say nothing about later ones. Existing marks are
 * kept.
 */
export function forgetAtVendor(store: Store, connectionId: number): void {
  store.prepare('DELETE FROM lead_record_at_vendor WHERE connection_id = ? AND gone_at IS NULL').run(connectionId);
}

/** Removes the mark of a record that was received other than by a sync (it was unlocked), because the vendor has it. */
export function unmarkGone(store: Store, connectionId: number, externalIds: readonly string[]): void {
  if (goneCount(store, connectionId) === 0) return;
  store
    .prepare(
      `UPDATE lead_record_at_vendor SET gone_at = NULL WHERE gone_at IS NOT NULL AND connection_id = ? AND record_id IN
       (SELECT r.id FROM json_each(?) CROSS JOIN lead_record r ON r.external_id = value AND r.connection_id = ?)`,
    )
    .run(connectionId, JSON.stringify(externalIds), connectionId);
}

/** How many records of a source are gone at the vendor. */
export const goneCount = (store: Store, connectionId: number): number =>
  store
    .prepare<[number], number>(
      'SELECT count(*) FROM lead_record_at_vendor WHERE connection_id = ? AND gone_at IS NOT NULL',
    )
    .pluck()
    .get(connectionId) ?? 0;

/** Since when a record is known to be gone at the vendor, ms; null if it is not, or if that is unknown. */
export const goneAt = (store: Store, recordId: number): number | null =>
  store
    .prepare<[number], number | null>('SELECT gone_at FROM lead_record_at_vendor WHERE record_id = ?')
    .pluck()
    .get(recordId) ?? null;
