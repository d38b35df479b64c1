import type { DeliveryFacts } from '../../src-preload/contract/index.ts';
import { Handlers } from '../commands/handlers.ts';
import { RunningWork } from '../commands/running-work.ts';
import { askOnce } from '../connections/ask-once.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import type { LeadIndex } from '../lead-index/index.ts';
import type { Timeline } from '../lead-work/timeline.ts';
import type { LeadHooks } from '../leads/hooks.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import type { StoredJob } from '../queue/rows/find-jobs.ts';
import { AccountFields, type AccountFieldsPorts } from './account-fields.ts';
import type { AskOutcomePorts } from './ask-outcome.ts';
import type { PostChecker } from './check/run-check.ts';
import { resumeBatches } from './enqueue.ts';
import { DeliveryExecutor } from './executor.ts';
import { keepMarked } from './facts.ts';
import { Follower } from './follower.ts';
import { findPostsOf } from './forget.ts';
import { registerDelivery } from './handlers.ts';
import { deliveryEvents } from './history.ts';
import { PostLog } from './log/post-log.ts';
import type { RedirectPorts } from './redirects.ts';
import { movePosts } from './rows/person-posts.ts';
import { factsOfJobs } from './show.ts';

interface Needs {
  /** Reads and checks leads on a separate thread. */
  readonly postChecker: PostChecker;
  readonly queue: {
    executor(kind: 'receiver', executor: DeliveryExecutor): void;
    withdraw(connectionId: number): void;
  };
  readonly leadIndex: { readonly index: LeadIndex };
  readonly leads: { readonly hooks: LeadHooks };
  readonly leadexec: Pick<AccountFieldsPorts, 'leadTypeFields'> &
    Pick<RedirectPorts, 'changeAccount'> & { readonly onPosts: (log: PostLog) => void };
  readonly leadWork: { readonly timeline: Timeline };
  readonly jobLog: {
    onFacts(facts: (store: Store, jobIds: readonly number[]) => ReadonlyMap<number, DeliveryFacts>): void;
    onPosts(finder: PostLog): void;
    onMarkedDelivered(marked: (jobs: readonly StoredJob[], now: Millis) => void): void;
    readonly jobsOf: AskOutcomePorts['jobsOf'];
  };
}

export interface DeliveryModule extends Module {
  /** Whether no file is being added to the queue, and no queued post is about to be decided by a receiver. */
  readonly idle: () => boolean;
}

/** Posting leads to receivers, and the results. */
export function createDelivery(context: ModuleContext, needs: Needs): DeliveryModule {
  const { store, clock, now, events, sends, secretOf, exportsDir } = context;
  const { queue, leadIndex, leads, leadexec, leadWork, jobLog, postChecker } = needs;
  const handlers = new Handlers();
  let stopped = false;
  const changed = () => {
    events.publish('changed', 'jobs');
    events.publish('changed', 'imports');
  };
  const checks = new RunningWork(
    {
      already: 'These leads are being checked already.',
      canceled: 'Canceled: nothing was posted.',
      field: 'checkId',
    },
    () => events.publish('changed', 'imports'),
  );
  const follower = new Follower({
    ...{ store, clock, secretOf, ask: askOnce },
    changed: () => {
      changed();
      events.publish('queue-moved');
    },
  });
  const wake = () => events.publish('jobs-ready');
  const executor = new DeliveryExecutor({ store, now, secretOf, changed: () => follower.wake() });
  queue.executor('receiver', executor);
  jobLog.onFacts(factsOfJobs);
  const postLog = new PostLog(store);
  jobLog.onPosts(postLog);
  jobLog.onMarkedDelivered((jobs, at) => {
    keepMarked(store, jobs, at);
    follower.wake();
  });
  leadexec.onPosts(postLog);
  leadWork.timeline.register(deliveryEvents);
  leads.hooks.onForget((_, person) => findPostsOf(store, person, now));
  leads.hooks.onMove((_, from, to) => movePosts(store, from, to));
  const enqueuePorts = { now, wake, stopped: () => stopped };
  registerDelivery(handlers, {
    ...{ store, index: leadIndex.index, checker: postChecker, secretOf, ask: askOnce, changed, exportsDir },
    ...enqueuePorts,
    ...{ checks, postLog, jobsOf: jobLog.jobsOf },
    changeAccount: leadexec.changeAccount,
    accountFields: new AccountFields({ store, now, leadTypeFields: leadexec.leadTypeFields }),
    withdraw: (connectionId) => queue.withdraw(connectionId),
    follow: () => follower.wake(),
  });
  events.on('connections-changed', () => follower.wake());
  return {
    handlers,
    idle: () => follower.idle(),
    async start() {
      postLog.warm();
      if (!sends) return;
      await resumeBatches(store, enqueuePorts);
      follower.start();
    },
    stop() {
      stopped = true;
      postLog.stop();
      checks.stopAll();
      follower.stop();
    },
  };
}
