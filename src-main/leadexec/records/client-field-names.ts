import type { Store } from '../../db/store.ts';
import { recordsOf } from './record-rows.ts';
import { membersOf } from './shown-values.ts';

/** The names of a client's fields by their number, as far as they were read with its values. */
export function clientFieldNames(store: Store, connectionId: number, clientId: number): ReadonlyMap<string, string> {
  const values = recordsOf(store, { connectionId, kind: 'clientValues', parent: clientId });
  return new Map(
    values.flatMap(({ id, body }) => {
      const name = membersOf(JSON.parse(body)).Descriptor;
      return typeof name === 'string' && name !== '' ? [[String(id), name]] : [];
    }),
  );
}
