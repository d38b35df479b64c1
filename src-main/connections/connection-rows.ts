import type { Insertable, Selectable } from 'kysely';
import type { ConnectionKind } from '../../src-preload/contract/index.ts';
import { compiled, type Store, sqlOf } from '../db/store.ts';
import type { ConnectionTable } from '../db/tables.ts';

type Row = Selectable<ConnectionTable>;
/** The columns of a connection that a person enters. Its run state is written by the queue. */
type ConnectionValues = Insertable<
  Pick<ConnectionTable, 'name' | 'url' | 'user' | 'options' | 'defaults' | 'concurrency' | 'per_second' | 'timeout_ms'>
>;

/** A connection's id and current name. */
export interface NamedConnection {
  readonly id: number;
  readonly name: string;
}

const named = sqlOf.selectFrom('connection').select(['id', 'name']).orderBy('id');
const NAMED = compiled(named);
const IN_USE = compiled(named.where('removed_at', 'is', null));

/** Every connection, including removed ones. */
export const allConnections = (store: Store): NamedConnection[] => store.all(NAMED);

/** The name of every connection, including removed ones, because their data is still shown. */
export const connectionNames = (store: Store): Map<number, string> =>
  new Map(allConnections(store).map(({ id, name }) => [id, name]));

/** The connections in use, optionally of one kind. */
export const connectionsInUse = (store: Store, kind?: ConnectionKind): NamedConnection[] =>
  store.all(kind === undefined ? IN_USE : named.where('removed_at', 'is', null).where('kind', '=', kind));

/** The connections of a kind, including removed ones. */
export const connectionsOfKind = (store: Store, kind: ConnectionKind): NamedConnection[] =>
  store.all(named.where('kind', '=', kind));

/** The limit of a connection's requests per second; null if none is set. */
export const perSecondOf = (store: Store, id: number): number | null =>
  store.get(sqlOf.selectFrom('connection').select('per_second').where('id', '=', id))?.per_second ?? null;

const REACHED = compiled(
  sqlOf
    .selectFrom('connection')
    .select(['id', 'kind', 'name', 'url', 'user', 'options', 'timeout_ms'])
    .where('removed_at', 'is', null)
    .orderBy('name'),
);

/** The connections in use with their addresses and settings, ordered by name. */
export const connectionRows = (store: Store) => store.all(REACHED);

/** All columns of a connection, even a removed one. */
export const connectionRow = (store: Store, id: number): Row | undefined =>
  store.get(sqlOf.selectFrom('connection').selectAll().where('id', '=', id));

/** Adds a running connection. In the caller's write transaction. @returns its id */
export const addConnection = (store: Store, kind: ConnectionKind, values: ConnectionValues, now: number): number =>
  store.run(
    sqlOf.insertInto('connection').values({
      ...values,
      kind,
      run_state: 'running',
      run_reason: null,
      not_before: 0,
      probes_failed: 0,
      seen_kinds: '[]',
      last_success_at: null,
      removed_at: null,
      created_at: now,
    }),
  ).lastId;

/** Changes columns of a connection. In the caller's write transaction. */
export function changeConnection(
  store: Store,
  id: number,
  change: Partial<ConnectionValues> | Pick<Row, 'removed_at'>,
): void {
  store.run(sqlOf.updateTable('connection').set(change).where('id', '=', id));
}
