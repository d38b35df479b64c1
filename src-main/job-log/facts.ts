import type { DeliveryFacts, JobState, PostFilter } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';

/** The results of jobs by id, for the jobs that a module knows. */
export type FactsOfJobs = (store: Store, jobIds: readonly number[]) => ReadonlyMap<number, DeliveryFacts>;

/** Finds jobs by their results. The source of a job that posts a lead is the id of its post. */
export interface PostFinder {
  find(
    store: Store,
    filter: PostFilter,
    page: {
      readonly order: 'newest' | 'oldest';
      readonly behind: number | null;
      readonly limit: number;
      /** Only posts whose jobs are in one of these states. */
      readonly states?: readonly JobState[];
    },
  ): { readonly posts: readonly number[]; readonly behind: number | null };
  among(store: Store, filter: PostFilter, posts: readonly number[]): readonly number[];
}

/** Collects the results of jobs from the modules that provide them. */
export class JobFacts {
  readonly #known: FactsOfJobs[] = [];
  /** Null while no module posts leads. */
  posts: PostFinder | null = null;

  add(facts: FactsOfJobs): void {
    this.#known.push(facts);
  }

  of(store: Store, jobIds: readonly number[]): ReadonlyMap<number, DeliveryFacts> {
    const found = new Map<number, DeliveryFacts>();
    for (const facts of this.#known) for (const [id, one] of facts(store, jobIds)) found.set(id, one);
    return found;
  }
}
