import type { Store } from '../../db/store.ts';
import { jobsOfLane } from '../../queue/rows/find-jobs.ts';
import { laneOf } from '../make-request.ts';
import { membersOf } from '../records/shown-values.ts';
import { requestRow } from '../request-rows.ts';
import { sameValue } from './item.ts';
import { itemRequest } from './item-requests.ts';

const ENDED: ReadonlySet<string> = new Set(['delivered', 'duplicate', 'rejected', 'cancelled']);

/** The jobs that will add items to a list, or may have added them, by the item's value in the form of `sameValue`. */
export function openAdds(
  store: Store,
  place: { readonly connectionId: number; readonly list: number },
): ReadonlyMap<string, number> {
  const item = { value: '', description: '', tag1: '', tag2: '', clients: [] };
  const { definition, whole } = itemRequest(place, { is: 'add', item }, () => ({}), 0);
  const lane = laneOf(definition.path, whole.path, whole.body);
  const adds = new Map<string, number>();
  for (const { id, connectionId, source, state } of jobsOfLane(store, lane)) {
    if (connectionId !== place.connectionId || ENDED.has(state)) continue;
    adds.set(sameValue(String(membersOf(requestRow(store, source)?.body).Value ?? '')), id);
  }
  return adds;
}
