import type { Store } from '../db/store.ts';
import type { Erased, Erasure } from '../leads/hooks.ts';
import { eraseActionsAbout, eraseActionsOf } from './rows/actions.ts';
import {
  changeOffered,
  eraseOffered,
  moveOffered,
  offeredByKey,
  offeredOfLeads,
  offeredOn,
} from './rows/offered-leads.ts';
import { eraseOffers } from './rows/offers.ts';

/**
 * Finds what offers store about a person. The offered leads and their offers are deleted; the actions on them are kept, but without the
 * person. The queue's copies must be found by the module that queued them, before these rows are erased.
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
        eraseActionsAbout(store, { connectionId, externalId });
      }
      for (const id of ids) {
        eraseActionsOf(store, id);
        eraseOffers(store, id);
        eraseOffered(store, id);
      }
      changed([...ids]);
    },
  };
}

/** Moves the offers of a lead that was merged into another. @returns the offered leads that moved */
export function moveOffers(store: Store, from: number, to: number): number[] {
  const moved = offeredOn(store, [from]);
  moveOffered(store, from, to);
  return moved;
}

/** Moves the offers of records that were split off as a separate lead. @returns the offered leads that moved */
export function splitOffers(store: Store, leadId: number): number[] {
  const moved = offeredOfLeads(store, [leadId]);
  for (const id of moved) changeOffered(store, id, { lead_id: leadId });
  return moved;
}
