import type { WhichJobs } from '../../src-preload/contract/index.ts';
import { Handlers } from '../commands/handlers.ts';
import { RunningWork } from '../commands/running-work.ts';
import type { LeadHooks } from '../leads/hooks.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import type { PageOfJobs } from '../queue/change-jobs.ts';
import { type MarkedDelivered, pageOf } from './change-jobs.ts';
import { EXPORT_WORDS } from './export-jobs.ts';
import { type FactsOfJobs, JobFacts, type PostFinder } from './facts.ts';
import { findInLog } from './forget.ts';
import { type JobLogPorts, registerJobLog } from './handlers.ts';

interface Needs {
  readonly leads: { readonly hooks: LeadHooks };
  readonly queue: Pick<JobLogPorts, 'fieldsOf'>;
  readonly connections: Pick<JobLogPorts, 'answersSearch' | 'readingsOf'>;
}

export interface JobLogModule extends Module {
  /** Lets other modules provide the results of their jobs. */
  onFacts(facts: FactsOfJobs): void;
  /** Lets a module find its jobs by their results. */
  onPosts(finder: PostFinder): void;
  /** Has a module told of jobs that the operator marks as delivered, in the same transaction. */
  onMarkedDelivered(marked: MarkedDelivered): void;
  /** The jobs of a command, in portions. */
  jobsOf(which: WhichJobs): PageOfJobs;
}

/** The log of jobs with their results and attempts. */
export function createJobLog(context: ModuleContext, { leads, queue, connections }: Needs): JobLogModule {
  const { store, now, events, exportsDir } = context;
  const handlers = new Handlers();
  const facts = new JobFacts();
  const exports = new RunningWork(EXPORT_WORDS);
  const marked: MarkedDelivered[] = [];
  leads.hooks.onForget((_, person) => findInLog(store, person, now));
  registerJobLog(handlers, {
    store,
    facts,
    now,
    markedDelivered: (jobs, at) => {
      for (const notify of marked) notify(jobs, at);
    },
    answersSearch: connections.answersSearch,
    fieldsOf: queue.fieldsOf,
    readingsOf: connections.readingsOf,
    exportsDir,
    exports,
    wake: () => events.publish('jobs-ready'),
    changed: () => {
      events.publish('changed', 'jobs');
      events.publish('jobs-moved');
    },
  });
  return {
    handlers,
    stop: () => exports.stopAll(),
    onFacts: (more) => facts.add(more),
    onPosts(finder) {
      facts.posts = finder;
    },
    onMarkedDelivered: (notify) => void marked.push(notify),
    jobsOf: (which) => pageOf(store, which, facts),
  };
}
