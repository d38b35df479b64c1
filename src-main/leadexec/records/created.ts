import type { Store } from '../../db/store.ts';
import { visibleDifferences } from '../alike.ts';
import { asKept, revisionOf } from './keep-records.ts';
import { KINDS, type Place } from './kinds.ts';
import type { RecordLists } from './record-lists.ts';
import { putRecord, recordRow, recordsOf } from './record-rows.ts';
import { membersOf, shownValues } from './shown-values.ts';

/** When a record that was never read was read. */
export const NEVER_READ = 0;

/** What of a request describes the record: a client is sent with the values of its fields beside it. */
const recordIn = (kind: Place['kind'], body: unknown): unknown => (kind === 'clients' ? membersOf(body).Info : body);

/**
 * The id of a record that was created by a call whose answer has none: the newest record that is as it was sent.
 *
 * @returns 0 if this desk has no such record
 */
export function createdId(store: Store, place: Place, body: unknown): number {
  const sent = recordIn(place.kind, body);
  const alike = recordsOf(store, place).filter(({ body: read }) => {
    const record = asKept(place.kind, membersOf(JSON.parse(read)));
    return visibleDifferences(place.kind, sent, record).length === 0;
  });
  return Math.max(0, ...alike.map(({ id }) => id));
}

/**
 * Stores a created delivery method as it was sent. No call returns it until an account uses it, but an account can only be given a method
 * that is known here. What the vendor returns later replaces it.
 */
export function keepAsSent(
  { store, lists }: { readonly store: Store; readonly lists: RecordLists },
  place: Place,
  id: number,
  body: unknown,
): void {
  const member = KINDS[place.kind].id;
  if (place.kind !== 'methods' || member === null || recordRow(store, place, id) !== undefined) return;
  const record = { ...membersOf(body), [member]: id };
  const text = JSON.stringify(record);
  const row = {
    ...{ parent: place.parent, id, readAt: NEVER_READ, body: text },
    ...{ shown: JSON.stringify(shownValues(place.kind, record)), revision: revisionOf(text) },
  };
  store.write(() => putRecord(store, place.connectionId, place.kind, row));
  lists.put(place.connectionId, place.kind, [row]);
}
