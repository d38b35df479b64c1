import { type Store, sqlOf } from '../db/store.ts';

/** The template with this header that was used last, by name; null for none. */
export function templateOf(store: Store, header: string | null): string | null {
  if (header === null) return null;
  return (
    store.get(
      sqlOf
        .selectFrom('import_template')
        .select('name')
        .where('header', '=', header)
        .orderBy('used_at', 'desc')
        .limit(1),
    )?.name ?? null
  );
}
