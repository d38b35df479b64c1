import type { RedirectConfirmation } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { jobOf } from '../queue/rows/find-jobs.ts';

/** The state of confirming a post's redirect to the account; null if nobody has confirmed it. */
export function confirmationOf(store: Store, confirmedBy: number | null): RedirectConfirmation | null {
  const job = confirmedBy === null ? undefined : jobOf(store, confirmedBy);
  return job === undefined ? null : { jobId: job.id, state: job.state, reason: job.reason };
}
