import type { RedirectConfirmation } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { jobOf } from '../queue/rows/find-jobs.ts';

/** How it stands with telling the account that the redirect of a post went through; null where nobody has told it. */
export function confirmationOf(store: Store, confirmedBy: number | null): RedirectConfirmation | null {
  const job = confirmedBy === null ? undefined : jobOf(store, confirmedBy);
  return job === undefined ? null : { jobId: job.id, state: job.state, reason: job.reason };
}
