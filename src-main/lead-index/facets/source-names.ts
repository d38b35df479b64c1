import { type Store, sqlOf } from '../../db/store.ts';

/** What the sources of leads are called: connections by their names, and the two that are none. */
export function sourceNames(store: Store): Map<string, string> {
  const rows = store.all(sqlOf.selectFrom('connection').select(['id', 'name']));
  return new Map([
    ...rows.map(({ id, name }) => [String(id), name] as const),
    ['hand', 'By hand'] as const,
    ['file', 'From a file'] as const,
  ]);
}
