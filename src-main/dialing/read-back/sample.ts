import { sql } from 'kysely';
import type { JobState } from '../../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { QueuedJob } from '../../queue/types.ts';
import { rowId } from '../row-id.ts';

/** The number of leads with special characters or with changes by the check that are read back first. After them it is one of many rows. */
const FIRST = 20;
const ONE_IN = 1000;
/** The most leads that are read back, however long the list. */
const AT_MOST = 60;

const MOVING: ReadonlySet<JobState> = new Set(['ready', 'held', 'sending', 'awaiting-vendor', 'unknown']);

/** A delivered job to read back. */
export interface Sampled extends QueuedJob {
  readonly leadId: string;
}

/** The next thing to do for an import: read a job, wait for something, or stop because enough was read. */
export type Next = { readonly is: 'read'; readonly job: Sampled } | { readonly is: 'wait' } | { readonly is: 'done' };

const sent = sqlOf
  .selectFrom('job as j')
  .innerJoin('import_row as r', 'r.id', 'j.source')
  .select(['j.id', 'j.connection_id as connectionId', 'j.group_id as groupId', 'j.source', 'j.lane', 'j.attempts'])
  .select(['j.state', 'j.vendor_ref as leadId'])
  .select(sql<0 | 1>`r.issues IS NOT NULL OR r.record GLOB '*[^A-Za-z0-9 ,.@_-]*'`.as('special'))
  .orderBy('j.source');

/** The last source id of a job from one on and below another; 0 if there is none. */
const lastSource = (store: Store, from: number, below: number): number =>
  store.get(
    sqlOf
      .selectFrom('job')
      .select((eb) => eb.fn.max('source').as('source'))
      .where('source', '>=', from)
      .where('source', '<', below),
  )?.source ?? 0;

/**
 * The next lead of an import to read back, after the row that was read last (0 for none). Rows are examined in portions, so that a long
 * list takes no longer than a short one. `whole` means that all its rows are in the queue.
 */
export function nextSample(
  store: Store,
  { id, whole }: { readonly id: number; readonly whole: boolean },
  after: number,
  read: number,
): Next {
  if (read >= AT_MOST) return { is: 'done' };
  const end = lastSource(store, rowId(id, 0), rowId(id + 1, 0));
  for (let from = Math.max(after, rowId(id, 0)); from < end; from += ONE_IN) {
    const rows = store.all(sent.where('j.source', '>', from).where('j.source', '<=', from + ONE_IN));
    const held = rows.flatMap((one) =>
      one.state === 'delivered' && one.leadId ? [{ ...one, leadId: one.leadId }] : [],
    );
    const special = read < FIRST ? held.find((one) => one.special === 1) : undefined;
    if (special) return { is: 'read', job: special };
    if (rows.some(({ state }) => MOVING.has(state))) return { is: 'wait' };
    const last = held.at(-1);
    if (last) return { is: 'read', job: last };
  }
  return whole ? { is: 'done' } : { is: 'wait' };
}
