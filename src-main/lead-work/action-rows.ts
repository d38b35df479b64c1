import type { Insertable, Selectable } from 'kysely';
import { compiledWith } from '../db/compiled-with.ts';
import type { LeadActTable } from '../db/lead-work-tables.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import type { Span } from '../leads/rows/merges.ts';

export type ActionRow = Selectable<LeadActTable>;

const all = sqlOf.selectFrom('lead_act').selectAll();
const change = sqlOf.updateTable('lead_act');

/** Other tables show these actions in the timeline. Here only their undoing is shown. */
const SHOWN_ELSEWHERE = ['note', 'disposition', 'joined', 'split'] as const;

/** Adds an action. In the caller's write transaction. @returns its id */
export const addAction = (store: Store, row: Insertable<LeadActTable>): number =>
  store.run(sqlOf.insertInto('lead_act').values(row)).lastId;

/** An action by its id. */
export const actionRow = (store: Store, id: number): ActionRow | undefined => store.get(all.where('id', '=', id));

/** The newest actions that can be or were undone. */
export const newestActions = (store: Store, limit: number): ActionRow[] =>
  store.all(all.where('kind', 'not in', ['dial-list', 'exported']).orderBy('id', 'desc').limit(limit));

/** Marks an action as undone, at least in part. In the caller's write transaction. */
export function noteUndone(store: Store, id: number, at: Millis, who: string): void {
  store.run(change.set({ undone_at: at, undone_by: who }).where('id', '=', id));
}

/** Stores what an action on many leads has to do, as JSON; null when it is finished. In the caller's write transaction. */
export function setPlan(store: Store, id: number, plan: string | null): void {
  store.run(change.set({ plan }).where('id', '=', id));
}

/** What an action on many leads still has to do, as JSON; null if it is finished or doesn't exist. */
export const planOf = (store: Store, id: number): string | null =>
  store.get(sqlOf.selectFrom('lead_act').select('plan').where('id', '=', id))?.plan ?? null;

/** The unfinished actions. */
export const unfinishedActions = (store: Store): number[] =>
  store.all(sqlOf.selectFrom('lead_act').select('id').where('plan', 'is not', null)).map(({ id }) => id);

/** Adds to the number of leads that an action has changed. In the caller's write transaction. */
export function addChanged(store: Store, id: number, by: number): void {
  store.run(change.set((eb) => ({ changed: eb('changed', '+', by) })).where('id', '=', id));
}

/** Deletes an action that changed nothing. In the caller's write transaction. */
export function dropUnchanged(store: Store, id: number): void {
  store.run(sqlOf.deleteFrom('lead_act').where('id', '=', id).where('changed', '=', 0).where('undo', 'is', null));
}

/** The actions that were done or undone in a time range, newest first. */
const inRange = (column: 'at' | 'undone_at', { from, before }: Pick<Span, 'from' | 'before'>) =>
  all.where(column, '>=', from).where(column, '<', before).orderBy(column, 'desc').orderBy('id', 'desc');

/** The actions on a lead alone in a time range that no other table shows, newest first. */
export const actionsIn = (store: Store, leadId: number, span: Span): ActionRow[] =>
  store.all(
    inRange('at', span).where('lead_id', '=', leadId).where('kind', 'not in', SHOWN_ELSEWHERE).limit(span.limit),
  );

/** The actions on a lead alone that were undone in a time range, newest first. */
export const actionsUndoneIn = (store: Store, leadId: number, span: Span): ActionRow[] =>
  store.all(inRange('undone_at', span).where('lead_id', '=', leadId).limit(span.limit));

/** The actions on selections that were undone in a time range, newest first. */
export const bulkActionsUndoneIn = (store: Store, span: Pick<Span, 'from' | 'before'>): ActionRow[] =>
  store.all(inRange('undone_at', span).where('lead_id', 'is', null));

const shownById = compiledWith(({ id }: { id: number }) =>
  all.where('id', '=', id).where('kind', 'not in', SHOWN_ELSEWHERE),
);

/** An action by its id, unless another table shows it. */
export const shownAction = (store: Store, id: number): ActionRow | undefined => store.get(shownById({ id }));

/** The last action before a time; 0 if there is none. */
export const lastActionBefore = (store: Store, at: Millis): number =>
  store.get(
    sqlOf
      .selectFrom('lead_act')
      .select((eb) => eb.fn.max('id').as('id'))
      .where('at', '<', at),
  )?.id ?? 0;

const namingOf = compiledWith(({ id }: { id: number }) =>
  sqlOf.selectFrom('lead_act').select('id').where('id', '=', id).where('kind', 'in', ['joined', 'split']),
);

/** Whether an action merged or split leads, because its stored data then contains names of people. */
export const namesPeople = (store: Store, id: number): boolean => store.get(namingOf({ id })) !== undefined;

/** The actions on a lead alone. */
export const actionsOnLead = (store: Store, leadId: number): number[] =>
  store.all(sqlOf.selectFrom('lead_act').select('id').where('lead_id', '=', leadId)).map(({ id }) => id);

/** Moves the actions of one lead to another. In the caller's write transaction. */
export function moveActions(store: Store, from: number, to: number): void {
  store.run(change.set({ lead_id: to }).where('lead_id', '=', from));
}

/** Deletes an action. In the caller's write transaction, together with its sets. */
export function eraseAction(store: Store, id: number): void {
  store.run(sqlOf.deleteFrom('lead_act').where('id', '=', id));
}
