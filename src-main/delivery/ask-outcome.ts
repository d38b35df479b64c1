import {
  type CommandArguments,
  CommandError,
  type ReceiverOptions,
  type WhichJobs,
} from '../../src-preload/contract/index.ts';
import { listConnections } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import type { PageOfJobs } from '../queue/change-jobs.ts';
import { planCheck } from '../queue/rows/change-job.ts';
import { jobOf } from '../queue/rows/find-jobs.ts';
import { CHECK_DELAY_MS } from '../queue/settle.ts';
import { checkWay } from './checks.ts';
import { batchOfGroup } from './rows/batches.ts';
import { getPost } from './rows/post.ts';

type Way = CommandArguments<'delivery.askOutcome'>['way'];
type Receivers = ReadonlyMap<number, ReceiverOptions | null>;

/** Posts that are planned in one transaction: each is read with all its fields, so that more would hold up other commands. */
const PLANNED_AT_ONCE = 200;

export interface AskOutcomePorts {
  readonly store: Store;
  readonly now: () => number;
  /** The jobs of a command, in portions. */
  readonly jobsOf: (which: WhichJobs) => PageOfJobs;
}

/**
 * Schedules requests to the receiver for the results of unknown posts, one portion per transaction. The queue sends them at its own pace
 * and resolves the posts as usual. Posts that can't be resolved in this way are not changed.
 * @returns the number of posts
 * @throws CommandError `conflict` if there are none
 */
export async function askOutcome(
  { store, now, jobsOf }: AskOutcomePorts,
  { which, way }: CommandArguments<'delivery.askOutcome'>,
): Promise<number> {
  const receivers = new Map(listConnections(store).map(({ id, receiver }) => [id, receiver]));
  const page = jobsOf(which);
  let asked = 0;
  for (let behind = 0; ; ) {
    const portion = await page(behind, PLANNED_AT_ONCE);
    if (portion === null) break;
    behind = portion.behind;
    asked += planAll(store, portion.ids, way, receivers, now());
    await yieldToEventLoop();
  }
  if (asked > 0) return asked;
  throw new CommandError('conflict', NOTHING[way]);
}

const NOTHING: Readonly<Record<Way, string>> = {
  status: 'Nothing to ask: none of these is a post with an unknown result whose post ID is known. Nothing was changed.',
  'duplicate-check':
    'Nothing to check: none of these is a post with an unknown result and a phone or email address, without a post ID, to a receiver with a campaign ID that is marked as approved for duplicate checks. Nothing was changed.',
};

function planAll(store: Store, ids: readonly number[], way: Way, receivers: Receivers, now: number): number {
  return store.write(() => ids.filter((id) => plan(store, id, way, receivers, now)).length);
}

function plan(store: Store, id: number, way: Way, receivers: Receivers, now: number): boolean {
  const job = jobOf(store, id);
  if (job?.state !== 'unknown') return false;
  const batch = batchOfGroup(store, job.groupId);
  const receiver = receivers.get(job.connectionId);
  const post = batch === undefined ? undefined : getPost(store, job.source);
  if (batch === undefined || post === undefined || !receiver) return false;
  if (checkWay(post, receiver, batch) !== way) return false;
  planCheck(store, id, CHECK_DELAY_MS.broken, now);
  return true;
}
