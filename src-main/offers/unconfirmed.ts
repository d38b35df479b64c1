import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';

/** What was asked about longest ago comes first; leads that are offered to nobody yet have nobody who could have them. */
const asked = (states: string): string => `
SELECT external_id FROM offered_lead l
WHERE connection_id = ? AND (${states})
  AND EXISTS (SELECT 1 FROM offer o WHERE o.offered_lead_id = l.id AND (o.notify_at IS NULL OR o.notify_at <= ?))
ORDER BY checked_at, id LIMIT ?`;

// Word by word as in the indexes, or they are not used.
const CLAIMED_HERE = asked(`state = 'intent' OR state = 'claimed-here' OR state = 'unknown'`);
const OTHERS = asked(`state = 'open' OR state = 'lost'`);

/**
 * Leads of a connection, by the vendor's ids, of which nobody is sure who has them, and whose turn has come for somebody: first those
 * that were claimed here and are not confirmed.
 */
export function unconfirmedLeads(store: Store, connectionId: number, now: Millis, atMost: number): string[] {
  const read = (sql: string, most: number) => store.prepare(sql).pluck().all(connectionId, now, most) as string[];
  const here = read(CLAIMED_HERE, atMost);
  return here.length < atMost ? [...here, ...read(OTHERS, atMost - here.length)] : here;
}

/** The vendor was asked about a lead, and says nothing of it. */
export function noteAsked(store: Store, connectionId: number, externalId: string, now: Millis): void {
  store
    .prepare('UPDATE offered_lead SET checked_at = ? WHERE connection_id = ? AND external_id = ?')
    .run(now, connectionId, externalId);
}
