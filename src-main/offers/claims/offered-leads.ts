import { CommandError } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';
import { leadOfRecord } from '../../leads/rows/records.ts';
import { type OfferedLead, offeredRow } from '../rows/offered-leads.ts';
import { knownName } from '../rows/people.ts';

/** @throws CommandError `not-found` */
export function offeredLead(store: Store, id: number): OfferedLead {
  const lead = offeredRow(store, id);
  if (!lead) throw new CommandError('not-found', 'This offer no longer exists.');
  return lead;
}

/** The lead in the inbox that has the vendor's record now; null if there is none. */
export function leadIdOf(store: Store, lead: Pick<OfferedLead, 'connection_id' | 'external_id'>): number | null {
  return leadOfRecord(store, { connectionId: lead.connection_id, externalId: lead.external_id });
}

/** The name of a vendor's user, or its number if the name is unknown. */
export function userName(store: Store, connectionId: number, userId: string): string {
  return knownName(store, connectionId, userId) || `user ${userId}`;
}
