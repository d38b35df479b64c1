import { sql } from 'kysely';
import type { JobState } from '../../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { QueuedJob } from '../../queue/types.ts';
import { rowId } from '../row-id.ts';

/** So many leads are read back that hold special characters, or whose check changed something; then one in so many rows. */
const FIRST = 20;
const ONE_IN = 1000;
/** However long the list. */
const AT_MOST = 60;

const MOVING: ReadonlySet<JobState> = new Set(['ready', 'held', 'sending', 'awaiting-vendor', 'unknown']);

/** A delivered job to read back. */
export interface Sampled extends QueuedJob {
  readonly leadId: string;
}

/** What to read next of an import, what to wait for, or that enough was read. */
export type Next = { readonly is: 'read'; readonly job: Sampled } | { readonly is: 'wait' } | { readonly is: 'done' };

const sent = sqlOf
  .selectFrom('job as j')
  .innerJoin('import_row as r', 'r.id', 'j.source')
  .select(['j.id', 'j.connection_id as connectionId', 'j.group_id as groupId', 'j.source', 'j.lane', 'j.attempts'])
  .select(['j.state', 'j.vendor_ref as leadId'])
  .select(sql<0 | 1>`r.issues IS NOT NULL OR r.record GLOB '*[^A-Za-z0-9 ,.@_-]*'`.as('special'))
  .orderBy('j.source');

/** The last source of a job from one on and below another; 0 where there is none. */
const lastSource = (store: Store, from: number, below: number): number =>
  store.get(
    sqlOf
      .selectFrom('job')
      .select((eb) => eb.fn.max('source').as('source'))
      .where('source', '>=', from)
      .where('source', '<', below),
  )?.source ?? 0;

/**
 * The next lead of an import to read back, behind the row that was read last (0 for none). Rows are looked at in portions, so that
 * a long list costs no more than a short one. `whole`: all its rows are in the queue.
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
