import { z } from 'zod';
import {
  CommandError,
  type DeliveryBatch,
  type DeliveryKind,
  deliveryKind,
  type PostKind,
  type ReceiverOptions,
} from '../../src-preload/contract/index.ts';
import { listConnections } from '../connections/connections.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { groupPause } from '../queue/rows/groups.ts';
import { shownCounts } from '../queue/rows/shown-counts.ts';

/** What is the same for all posts of a batch, as of their creation. */
export const batchOptions = z.object({
  body: z.enum(['form', 'xml', 'json']).default('json'),
  async: z.boolean().default(false),
  noSell: z.boolean().default(false),
  sendDelay: z.number().nullable().default(null),
  pingFirst: z.boolean().default(false),
  together: z.number().default(1),
  /** Fields that are never sent in a ping. */
  contact: z.array(z.string()).default([]),
  processDelivery: z.boolean().default(false),
  /** The codes of errors that the operator overruled. */
  overruled: z.array(z.string()).default([]),
});
export type BatchOptions = z.output<typeof batchOptions>;

export interface StoredBatch {
  readonly id: number;
  readonly connectionId: number;
  readonly groupId: number | null;
  readonly kind: DeliveryKind;
  readonly label: string;
  readonly options: BatchOptions;
  readonly queuedTo: number | null;
  readonly who: string;
  readonly createdAt: Millis;
}

interface Row {
  readonly id: number;
  readonly connection_id: number;
  readonly group_id: number | null;
  readonly kind: string;
  readonly label: string;
  readonly options: string;
  readonly queued_to: number | null;
  readonly who: string;
  readonly created_at: Millis;
}

const COLUMNS = 'id, connection_id, group_id, kind, label, options, queued_to, who, created_at';

function batchOfRow(row: Row): StoredBatch {
  return {
    id: row.id,
    connectionId: row.connection_id,
    groupId: row.group_id,
    kind: deliveryKind.parse(row.kind),
    label: row.label,
    options: batchOptions.parse(JSON.parse(row.options)),
    queuedTo: row.queued_to,
    who: row.who,
    createdAt: row.created_at,
  };
}

/** One batch. @throws CommandError `not-found` */
export function getBatch(store: Store, id: number): StoredBatch {
  const row = store.prepare<[number], Row>(`SELECT ${COLUMNS} FROM delivery_batch WHERE id = ?`).get(id);
  if (!row) throw new CommandError('not-found', `There are no posts ${id}.`);
  return batchOfRow(row);
}

/** The batch whose jobs are in a group; undefined for a group of other jobs. */
export function batchOfGroup(store: Store, groupId: number): StoredBatch | undefined {
  const row = store.prepare<[number], Row>(`SELECT ${COLUMNS} FROM delivery_batch WHERE group_id = ?`).get(groupId);
  return row && batchOfRow(row);
}

/** The newest batches that were added to the queue. */
export function newestBatches(store: Store, limit: number): StoredBatch[] {
  return store
    .prepare<[number], Row>(`SELECT ${COLUMNS} FROM delivery_batch WHERE group_id IS NOT NULL ORDER BY id DESC LIMIT ?`)
    .all(limit)
    .map(batchOfRow);
}

/** The newest batch that posted a file in the same way over a connection; null if there is none. @param hash not empty */
export const newestOfFile = (
  store: Store,
  hash: string,
  { connectionId, kind }: Pick<StoredBatch, 'connectionId' | 'kind'>,
): number | null =>
  store.get(
    sqlOf
      .selectFrom('delivery_batch')
      .select('id')
      .where('file_hash', '=', hash)
      .where('connection_id', '=', connectionId)
      .where('kind', '=', kind)
      .where('group_id', 'is not', null)
      .orderBy('id', 'desc')
      .limit(1),
  )?.id ?? null;

