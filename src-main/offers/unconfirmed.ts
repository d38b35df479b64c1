import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { noteChecked, unsureOf } from './rows/offered-leads.ts';

/**
 * The leads of a connection, by the vendor's ids, whose holder is uncertain and of which an offer was sent. Those that were claimed here
 * and are not confirmed come first.
 */
export function unconfirmedLeads(store: Store, connectionId: number, now: Millis, atMost: number): string[] {
  const here = unsureOf(store, connectionId, 'claimedHere', now, atMost);
  return here.length < atMost ? [...here, ...unsureOf(store, connectionId, 'others', now, atMost - here.length)] : here;
}

/** Records that the vendor was asked about a lead and reported nothing about it. */
export function noteAsked(store: Store, connectionId: number, externalId: string, now: Millis): void {
  noteChecked(store, { connectionId, externalId }, now);
}
