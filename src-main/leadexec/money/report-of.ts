import type { Store } from '../../db/store.ts';
import type { AccountSetup } from '../what-if/model.ts';
import type { receiversOf } from '../what-if/run/account-setup.ts';
import type { SumsOfDays } from './sums-of-days.ts';

/** What a report of the money is made from: the posts of this desk, and the account as it was last read. */
export interface ReportOf {
  readonly store: Store;
  readonly sums: SumsOfDays;
  readonly setup: AccountSetup;
  readonly readAt: number | null;
  readonly receivers: ReturnType<typeof receiversOf>;
  readonly now: number;
}