/** A batch as shown on screens and in the terminal. @throws CommandError `not-found` */
export function showBatch(store: Store, id: number): DeliveryBatch {
  const batch = getBatch(store, id);
  const { connectionId, groupId, kind, label, createdAt, who } = batch;
  const counted = store
    .prepare<[number], Pick<DeliveryBatch, 'rows' | 'leftOut' | 'revenue' | 'unpriced'>>(
      `SELECT count(*) AS rows, coalesce(sum(left_out), 0) AS leftOut,
         coalesce(sum(iif(return_state = 'returned' OR review = 'rejected', 0, price)), 0) AS revenue,
         count(iif(price IS NULL AND return_state <> 'returned' AND review <> 'rejected', accepted_at, NULL)) AS unpriced
       FROM delivery_post WHERE batch_id = ?`,
    )
    .get(id) ?? { rows: 0, leftOut: 0, revenue: 0, unpriced: 0 };
  const group = groupId === null ? undefined : groupPause(store, groupId);
  return {
    ...{ id, connectionId, kind, label, createdAt, who, ...counted },
    // An update answers with the price of a lead that its own post is paid for.
    revenue: kind === 'update' ? 0 : counted.revenue,
    unpriced: kind === 'update' ? 0 : counted.unpriced,
    connection: listConnections(store).find((one) => one.id === connectionId)?.name ?? '',
    paused: group?.paused ?? false,
    pausedReason: group?.reason ?? null,
    jobs: shownCounts(store, { groupId: groupId ?? 0 }),
  };
}

/** Creates a batch that is not yet in the queue. */
export function createBatch(
  store: Store,
  batch: Pick<StoredBatch, 'connectionId' | 'kind' | 'label' | 'options' | 'who' | 'createdAt'> & {
    readonly fileHash: string;
  },
): number {
  const { connectionId, kind, label, options, who, createdAt, fileHash } = batch;
  return Number(
    store
      .prepare(
        `INSERT INTO delivery_batch (connection_id, kind, label, file_hash, options, queued_to, who, created_at)
         VALUES (?, ?, ?, ?, ?, 0, ?, ?)`,
      )
      .run(connectionId, kind, label, fileHash, JSON.stringify(options), who, createdAt).lastInsertRowid,
  );
}

/** Posts deleted in one transaction. */
const DROPPED_AT_ONCE = 5_000;

/** Deletes a batch that was not added to the queue, with its rows: one portion per transaction, and the batch last. */
export async function dropBatch(store: Store, id: number): Promise<void> {
  const drop = store.prepare<[number, number]>(
    'DELETE FROM delivery_post WHERE id IN (SELECT id FROM delivery_post WHERE batch_id = ? LIMIT ?)',
  );
  while (store.write(() => drop.run(id, DROPPED_AT_ONCE).changes) > 0) await yieldToEventLoop();
  store.prepare('DELETE FROM delivery_batch WHERE id = ? AND group_id IS NULL').run(id);
}

/**
 * How posts of a kind are written according to the document: redirects have no JSON and are never queued; an order id is documented for
 * form posts only, and a ping needs its campaign. @throws CommandError `invalid-input` if what is requested is not possible for such a post
 */
export function waysOf(
  receiver: ReceiverOptions,
  asked: {
    readonly kind: PostKind;
    readonly reference: boolean;
    readonly noSell: boolean;
    readonly sendDelay: number | null;
    readonly pingFirst: boolean;
    readonly together: number;
  },
): Pick<BatchOptions, 'body' | 'async'> {
  const { kind, pingFirst, together } = asked;
  const redirects = kind === 'manualredirect' || kind === 'autoredirect';
  const async = receiver.async && !redirects;
  let { body } = receiver;
  if (pingFirst && (kind !== 'general' || receiver.async)) {
    throw new CommandError(
      'invalid-input',
      'The order of a ping can be posted with a general lead alone, and not queued.',
      'pingFirst',
    );
  }
  if (pingFirst && receiver.aid === null) {
    throw new CommandError(
      'invalid-input',
      'A ping needs the campaign’s ID (AID), and this connection has none. Enter it for the connection, or post without a ping.',
      'pingFirst',
    );
  }
  if (pingFirst) body = 'form';
  else if (redirects && body === 'json') body = 'xml';
  const refuse = (what: string, needs: string, field: string): never => {
    const why = pingFirst
      ? 'a post after a ping is a form'
      : redirects
        ? `${kind} is posted as ${body}`
        : `this connection posts as ${body}`;
    throw new CommandError('invalid-input', `${what} can only be posted as ${needs}, and ${why}.`, field);
  };
  if (asked.reference && body === 'form') refuse('A reference', 'XML or JSON', 'reference');
  if (asked.noSell && body !== 'json') refuse('“Do not sell”', 'JSON', 'noSell');
  if (asked.sendDelay !== null && body !== 'json') refuse('A delay', 'JSON', 'sendDelay');
  if (together > 1 && body === 'form') refuse('Several leads together', 'XML or JSON', 'together');
  if (together > 1 && async) {
    throw new CommandError(
      'invalid-input',
      'Queued posts hold one lead each, since one post id comes back.',
      'together',
    );
  }
  return { body, async };
}
