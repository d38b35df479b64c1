import type { Store } from '../../db/store.ts';
import type { PostLog } from '../../delivery/log/post-log.ts';
import type { AccountSetup } from '../what-if/model.ts';
import type { receiversOf } from '../what-if/run/account-setup.ts';

/** What a report of the money is made from: the posts of this desk, and the account as it was last read. */
export interface ReportOf {
  readonly store: Store;
  readonly postLog: PostLog;
  readonly setup: AccountSetup;
  readonly readAt: number | null;
  readonly receivers: ReturnType<typeof receiversOf>;
  readonly now: number;
}
