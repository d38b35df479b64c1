import { z } from 'zod';
import { compiledWith } from '../../db/compiled-with.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';

/** A posted lead, with what its executor and its log need. */
export interface StoredPost {
  readonly id: number;
  readonly batchId: number;
  readonly row: number;
  readonly leadId: number | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly reference: string;
  readonly phone: string;
  readonly email: string;
  readonly updatesLead: string | null;
  readonly replayOf: number | null;
  readonly step: 'ping' | 'post';
  readonly orderId: string | null;
  readonly orderUntil: Millis | null;
  readonly orderUsed: boolean;
  readonly postId: string | null;
  readonly leadUid: string | null;
  readonly price: number | null;
  readonly review: string;
  readonly returnState: string;
  readonly stateReason: string;
  readonly statusUrl: string | null;
  readonly acceptedAt: Millis | null;
  readonly follows: number;
  /** The last job that confirmed the redirect to the account. */
  readonly confirmedBy: number | null;
}

/** Posts by number, from the first to the last. */
export interface PostRange {
  readonly low: number;
  readonly high: number;
}

const fieldMap = z.record(z.string(), z.string());

/** The fields of a post, by name, from their JSON. */
export const readFieldMap = (json: string): Record<string, string> => fieldMap.parse(JSON.parse(json));

const byNumber = compiledWith(({ id }: { id: number }) =>
  sqlOf.selectFrom('delivery_post').selectAll().where('id', '=', id),
);

/** One post; undefined if it no longer exists. */
export function getPost(store: Store, id: number): StoredPost | undefined {
  const row = store.get(byNumber({ id }));
  return (
    row && {
      id: row.id,
      batchId: row.batch_id,
      row: row.row,
      leadId: row.lead_id,
      fields: readFieldMap(row.fields),
      reference: row.reference,
      phone: row.phone,
      email: row.email,
      updatesLead: row.updates_lead === null ? null : String(row.updates_lead),
      replayOf: row.replay_of,
      step: row.step,
      orderId: row.order_id,
      orderUntil: row.order_until,
      orderUsed: row.order_used === 1,
      postId: row.post_id,
      leadUid: row.lead_uid,
      price: row.price,
      review: row.review,
      returnState: row.return_state,
      stateReason: row.state_reason,
      statusUrl: row.status_url,
      acceptedAt: row.accepted_at,
      follows: row.follows,
      confirmedBy: row.confirmed_by,
    }
  );
}
