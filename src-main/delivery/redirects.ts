import { type CommandArguments, CommandError, type RedirectConfirmation } from '../../src-preload/contract/index.ts';
import { listConnections } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import { confirmationOf } from './confirmation.ts';
import { isRedirectUrl, noteConfirmation } from './rows/addresses.ts';
import { getPost } from './rows/post.ts';
import { postOfJob } from './show.ts';

/** Whether a receiver returned exactly this address to redirect to. Only such addresses are opened outside the desk. */
export function isRedirect(store: Store, address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'https:' && isRedirectUrl(store, url.href);
}

export interface RedirectPorts {
  readonly store: Store;
  /** Requests a change of a LeadExec account as a job of the queue. @returns the id of the job. @throws CommandError */
  readonly changeAccount: (accountId: number, request: string, body: string) => Promise<number>;
}

/**
 * Confirms to the LeadExec account whether the redirect of a posted lead was successful ("Confirm Redirect Delivery"), as a job of that
 * connection. It is done once, and repeated only if the account refused it or the job was canceled.
 *
 * @throws CommandError `not-found`, `conflict`, and what the account's document doesn't allow
 */
export async function confirmRedirect(
  { store, changeAccount }: RedirectPorts,
  { jobId, url, valid, response, accountId }: CommandArguments<'delivery.confirmRedirect'>,
): Promise<RedirectConfirmation> {
  const postNo = postOfJob(store, jobId);
  const post = getPost(store, postNo);
  if (!isRedirect(store, url))
    throw new CommandError('invalid-input', 'The receiver did not report this redirect address.', 'url');
  if (post?.leadUid == null) {
    throw new CommandError(
      'conflict',
      'The receiver did not return this lead’s number, so its redirect can’t be confirmed.',
    );
  }
  const before = confirmationOf(store, post.confirmedBy);
  if (before !== null && before.state !== 'rejected' && before.state !== 'cancelled') {
    throw new CommandError('conflict', `The account was already notified, by job ${before.jobId} (${before.state}).`);
  }
  const accounts = listConnections(store).filter(({ kind }) => kind === 'leadexec');
  const account = accountId === undefined ? accounts[0] : accounts.find(({ id }) => id === accountId);
  if (account === undefined) throw new CommandError('conflict', 'Connect the LeadExec account first, in Settings.');
  if (accountId === undefined && accounts.length > 1) {
    const names = accounts.map(({ name }) => name).join(', ');
    throw new CommandError('conflict', `Say which account: ${names}.`, 'accountId');
  }
  const body = { LeadUID: Number(post.leadUid), RedirectURL: url, IsValid: valid, Response: response };
  const confirmedBy = await changeAccount(account.id, 'POST /v1/delivery/redirectconfirmation', JSON.stringify(body));
  noteConfirmation(store, postNo, confirmedBy);
  const confirmation = confirmationOf(store, confirmedBy);
  if (confirmation === null) throw new Error('The job of a confirmation is missing');
  return confirmation;
}
