import type { DeliveryFacts, JobState, PostFilter } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';

/** What came back of jobs, by their number, of those jobs of which a module knows it. */
export type FactsOfJobs = (store: Store, jobIds: readonly number[]) => ReadonlyMap<number, DeliveryFacts>;

/** Finds jobs by what came back of them; the sources of jobs that post leads are the numbers of their posts. */
export interface PostFinder {
  find(
    store: Store,
    filter: PostFilter,
    page: {
      readonly order: 'newest' | 'oldest';
      readonly behind: number | null;
      readonly limit: number;
      /** Of the posts whose jobs are in one of these states. */
      readonly states?: readonly JobState[];
    },
  ): { readonly posts: readonly number[]; readonly behind: number | null };
  among(store: Store, filter: PostFilter, posts: readonly number[]): readonly number[];
}

/** Asks each module that tells more of jobs than their states. */
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
