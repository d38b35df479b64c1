import type { Insertable, Selectable } from 'kysely';
import type { LeadMergeTable } from '../../db/lead-tables.ts';
import { type Store, sqlOf } from '../../db/store.ts';

export type MergeRow = Selectable<LeadMergeTable>;

/** A time range, ms since 1970: including `from`, excluding `before`, and only the newest `limit` entries. */
export interface Span {
  readonly from: number;
  readonly before: number;
  readonly limit: number;
}

const all = sqlOf.selectFrom('lead_merge').selectAll();

/** Stores a merge or split, so that it can be shown and undone. @returns its id */
export const addMerge = (store: Store, row: Insertable<LeadMergeTable>): number =>
  store.run(sqlOf.insertInto('lead_merge').values(row)).lastId;

export const mergeRow = (store: Store, id: number): MergeRow | undefined => store.get(all.where('id', '=', id));

export function markUndone(store: Store, id: number): void {
  store.run(sqlOf.updateTable('lead_merge').set({ undone: 1 }).where('id', '=', id));
}

/** The leads that were merged into one, directly or indirectly, with `undone` also those of undone merges. The lead itself comes first. */
export function joinedInto(store: Store, leadId: number, undone: boolean): number[] {
  const family = [leadId];
  let joins = sqlOf.selectFrom('lead_merge').select('from_id').where('kind', '=', 'join');
  if (!undone) joins = joins.where('undone', '=', 0);
  for (const id of family) {
    for (const { from_id } of store.all(joins.where('to_id', '=', id))) {
      if (!family.includes(from_id)) family.push(from_id);
    }
  }
  return family;
}

/** Merges and splits of some leads, newest first. */
export const mergesOf = (store: Store, leadIds: readonly number[], { from, before, limit }: Span): MergeRow[] =>
  store.all(
    all
      .where((eb) => eb.or([eb('to_id', 'in', leadIds), eb('from_id', 'in', leadIds)]))
      .where('at', '>=', from)
      .where('at', '<', before)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit),
  );

/** Deletes all merges and splits of some leads. */
export function dropMerges(store: Store, leadIds: readonly number[]): void {
  store.run(
    sqlOf.deleteFrom('lead_merge').where((eb) => eb.or([eb('to_id', 'in', leadIds), eb('from_id', 'in', leadIds)])),
  );
}
