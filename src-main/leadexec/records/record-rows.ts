import type { ExpressionBuilder } from 'kysely';
import type { RecordKind } from '../../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis, Tables } from '../../db/tables.ts';
import type { Place } from './kinds.ts';

/** What is stored besides the kinds of the contract: the names of clients. */
export type KeptKind = RecordKind | 'names';

export interface StoredRecord {
  readonly parent: number;
  readonly id: number;
  readonly readAt: Millis;
  /** JSON: what lists show. */
  readonly shown: string;
  readonly revision: string;
  /** JSON: the record without secrets. */
  readonly body: string;
}
export type ShownRecord = Pick<StoredRecord, 'parent' | 'id' | 'readAt' | 'shown'>;

const columns = ['parent', 'id', 'read_at as readAt', 'shown', 'revision', 'body'] as const;

/** A record; undefined if there is no copy. */
export function recordRow(
  store: Store,
  { connectionId, kind, parent }: Omit<Place, 'kind'> & { readonly kind: KeptKind },
  id: number,
): StoredRecord | undefined {
  return store.get(
    sqlOf
      .selectFrom('leadexec_record')
      .select(columns)
      .where('connection_id', '=', connectionId)
      .where('kind', '=', kind)
      .where('parent', '=', parent)
      .where('id', '=', id),
  );
}

/** What lists show of records of a kind after one, in the order of their keys. */
export const shownAfter = (
  store: Store,
  { connectionId, kind }: { readonly connectionId: number; readonly kind: KeptKind },
  after: { readonly parent: number; readonly id: number },
  count: number,
): ShownRecord[] =>
  store.all(
    sqlOf
      .selectFrom('leadexec_record')
      .select(['parent', 'id', 'read_at as readAt', 'shown'])
      .where('connection_id', '=', connectionId)
      .where('kind', '=', kind)
      .where((where) => isAfter(where, after))
      .orderBy('parent')
      .orderBy('id')
      .limit(count),
  );

const isAfter = (
  where: ExpressionBuilder<Tables, 'leadexec_record'>,
  { parent, id }: { readonly parent: number; readonly id: number },
) => where.or([where('parent', '>', parent), where.and([where('parent', '=', parent), where('id', '>', id)])]);

/** Complete records of a kind after one, in order, for reading all of them. */
export const recordsAfter = (
  store: Store,
  { connectionId, kind }: Pick<Place, 'connectionId' | 'kind'>,
  after: { readonly parent: number; readonly id: number },
  count: number,
): StoredRecord[] =>
  store.all(
    sqlOf
      .selectFrom('leadexec_record')
      .select(columns)
      .where('connection_id', '=', connectionId)
      .where('kind', '=', kind)
      .where((where) => isAfter(where, after))
      .orderBy('parent')
      .orderBy('id')
      .limit(count),
  );

/** The complete records of a place. */
export function recordsOf(store: Store, { connectionId, kind, parent }: Place): StoredRecord[] {
  return store.all(
    sqlOf
      .selectFrom('leadexec_record')
      .select(columns)
      .where('connection_id', '=', connectionId)
      .where('kind', '=', kind)
      .where('parent', '=', parent)
      .orderBy('id'),
  );
}

/** The ids of the records of a place. */
export const idsAt = (store: Store, { connectionId, kind, parent }: Place): number[] =>
  store
    .all(
      sqlOf
        .selectFrom('leadexec_record')
        .select('id')
        .where('connection_id', '=', connectionId)
        .where('kind', '=', kind)
        .where('parent', '=', parent),
    )
    .map(({ id }) => id);

/** Stores a record that was read, unless the stored one was read later. */
export function putRecord(store: Store, connectionId: number, kind: KeptKind, row: StoredRecord): void {
  const { parent, id, readAt, shown, revision, body } = row;
  store.run(
    sqlOf
      .insertInto('leadexec_record')
      .values({ connection_id: connectionId, kind, parent, id, read_at: readAt, shown, revision, body })
      .onConflict((conflict) =>
        conflict
          .columns(['connection_id', 'kind', 'parent', 'id'])
          .doUpdateSet({ read_at: readAt, shown, revision, body })
          .where('leadexec_record.read_at', '<=', readAt),
      ),
  );
}

/** Deletes a record that the account no longer has, unless it was read after that was found out. @returns whether it did */
export const removeRecord = (
  store: Store,
  { connectionId, kind, parent }: Place,
  id: number,
  foundAt: Millis,
): boolean =>
  store.run(
    sqlOf
      .deleteFrom('leadexec_record')
      .where('connection_id', '=', connectionId)
      .where('kind', '=', kind)
      .where('parent', '=', parent)
      .where('id', '=', id)
      .where('read_at', '<=', foundAt),
  ).changes > 0;

/** Deletes some records of a connection. @returns how many */
export function forgetRecords(store: Store, connectionId: number, count: number): number {
  const rows = store.all(
    sqlOf
      .selectFrom('leadexec_record')
      .select(['kind', 'parent', 'id'])
      .where('connection_id', '=', connectionId)
      .limit(count),
  );
  store.write(() => {
    for (const { kind, parent, id } of rows) {
      store.run(
        sqlOf
          .deleteFrom('leadexec_record')
          .where('connection_id', '=', connectionId)
          .where('kind', '=', kind)
          .where('parent', '=', parent)
          .where('id', '=', id),
      );
    }
  });
  return rows.length;
}

/** The connections with stored records. */
export const connectionsWithRecords = (store: Store): number[] =>
  store
    .all(sqlOf.selectFrom('leadexec_record').select('connection_id').distinct())
    .map(({ connection_id }) => connection_id);
