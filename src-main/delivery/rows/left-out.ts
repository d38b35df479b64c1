import { z } from 'zod';
import { type RowIssue, rowIssue } from '../../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import { readFieldMap } from './post.ts';

/** A row that was not posted. */
export interface LeftOutRow {
  readonly row: number;
  readonly fields: Record<string, string>;
  readonly issues: RowIssue[];
}

/** The rows of a batch that were left out, after a row, in order. */
export const leftOutRows = (store: Store, batchId: number, behind: number, limit: number): LeftOutRow[] =>
  store
    .all(
      sqlOf
        .selectFrom('delivery_post')
        .select(['row', 'fields', 'issues'])
        .where('batch_id', '=', batchId)
        .where('row', '>', behind)
        .where('left_out', '=', 1)
        .orderBy('row')
        .limit(limit),
    )
    .map(({ row, fields, issues }) => ({
      row,
      fields: readFieldMap(fields),
      issues: issues === null ? [] : z.array(rowIssue).parse(JSON.parse(issues)),
    }));
