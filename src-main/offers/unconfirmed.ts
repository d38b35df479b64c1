import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { noteChecked, unsureOf } from './offered-rows.ts';

/**
 * Leads of a connection, by the vendor's ids, of which nobody is sure who has them, and whose turn has come for somebody: first those
 * that were claimed here and are not confirmed.
 */
export function unconfirmedLeads(store: Store, connectionId: number, now: Millis, atMost: number): string[] {
  const here = unsureOf(store, connectionId, 'claimedHere', now, atMost);
  return here.length < atMost ? [...here, ...unsureOf(store, connectionId, 'others', now, atMost - here.length)] : here;
}

/** The vendor was asked about a lead, and says nothing of it. */
export function noteAsked(store: Store, connectionId: number, externalId: string, now: Millis): void {
  noteChecked(store, { connectionId, externalId }, now);
}
