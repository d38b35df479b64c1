import { sql } from 'kysely';
import type { RowIssue } from '../../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { StoredPost } from './post.ts';

/** A row of a batch as it was checked. */
export interface NewPost {
  readonly batchId: number;
  readonly row: number;
  readonly leadId: number | null;
  /** JSON: the values by field. */
  readonly fields: string;
  readonly reference: string;
  readonly phone: string;
  readonly email: string;
  readonly issues: readonly RowIssue[];
  readonly leftOut: boolean;
}

/** Returns a function that adds a post. In the caller's write transaction, for each row of a file. */
export function postInserter(store: Store): (post: NewPost) => void {
  const insert = store.prepare(
    `INSERT INTO delivery_post (batch_id, row, lead_id, fields, reference, phone, email, issues, left_out)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return ({ batchId, row, leadId, fields, reference, phone, email, issues, leftOut }) => {
    const found = issues.length === 0 ? null : JSON.stringify(issues);
    insert.run(batchId, row, leadId, fields, reference, phone, email, found, leftOut ? 1 : 0);
  };
}

/** Adds the only post of a batch that changes a lead at the receiver. In the caller's write transaction. */
export function addUpdate(
  store: Store,
  batchId: number,
  post: Pick<StoredPost, 'fields' | 'phone' | 'email' | 'leadId'> & { readonly updatesLead: string },
): void {
  store.run(
    sqlOf.insertInto('delivery_post').values({
      ...{ batch_id: batchId, row: 1, fields: JSON.stringify(post.fields), phone: post.phone, email: post.email },
      lead_id: post.leadId,
      // The column converts its digits to a number.
      updates_lead: sql<number>`${post.updatesLead}`,
    }),
  );
}

/** Adds a replay as the only post of a batch. In the caller's write transaction. */
export function addReplay(store: Store, batchId: number, postNo: number): void {
  const same = ['lead_id', 'fields', 'reference', 'phone', 'email', 'updates_lead'] as const;
  store.run(
    sqlOf
      .insertInto('delivery_post')
      .columns(['batch_id', 'row', ...same, 'replay_of'])
      .expression(
        sqlOf
          .selectFrom('delivery_post')
          .select((eb) => [eb.val(batchId).as('batch_id'), eb.lit(1).as('row'), ...same, 'id as replay_of'])
          .where('id', '=', postNo),
      ),
  );
}

/** Deletes some posts of a batch. In the caller's write transaction. @returns the number deleted */
export const deleteSomePosts = (store: Store, batchId: number, atMost: number): number =>
  store.run(
    sqlOf
      .deleteFrom('delivery_post')
      .where('id', 'in', sqlOf.selectFrom('delivery_post').select('id').where('batch_id', '=', batchId).limit(atMost)),
  ).changes;
