import { sql } from 'kysely';
import { type Store, sqlOf } from '../../db/store.ts';
import type { RowRange } from './import-rows.ts';

/** Rows that were left out, rejected, duplicates or canceled, with the results of their jobs, in order. */
export const undeliveredRows = (store: Store, connectionId: number, { after, below }: RowRange, limit: number) =>
  store.all(
    sqlOf
      .selectFrom('import_row as r')
      .leftJoin('job as j', (join) => join.onRef('j.source', '=', 'r.id').on('j.connection_id', '=', connectionId))
      .select(['r.id', 'r.record', 'r.verdict', 'r.issues', 'j.state', 'j.reason', 'j.vendor_line as vendorLine'])
      .where('r.id', '>', after)
      .where('r.id', '<', below)
      .where((eb) => eb.or([eb('r.verdict', '<>', 0), eb('j.state', 'in', ['rejected', 'duplicate', 'cancelled'])]))
      .orderBy('r.id')
      .limit(limit),
  );

/** The jobs of rows, in order. `special` is 1 if the row has issues or characters that vendors may store differently. */
export const jobsOfRows = (store: Store, { after, below }: RowRange) =>
  store.all(
    sqlOf
      .selectFrom('job as j')
      .innerJoin('import_row as r', 'r.id', 'j.source')
      .select(['j.id', 'j.connection_id as connectionId', 'j.group_id as groupId', 'j.source', 'j.lane', 'j.attempts'])
      .select(['j.state', 'j.vendor_ref as leadId'])
      .select(sql<0 | 1>`r.issues IS NOT NULL OR r.record GLOB '*[^A-Za-z0-9 ,.@_-]*'`.as('special'))
      .orderBy('j.source')
      .where('j.source', '>', after)
      .where('j.source', '<', below),
  );
