import { CommandError, type Resolution, type WhichJobs } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { askUnknown, connectionsOf } from '../dialing/ask-unknown.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { changeJobs, JOBS_AT_ONCE, type JobChange, type PageOfJobs } from '../queue/change-jobs.ts';
import { stopCheck } from '../queue/rows/change-job.ts';
import type { StoredJob } from '../queue/rows/find-jobs.ts';
import type { JobFacts } from './facts.ts';
import { matchingIds } from './query.ts';

/** Called with jobs that the operator marks as delivered, in the transaction that marks them. */
export type MarkedDelivered = (jobs: readonly StoredJob[], now: Millis) => void;

/** What an operator's command on jobs depends on. */
export interface JobActionPorts {
  readonly store: Store;
  readonly facts: JobFacts;
  readonly now: () => number;
}

/** The resolutions that let the dialer decide. */
export type AskedWay = 'ask-dialer' | 'send-checked';

/** The effect of each other resolution on an unknown job. */
export const RESOLUTIONS: Readonly<Record<Exclude<Resolution, AskedWay>, JobChange>> = {
  delivered: { from: ['unknown'], to: 'delivered', reason: 'Marked as delivered by the operator' },
  'send-again': { from: ['unknown'], to: 'ready', reason: 'Sent again by the operator' },
  rejected: { from: ['unknown'], to: 'rejected', reason: 'Marked as not delivered by the operator' },
};

/**
 * Applies an operator's command to the given or matching jobs.
 * @returns how many it changed
 * @throws CommandError `conflict` if none of the given jobs is in a state that allows it
 */
export async function changeChosenJobs(
  { store, facts, now }: JobActionPorts,
  which: WhichJobs,
  what: JobChange,
): Promise<number> {
  const changed = await changeJobs(store, pageOf(store, which, facts), what, now);
  if (changed === 0 && 'ids' in which) {
    throw new CommandError('conflict', 'Nothing was changed: these rows are no longer in a state that allows this.');
  }
  return changed;
}

/**
 * Plans no further checks of the given or matching unknown jobs, one portion per transaction.
 * @returns how many had one planned
 * @throws CommandError `conflict` if none of the given jobs had
 */
export async function stopChecks({ store, facts, now }: JobActionPorts, which: WhichJobs): Promise<number> {
  const page = pageOf(store, which, facts);
  let stopped = 0;
  for (let behind = 0; ; ) {
    const portion = await page(behind, JOBS_AT_ONCE);
    if (portion === null) break;
    behind = portion.behind;
    stopped += store.write(() => portion.ids.filter((id) => stopCheck(store, id, now())).length);
    await yieldToEventLoop();
  }
  if (stopped === 0 && 'ids' in which)
    throw new CommandError('conflict', 'Nothing was stopped: no check of these is planned.');
  return stopped;
}

/** The given or matching jobs in portions. */
export const pageOf = (store: Store, which: WhichJobs, facts: JobFacts): PageOfJobs =>
  'ids' in which ? named(which.ids) : matchingIds(store, which.filter, facts);

/**
 * Lets the dialer decide about unknown rows. If it is only searched, every dialer concerned must answer before any row is changed.
 *
 * @returns how many rows are asked about
 * @throws CommandError `conflict` where a dialer doesn't answer `lead_search`, or none of the rows is unknown; `unavailable` where
 * one can't be reached
 */
export async function askDialers(
  ports: JobActionPorts & { readonly answersSearch: (connectionId: number) => Promise<boolean> },
  which: WhichJobs,
  as: AskedWay,
): Promise<number> {
  const { store } = ports;
  const page = pageOf(store, which, ports.facts);
  const portions: number[][] = [];
  const dialers = new Set<number>();
  for (let behind = 0; ; ) {
    const portion = await page(behind, JOBS_AT_ONCE);
    if (portion === null) break;
    behind = portion.behind;
    portions.push([...portion.ids]);
    for (const id of connectionsOf(store, portion.ids)) dialers.add(id);
  }
  if (dialers.size === 0) {
    throw new CommandError('conflict', 'Nothing to look up: none of these is an unknown row of a dial list.');
  }
  for (const id of as === 'ask-dialer' ? dialers : []) {
    if (await ports.answersSearch(id)) continue;
    throw new CommandError(
      'conflict',
      'The dialer doesn’t answer lead_search for this user, so it can’t be asked. Nothing was sent. Look there yourself, or send the rows again with a duplicate check (send-checked), which adds no row that is already in its list.',
    );
  }
  let asked = 0;
  for (const ids of portions) {
    asked += askUnknown(store, ids, as === 'ask-dialer' ? 'search' : 'post', ports.now());
    await yieldToEventLoop();
  }
  return asked;
}

/** The given jobs in portions, ordered by id. */
function named(ids: readonly number[]): PageOfJobs {
  const sorted = [...ids].sort((a, b) => a - b);
  return (behind, most) => {
    const portion = sorted.filter((id) => id > behind).slice(0, most);
    const last = portion.at(-1);
    return last === undefined ? null : { ids: portion, behind: last };
  };
}
