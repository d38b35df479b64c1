import { connectionNames } from '../connections/connection-rows.ts';
import type { Store } from '../db/store.ts';
import { BY_HAND } from './add.ts';

/** The names of the sources of leads, by their values in the index: those of connections, and of the two sources that are none. */
export function sourceNames(store: Store): Map<string, string> {
  const names = new Map([...connectionNames(store)].map(([id, name]) => [String(id), name]));
  return names.set('hand', BY_HAND).set('file', 'From a file');
}
