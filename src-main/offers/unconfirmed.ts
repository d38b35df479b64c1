import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';

/** Claims made here that nobody has confirmed come first, then what was asked about longest ago. */
const UNCONFIRMED = `
SELECT external_id FROM offered_lead l
WHERE connection_id = ? AND state <> 'claimed'
  AND EXISTS (SELECT 1 FROM offer o WHERE o.offered_lead_id = l.id AND (o.notify_at IS NULL OR o.notify_at <= ?))
ORDER BY state NOT IN ('claimed-here', 'unknown', 'intent'), checked_at NULLS FIRST, id LIMIT ?`;

/** Leads of a connection, by the vendor's ids, of which nobody is sure who has them, and whose turn has come for somebody. */
export const unconfirmedLeads = (store: Store, connectionId: number, now: Millis, atMost: number): string[] =>
  store.prepare(UNCONFIRMED).pluck().all(connectionId, now, atMost) as string[];

/** The vendor was asked about a lead, and says nothing of it. */
export function noteAsked(store: Store, connectionId: number, externalId: string, now: Millis): void {
  store
    .prepare('UPDATE offered_lead SET checked_at = ? WHERE connection_id = ? AND external_id = ?')
    .run(now, connectionId, externalId);
}
