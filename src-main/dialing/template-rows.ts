import type { Insertable, Selectable, Updateable } from 'kysely';
import { type Store, sqlOf } from '../db/store.ts';
import type { ImportTemplateTable } from '../db/tables.ts';

export type TemplateRow = Selectable<ImportTemplateTable>;

const all = sqlOf.selectFrom('import_template').selectAll();

/** Every template, by name. */
export const templateRows = (store: Store): TemplateRow[] => store.all(all.orderBy('name'));

export const templateById = (store: Store, id: number): TemplateRow | undefined => store.get(all.where('id', '=', id));

export const templateByName = (store: Store, name: string): TemplateRow | undefined =>
  store.get(all.where('name', '=', name));

/** The name of the last used template with this header; null if there is none. */
export function templateOf(store: Store, header: string | null): string | null {
  if (header === null) return null;
  return store.get(all.where('header', '=', header).orderBy('used_at', 'desc').limit(1))?.name ?? null;
}

/** Adds a template. @returns its id */
export const addTemplate = (store: Store, row: Insertable<ImportTemplateTable>): number =>
  store.run(sqlOf.insertInto('import_template').values(row)).lastId;

export function updateTemplate(store: Store, id: number, change: Updateable<ImportTemplateTable>): void {
  store.run(sqlOf.updateTable('import_template').set(change).where('id', '=', id));
}

export function dropTemplate(store: Store, id: number): void {
  store.run(sqlOf.deleteFrom('import_template').where('id', '=', id));
}
