import { type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import { compiledWith } from '../db/compiled-with.ts';
import type { CallbackTable } from '../db/lead-work-tables.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis, Tables } from '../db/tables.ts';

export type CallbackRow = Selectable<CallbackTable>;

const all = sqlOf.selectFrom('callback').selectAll();

/** The callbacks that are neither done nor removed. A lead has at most one. */
const isOpen = <O>(query: SelectQueryBuilder<Tables, 'callback', O>) =>
  query.where('done_at', 'is', null).where('removed_at', 'is', null);

const ofLead = compiledWith(({ leadId }: { leadId: number }) => isOpen(all.where('lead_id', '=', leadId)));

/** The open callback of a lead. */
export const openRow = (store: Store, leadId: number): CallbackRow | undefined => store.get(ofLead({ leadId }));

/** A callback by its id. */
export const callbackRow = (store: Store, id: number): CallbackRow | undefined => store.get(all.where('id', '=', id));

/** The leads with an open callback of an agent. */
export const leadsCalledBackBy = (store: Store, agent: string): number[] =>
  store
    .all(isOpen(sqlOf.selectFrom('callback').select('lead_id').where('owner', '=', agent)))
    .map(({ lead_id }) => lead_id);

/** When the next open callback after a time is due; undefined if there is none. */
export const nextDue = (store: Store, after: Millis): Millis | undefined =>
  store.get(
    isOpen(sqlOf.selectFrom('callback').select('due_at').where('due_at', '>', after))
      .orderBy('due_at')
      .limit(1),
  )?.due_at;

/** Adds a callback. The lead must have no open one. In the caller's write transaction. @returns its id */
export const addCallback = (
  store: Store,
  row: Pick<CallbackRow, 'lead_id' | 'due_at' | 'owner' | 'note' | 'created_at'>,
): number => store.run(sqlOf.insertInto('callback').values(row)).lastId;

/** Changes a callback if it is open. In the caller's write transaction. @returns whether it was */
export const changeOpen = (
  store: Store,
  id: number,
  change: Partial<Pick<CallbackRow, 'done_at' | 'removed_at'>>,
): boolean =>
  store.run(
    sqlOf
      .updateTable('callback')
      .set(change)
      .where('id', '=', id)
      .where('done_at', 'is', null)
      .where('removed_at', 'is', null),
  ).changes > 0;

/** Reopens a callback, unless its lead has another open one. In the caller's write transaction. @returns whether it did */
export const reopen = (store: Store, id: number): boolean =>
  store.run(
    sqlOf
      .updateTable('callback')
      .set({ done_at: null, removed_at: null })
      .where('id', '=', id)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('callback as o')
              .select('o.id')
              .whereRef('o.lead_id', '=', 'callback.lead_id')
              .where('o.done_at', 'is', null)
              .where('o.removed_at', 'is', null),
          ),
        ),
      ),
  ).changes > 0;

/**
 * Assigns a callback that belongs to one agent, or to anyone, to another. In the caller's write transaction. @returns whether it belonged
 * to that agent
 */
export const replaceOwner = (store: Store, id: number, from: string | null, to: string | null): boolean =>
  store.run(sqlOf.updateTable('callback').set({ owner: to }).where('id', '=', id).where('owner', 'is', from)).changes >
  0;

/** Moves the callbacks of one lead to another. Of two open ones the earlier stays open. In the caller's write transaction. */
export function moveCallbacks(store: Store, from: number, to: number, now: Millis): void {
  const open = store.all(
    isOpen(all.where('lead_id', 'in', [from, to]))
      .orderBy('due_at')
      .orderBy('id'),
  );
  for (const { id } of open.slice(1)) changeOpen(store, id, { removed_at: now });
  store.run(sqlOf.updateTable('callback').set({ lead_id: to }).where('lead_id', '=', from));
}

/** Deletes the callbacks of a lead. In the caller's write transaction. */
export function eraseCallbacks(store: Store, leadId: number): void {
  store.run(sqlOf.deleteFrom('callback').where('lead_id', '=', leadId));
}

/** Which callbacks a page shows. */
interface Page {
  /** Null means anyone's. */
  readonly owner: string | null;
  readonly before: Millis;
  readonly after: { readonly dueAt: Millis; readonly id: number } | undefined;
  readonly limit: number;
}

const PERSON = ['first_name', 'last_name', 'zip', 'state', 'phone'] as const;

/** Open callbacks with their leads, earliest first. */
export function openPage(store: Store, { owner, before, after, limit }: Page) {
  let rows = sqlOf
    .selectFrom('callback')
    .innerJoin('lead', 'lead.id', 'callback.lead_id')
    .selectAll('callback')
    .select(PERSON)
    .where('done_at', 'is', null)
    .where('removed_at', 'is', null)
    .where('due_at', '<', before);
  if (owner !== null) rows = rows.where('callback.owner', '=', owner);
  if (after !== undefined) rows = rows.where(sql<boolean>`(due_at, callback.id) > (${after.dueAt}, ${after.id})`);
  return store.all(rows.orderBy('due_at').orderBy('callback.id').limit(limit));
}

/** The number of an agent's open callbacks that are due before a time. */
export const countOpenOf = (store: Store, owner: string, before: Millis): number =>
  store.get(
    isOpen(sqlOf.selectFrom('callback').select((eb) => eb.fn.countAll<number>().as('n')))
      .where('due_at', '<', before)
      .where('owner', '=', owner),
  )?.n ?? 0;

/** The number of leads to be called before a time, for another attempt or for their callback. The lists of leads use the same count. */
export const countDue = (store: Store, before: Millis): number =>
  store.get(
    sqlOf
      .selectFrom('lead')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('callback_at', '<', before),
  )?.n ?? 0;

/** Leads to be tried again before a time, earliest first: those with such a time in the list, and without an open callback. */
export const retriesPage = (store: Store, before: Millis, limit: number) =>
  store
    .all(
      sqlOf
        .selectFrom('lead')
        .select(['id', 'callback_at', 'last_disposition', ...PERSON])
        .where('callback_at', '<', before)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('callback')
                .select('callback.id')
                .whereRef('callback.lead_id', '=', 'lead.id')
                .where('callback.done_at', 'is', null)
                .where('callback.removed_at', 'is', null),
            ),
          ),
        )
        .orderBy('callback_at')
        .orderBy('id')
        .limit(limit),
    )
    .flatMap(({ callback_at: dueAt, ...row }) => (dueAt === null ? [] : [{ ...row, dueAt }]));
