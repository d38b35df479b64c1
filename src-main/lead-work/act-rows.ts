import type { Insertable, Selectable } from 'kysely';
import { compiledWith } from '../db/compiled-with.ts';
import type { LeadActTable } from '../db/lead-work-tables.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import type { Span } from '../leads/merge-rows.ts';

export type ActRow = Selectable<LeadActTable>;

const all = sqlOf.selectFrom('lead_act').selectAll();
const change = sqlOf.updateTable('lead_act');

/** Other tables tell of these acts: only that they were taken back is news. */
const TOLD_ELSEWHERE = ['note', 'disposition', 'joined', 'split'] as const;

/** Adds an act. In the caller's write transaction. @returns its number */
export const addAct = (store: Store, row: Insertable<LeadActTable>): number =>
  store.run(sqlOf.insertInto('lead_act').values(row)).lastId;

/** An act by its number. */
export const actRow = (store: Store, id: number): ActRow | undefined => store.get(all.where('id', '=', id));

/** The newest acts that can be, or were, taken back. */
export const newestActs = (store: Store, limit: number): ActRow[] =>
  store.all(all.where('kind', 'not in', ['dial-list', 'exported']).orderBy('id', 'desc').limit(limit));

/** Notes that an act was taken back, at least in part. In the caller's write transaction. */
export function noteUndone(store: Store, id: number, at: Millis, who: string): void {
  store.run(change.set({ undone_at: at, undone_by: who }).where('id', '=', id));
}

/** Notes what an act on many leads is to do, JSON; null: all of it is done. In the caller's write transaction. */
export function setPlan(store: Store, id: number, plan: string | null): void {
  store.run(change.set({ plan }).where('id', '=', id));
}

/** What an act on many leads is still to do, JSON; null where it is done, or there is no such act. */
export const planOf = (store: Store, id: number): string | null =>
  store.get(sqlOf.selectFrom('lead_act').select('plan').where('id', '=', id))?.plan ?? null;

/** The acts that have something left to do. */
export const unfinishedActs = (store: Store): number[] =>
  store.all(sqlOf.selectFrom('lead_act').select('id').where('plan', 'is not', null)).map(({ id }) => id);

/** An act has changed so many leads more. In the caller's write transaction. */
export function addChanged(store: Store, id: number, by: number): void {
  store.run(change.set((eb) => ({ changed: eb('changed', '+', by) })).where('id', '=', id));
}

/** Forgets an act that changed nothing. In the caller's write transaction. */
export function dropUnchanged(store: Store, id: number): void {
  store.run(sqlOf.deleteFrom('lead_act').where('id', '=', id).where('changed', '=', 0).where('undo', 'is', null));
}

/** What was done to a lead alone in a span and no other table tells of, newest first. */
export const doneIn = (store: Store, leadId: number, { from, before, limit }: Span): ActRow[] =>
  store.all(
    all
      .where('lead_id', '=', leadId)
      .where('kind', 'not in', TOLD_ELSEWHERE)
      .where('at', '>=', from)
      .where('at', '<', before)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit),
  );

/** What was done to a lead alone and taken back in a span, newest first. */
export const undoneIn = (store: Store, leadId: number, { from, before, limit }: Span): ActRow[] =>
  store.all(
    all
      .where('lead_id', '=', leadId)
      .where('undone_at', '>=', from)
      .where('undone_at', '<', before)
      .orderBy('undone_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit),
  );

/** The acts on selections that were taken back in a span, newest first. */
export const bulkUndoneIn = (store: Store, { from, before }: Pick<Span, 'from' | 'before'>): ActRow[] =>
  store.all(
    all
      .where('lead_id', 'is', null)
      .where('undone_at', '>=', from)
      .where('undone_at', '<', before)
      .orderBy('undone_at', 'desc')
      .orderBy('id', 'desc'),
  );

const toldOf = compiledWith(({ id }: { id: number }) =>
  all.where('id', '=', id).where('kind', 'not in', TOLD_ELSEWHERE),
);

/** An act by its number, unless another table tells of it. */
export const toldAct = (store: Store, id: number): ActRow | undefined => store.get(toldOf({ id }));

/** The last act before a moment; 0 for none. */
export const lastActBefore = (store: Store, at: Millis): number =>
  store.get(
    sqlOf
      .selectFrom('lead_act')
      .select((eb) => eb.fn.max('id').as('id'))
      .where('at', '<', at),
  )?.id ?? 0;

const namingOf = compiledWith(({ id }: { id: number }) =>
  sqlOf.selectFrom('lead_act').select('id').where('id', '=', id).where('kind', 'in', ['joined', 'split']),
);

/** Whether an act joined or split leads: what is kept of such a one names people. */
export const namesPeople = (store: Store, id: number): boolean => store.get(namingOf({ id })) !== undefined;

/** The acts on a lead alone. */
export const actsOnLead = (store: Store, leadId: number): number[] =>
  store.all(sqlOf.selectFrom('lead_act').select('id').where('lead_id', '=', leadId)).map(({ id }) => id);

/** The acts on one lead are another's. In the caller's write transaction. */
export function moveActs(store: Store, from: number, to: number): void {
  store.run(change.set({ lead_id: to }).where('lead_id', '=', from));
}

/** Forgets an act. In the caller's write transaction, with its sets. */
export function eraseAct(store: Store, id: number): void {
  store.run(sqlOf.deleteFrom('lead_act').where('id', '=', id));
}
