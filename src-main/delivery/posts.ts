import { z } from 'zod';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { type JobSource, jobOfSource, type StoredJob } from '../queue/job-rows.ts';

/** A lead that is posted, as its executor and its log need it. */
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
}

interface Row {
  readonly id: number;
  readonly batch_id: number;
  readonly row: number;
  readonly lead_id: number | null;
  readonly fields: string;
  readonly reference: string;
  readonly phone: string;
  readonly email: string;
  readonly updates_lead: number | null;
  readonly replay_of: number | null;
  readonly step: 'ping' | 'post';
  readonly order_id: string | null;
  readonly order_until: Millis | null;
  readonly order_used: number;
  readonly post_id: string | null;
  readonly lead_uid: string | null;
  readonly price: number | null;
  readonly review: string;
  readonly return_state: string;
  readonly state_reason: string;
  readonly status_url: string | null;
  readonly accepted_at: Millis | null;
  readonly follows: number;
}

const fieldMap = z.record(z.string(), z.string());

export const readFieldMap = (json: string): Record<string, string> => fieldMap.parse(JSON.parse(json));

/** One post; undefined where it is gone. */
export function getPost(store: Store, id: number): StoredPost | undefined {
  const row = store
    .prepare<[number], Row>(
      `SELECT id, batch_id, row, lead_id, fields, reference, phone, email, updates_lead, replay_of, step, order_id, order_until,
         order_used, post_id, lead_uid, price, review, return_state, state_reason, status_url, accepted_at, follows
       FROM delivery_post WHERE id = ?`,
    )
    .get(id);
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
    }
  );
}

/** The job that sends a post; undefined where there is none. */
export function jobOfPost(store: Store, postNo: number): StoredJob | undefined {
  const source = store
    .prepare<[number], JobSource>(
      `SELECT p.id AS source, b.connection_id AS connectionId FROM delivery_post p JOIN delivery_batch b ON b.id = p.batch_id WHERE p.id = ?`,
    )
    .get(postNo);
  return source && jobOfSource(store, source);
}
