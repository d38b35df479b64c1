import type { DeliveryFacts } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';

/** What came back of jobs, by their number, of those jobs of which a module knows it. */
export type FactsOfJobs = (store: Store, jobIds: readonly number[]) => ReadonlyMap<number, DeliveryFacts>;

/** Asks each module that tells more of jobs than their states. */
export class JobFacts {
  readonly #known: FactsOfJobs[] = [];

  add(facts: FactsOfJobs): void {
    this.#known.push(facts);
  }

  of(store: Store, jobIds: readonly number[]): ReadonlyMap<number, DeliveryFacts> {
    const found = new Map<number, DeliveryFacts>();
    for (const facts of this.#known) for (const [id, one] of facts(store, jobIds)) found.set(id, one);
    return found;
  }
}
