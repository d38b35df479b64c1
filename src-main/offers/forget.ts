import type { Store } from '../db/store.ts';
import type { Erased, Erasure } from '../leads/hooks.ts';
import { eraseActsAbout, eraseActsOf } from './act-rows.ts';
import { eraseOffers } from './offer-rows.ts';
import { changeOffered, eraseOffered, moveOffered, offeredByKey, offeredOfLeads, offeredOn } from './offered-rows.ts';

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
      const ids = new Set(offeredOn(store, [leadId]));
      for (const { connectionId, externalId } of externalIds) {
        if (connectionId === null) continue;
        const id = offeredByKey(store, { connectionId, externalId });
        if (id !== undefined) ids.add(id);
        eraseActsAbout(store, { connectionId, externalId });
      }
      for (const id of ids) {
        eraseActsOf(store, id);
        eraseOffers(store, id);
        eraseOffered(store, id);
      }
      changed([...ids]);
    },
  };
}

/** A lead was joined to another: its offers go along. @returns the offered leads that moved */
export function moveOffers(store: Store, from: number, to: number): number[] {
  const moved = offeredOn(store, [from]);
  moveOffered(store, from, to);
  return moved;
}

/** Records became this lead of their own: the offers of what they record go along. @returns the offered leads that moved */
export function splitOffers(store: Store, leadId: number): number[] {
  const moved = offeredOfLeads(store, [leadId]);
  for (const id of moved) changeOffered(store, id, { lead_id: leadId });
  return moved;
}
