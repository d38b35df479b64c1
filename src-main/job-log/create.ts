import { Handlers } from '../commands/handlers.ts';
import type { LeadHooks } from '../leads/hooks.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { type FactsOfJobs, JobFacts, type PostFinder } from './facts.ts';
import { findInLog } from './forget.ts';
import { type JobLogPorts, registerJobLog } from './handlers.ts';

interface Needs {
  readonly leads: { readonly hooks: LeadHooks };
  readonly queue: Pick<JobLogPorts, 'fieldsOf'>;
  readonly connections: Pick<JobLogPorts, 'answersSearch' | 'readingsOf'>;
}

export interface JobLogModule extends Module {
  /** Where modules above tell what came back of their jobs. */
  onFacts(facts: FactsOfJobs): void;
  /** Where a module finds its jobs by what came back of them. */
  onPosts(finder: PostFinder): void;
}

/** What became of each job, with its attempts. */
export function createJobLog(context: ModuleContext, { leads, queue, connections }: Needs): JobLogModule {
  const { store, now, events, exportsDir } = context;
  const handlers = new Handlers();
  const facts = new JobFacts();
  leads.hooks.onForget((_, person) => findInLog(store, person, now));
  registerJobLog(handlers, {
    store,
    facts,
    now,
    answersSearch: connections.answersSearch,
    fieldsOf: queue.fieldsOf,
    readingsOf: connections.readingsOf,
    exportsDir,
    wake: () => events.publish('jobs-ready'),
    changed: () => {
      events.publish('changed', 'jobs');
      events.publish('jobs-moved');
    },
  });
  return {
    handlers,
    onFacts: (more) => facts.add(more),
    onPosts(finder) {
      facts.posts = finder;
    },
  };
}
