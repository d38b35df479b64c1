import type { InferResult } from 'kysely';
import { z } from 'zod';
import { CommandError, type DeliveryKind, deliveryKind } from '../../../src-preload/contract/index.ts';
import { compiledWith } from '../../db/compiled-with.ts';
import { inList } from '../../db/in-list.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';

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
  /** The group of its jobs; null while its rows are still being read. */
  readonly groupId: number | null;
  readonly kind: DeliveryKind;
  readonly label: string;
  readonly options: BatchOptions;
  /** Posts up to this one are in the queue; null once all are. */
  readonly queuedTo: number | null;
  readonly who: string;
  readonly createdAt: Millis;
}

const batches = sqlOf
  .selectFrom('delivery_batch')
  .select(['id', 'connection_id as connectionId', 'group_id as groupId', 'kind', 'label', 'options'])
  .select(['queued_to as queuedTo', 'who', 'created_at as createdAt']);

const batchOfRow = ({ kind, options, ...row }: InferResult<typeof batches>[number]): StoredBatch => ({
  ...row,
  kind: deliveryKind.parse(kind),
  options: batchOptions.parse(JSON.parse(options)),
});

const byId = compiledWith(({ id }: { id: number }) => batches.where('id', '=', id));
const byGroup = compiledWith(({ groupId }: { groupId: number }) => batches.where('group_id', '=', groupId));

/** One batch. @throws CommandError `not-found` */
export function getBatch(store: Store, id: number): StoredBatch {
  const row = store.get(byId({ id }));
  if (!row) throw new CommandError('not-found', `There are no posts ${id}.`);
  return batchOfRow(row);
}

/** The batch whose jobs are in a group; undefined for a group of other jobs. */
export function batchOfGroup(store: Store, groupId: number): StoredBatch | undefined {
  const row = store.get(byGroup({ groupId }));
  return row && batchOfRow(row);
}

/** The batches whose jobs are in some groups. */
export const batchesOfGroups = (store: Store, groupIds: readonly number[]): number[] =>
  store
    .all(sqlOf.selectFrom('delivery_batch').select('id').where('group_id', 'in', inList(groupIds)))
    .map(({ id }) => id);

/** The newest batches that were added to the queue. */
export const newestBatches = (store: Store, limit: number): StoredBatch[] =>
  store.all(batches.where('group_id', 'is not', null).orderBy('id', 'desc').limit(limit)).map(batchOfRow);

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

/** The batches whose posts are not all in the queue, because the desk was closed. */
export const unqueuedBatches = (store: Store): Pick<StoredBatch, 'id' | 'groupId'>[] =>
  store.all(
    sqlOf.selectFrom('delivery_batch').select(['id', 'group_id as groupId']).where('queued_to', 'is not', null),
  );

/** Creates a batch that is not yet in the queue. @returns its id */
export function createBatch(
  store: Store,
  batch: Pick<StoredBatch, 'connectionId' | 'kind' | 'label' | 'options' | 'who' | 'createdAt'> & {
    readonly fileHash: string;
  },
): number {
  const { connectionId, kind, label, options, who, createdAt, fileHash } = batch;
  return store.run(
    sqlOf.insertInto('delivery_batch').values({
      ...{ connection_id: connectionId, kind, label, file_hash: fileHash, options: JSON.stringify(options) },
      ...{ queued_to: 0, who, created_at: createdAt },
    }),
  ).lastId;
}

/** Stores the group of a batch's jobs. In the caller's write transaction. */
export function noteGroup(store: Store, id: number, groupId: number): void {
  store.run(sqlOf.updateTable('delivery_batch').set({ group_id: groupId }).where('id', '=', id));
}

/** Stores up to which post a batch is in the queue; null if all of it is. In the caller's write transaction. */
export function noteQueued(store: Store, id: number, queuedTo: number | null): void {
  store.run(sqlOf.updateTable('delivery_batch').set({ queued_to: queuedTo }).where('id', '=', id));
}

/** Deletes a batch whose posts are deleted, unless it is in the queue. */
export function deleteBatch(store: Store, id: number): void {
  store.run(sqlOf.deleteFrom('delivery_batch').where('id', '=', id).where('group_id', 'is', null));
}
