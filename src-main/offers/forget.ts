import type { Store } from '../db/store.ts';
import type { Erased, Erasure } from '../leads/hooks.ts';
import { offeredOfLeads } from './offered-rows.ts';

/**
 * What offers hold of a person: the offered leads with their offers go; that something was done about one stays, not about whom. What
 * the queue holds of it is for the room that queued it to find, before this is erased.
 */
export function findOffers(
  store: Store,
  { leadId, externalIds }: Erased,
  changed: (offeredLeadIds: readonly number[]) => void,
): Erasure {
  return {
    held: {},
    erase() {
      const ids = new Set(offeredOfLead(store, leadId));
      const byId = store.prepare('SELECT id FROM offered_lead WHERE connection_id = ? AND external_id = ?').pluck();
      const acts = store.prepare(
        `UPDATE offer_act SET offered_lead_id = NULL, external_id = '', what = '', line = '' WHERE connection_id = ? AND external_id = ?`,
      );
      for (const { connectionId, externalId } of externalIds) {
        if (connectionId === null) continue;
        for (const id of byId.all(connectionId, externalId) as number[]) ids.add(id);
        acts.run(connectionId, externalId);
      }
      for (const id of ids) {
        store
          .prepare(
            `UPDATE offer_act SET offered_lead_id = NULL, external_id = '', what = '', line = '' WHERE offered_lead_id = ?`,
          )
          .run(id);
        store.prepare('DELETE FROM offer WHERE offered_lead_id = ?').run(id);
        store.prepare('DELETE FROM offered_lead WHERE id = ?').run(id);
      }
      changed([...ids]);
    },
  };
}

/** Offered leads that hang on a lead of the inbox. */
const offeredOfLead = (store: Store, leadId: number): number[] =>
  store.prepare('SELECT id FROM offered_lead WHERE lead_id = ?').pluck().all(leadId) as number[];

/** A lead was joined to another: its offers go along. @returns the offered leads that moved */
export function moveOffers(store: Store, from: number, to: number): number[] {
  const moved = offeredOfLead(store, from);
  store.prepare('UPDATE offered_lead SET lead_id = ? WHERE lead_id = ?').run(to, from);
  return moved;
}

/** Records became this lead of their own: the offers of what they record go along. @returns the offered leads that moved */
export function splitOffers(store: Store, leadId: number): number[] {
  const moved = offeredOfLeads(store, [leadId]);
  for (const id of moved) store.prepare('UPDATE offered_lead SET lead_id = ? WHERE id = ?').run(leadId, id);
  return moved;
}
