import type { Account } from './account/model.ts';
import type { Behaviour } from './behaviour.ts';
import type { Store } from './store.ts';

/** The state of the practice LeadExec for one request, or for one thing that is due. */
export interface World {
  readonly store: Store;
  readonly account: Account;
  readonly behaviour: Behaviour;
  /** Milliseconds since 1970, by the vendor's own clock. */
  readonly now: number;
}
