import { compiledWith } from '../../db/compiled-with.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';
import type { FieldChange } from '../fields.ts';
import type { Span } from './merges.ts';
import type { RecordKey } from './records.ts';

const insert = compiledWith((row: { recordId: number; at: Millis; changes: string }) =>
  sqlOf.insertInto('lead_change').values({ record_id: row.recordId, at: row.at, changes: row.changes }),
);

/** Stores what changed in a record that was received again. In the caller's write transaction. */
export function addChange(store: Store, recordId: number, at: Millis, changes: readonly FieldChange[]): void {
  store.run(insert({ recordId, at, changes: JSON.stringify(changes) }));
}

const listOf = ({ changes }: { readonly changes: string }): FieldChange[] => JSON.parse(changes) as FieldChange[];

/** All changes of a record. */
export const changesOf = (store: Store, recordId: number): FieldChange[] =>
  store.all(sqlOf.selectFrom('lead_change').select('changes').where('record_id', '=', recordId)).flatMap(listOf);

const ofRecords = sqlOf.selectFrom('lead_record as r').innerJoin('lead_change as c', 'c.record_id', 'r.id');

/** The changes of a vendor's record of a lead since a time, one list for each time it was received. */
export const changesSince = (store: Store, leadId: number, key: RecordKey, since: Millis): FieldChange[][] =>
  store
    .all(
      ofRecords
        .select('c.changes')
        .where('r.lead_id', '=', leadId)
        .where('r.connection_id', '=', key.connectionId)
        .where('r.external_id', '=', key.externalId)
        .where('c.at', '>=', since),
    )
    .map(listOf);

/** The changes of a lead's records in a time range, newest first, with the source of each record. */
export const changesIn = (store: Store, leadId: number, { from, before, limit }: Span) =>
  store
    .all(
      ofRecords
        .select(['c.id', 'c.at', 'r.connection_id', 'r.source', 'c.changes'])
        .where('r.lead_id', '=', leadId)
        .where('c.at', '>=', from)
        .where('c.at', '<', before)
        .orderBy('c.at', 'desc')
        .orderBy('c.id', 'desc')
        .limit(limit),
    )
    .map((row) => ({ ...row, changes: listOf(row) }));

/** Deletes the changes of a record. In the caller's write transaction. */
export function eraseChanges(store: Store, recordId: number): void {
  store.run(sqlOf.deleteFrom('lead_change').where('record_id', '=', recordId));
}
