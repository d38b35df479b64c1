import type { Insertable, Selectable, Updateable } from 'kysely';
import { CommandError } from '../../../src-preload/contract/index.ts';
import type { OfferActTable, OfferedLeadTable } from '../../db/offer-tables.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import { leadOfRecord } from '../../leads/record-rows.ts';

/** A lead that is offered, as it is stored. */
export type OfferedLead = Readonly<Selectable<OfferedLeadTable>>;
/** Something done here, as it is stored. */
export type StoredAct = Readonly<Selectable<OfferActTable>>;

/** @throws CommandError `not-found` */
export function offeredLead(store: Store, id: number): OfferedLead {
  const lead = store.prepare<[number], OfferedLead>('SELECT * FROM offered_lead WHERE id = ?').get(id);
  if (!lead) throw new CommandError('not-found', 'This offer no longer exists.');
  return lead;
}

/** The lead in the inbox that has the vendor's record now; null when none has. */
export function leadIdOf(store: Store, lead: Pick<OfferedLead, 'connection_id' | 'external_id'>): number | null {
  return leadOfRecord(store, { connectionId: lead.connection_id, externalId: lead.external_id });
}

/** What a job was made for; null when it is gone. */
export function actOfJob(store: Store, connectionId: number, source: number): StoredAct | null {
  return (
    store
      .prepare<[number, number], StoredAct>('SELECT * FROM offer_act WHERE id = ? AND connection_id = ?')
      .get(source, connectionId) ?? null
  );
}

type NewAct = Pick<Insertable<OfferActTable>, 'kind' | 'connection_id' | 'external_id' | 'who' | 'at' | 'outcome'> &
  Partial<Insertable<OfferActTable>>;

/** Puts down something that was done here. In the caller's transaction. @returns its number */
export function insertAct(store: Store, act: NewAct): number {
  const none = { offered_lead_id: null, to_agent: null, settled_at: null, offers_before: null };
  return store.run(sqlOf.insertInto('offer_act').values({ ...none, ...act })).lastId;
}

export function changeAct(store: Store, id: number, change: Updateable<OfferActTable>): void {
  store.run(sqlOf.updateTable('offer_act').set(change).where('id', '=', id));
}

export function changeLead(store: Store, id: number, change: Updateable<OfferedLeadTable>): void {
  store.run(sqlOf.updateTable('offered_lead').set(change).where('id', '=', id));
}

/** How a vendor's user is called; by number where the desk does not know a name. */
export function userName(store: Store, connectionId: number, userId: string): string {
  const name = store
    .prepare<[number, string], { name: string }>('SELECT name FROM offer_user WHERE connection_id = ? AND user_id = ?')
    .get(connectionId, userId)?.name;
  return name === undefined || name === '' ? `user ${userId}` : name;
}

/** The vendor's ids of whom the connection's token belongs to; empty before the vendor has said it. */
export function ownUsers(store: Store, connectionId: number): readonly string[] {
  return store
    .prepare('SELECT user_id FROM offer_user WHERE connection_id = ? AND is_me = 1')
    .pluck()
    .all(connectionId) as string[];
}
