import type { RawBuilder, SqlBool } from 'kysely';
import type { DeliveryFacts, JobFilter, JobState } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';

/** The results of jobs by id, for the jobs that a module knows. */
export type FactsOfJobs = (store: Store, jobIds: readonly number[]) => ReadonlyMap<number, DeliveryFacts>;

/** Finds jobs that post leads, by all that a filter asks of them. The source of such a job is the id of its post. */
export interface PostFinder {
  /** Posts that match, in order. Of those found by a text, a few may not match. */
  find(
    filter: JobFilter,
    page: { readonly order: 'newest' | 'oldest'; readonly behind: number | null; readonly limit: number },
  ): Promise<{ readonly posts: readonly number[]; readonly behind: number | null }>;
  /** How often each reason is given among posts that match and are in one of these states; `unread`: posts that are not counted. */
  reasons(
    filter: JobFilter,
    states: readonly JobState[],
  ): Promise<{ readonly counts: readonly JobReason[]; readonly unread: readonly number[] }>;
  /** An SQL condition: the post of `job` is called this, or this is its phone number or the end of it. */
  named(text: string): RawBuilder<SqlBool>;
}

/** A reason that so many jobs of a state have. */
export interface JobReason {
  readonly reason: string;
  readonly state: JobState;
  readonly jobs: number;
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
