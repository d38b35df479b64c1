import { listConnections } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import type { JobState } from '../db/tables.ts';
import { earlierPosts } from './rows/earlier-posts.ts';

/** A lead that was posted to the same source before. */
export interface PostedBefore {
  readonly jobId: number;
  readonly state: JobState;
  readonly at: number;
}

/** States in which a lead may have been accepted, or may still be. */
const OPEN: ReadonlySet<JobState> = new Set(['ready', 'held', 'sending', 'unknown', 'awaiting-vendor']);
const MAY_BE_THERE: ReadonlySet<JobState> = new Set([...OPEN, 'delivered', 'duplicate']);

/** Whether the result is still unknown. */
export const isOpen = ({ state }: PostedBefore): boolean => OPEN.has(state);

/**
 * Finds earlier posts of a person to the same lead source of the same receiver, by phone and email address: if both posts have both, both
 * must match. Refused and canceled posts don't count.
 */
export function postedBeforeLookup(
  store: Store,
  { connectionId, batchId }: { readonly connectionId: number; readonly batchId: number },
): (person: { readonly phone: string; readonly email: string }) => PostedBefore | null {
  const all = listConnections(store);
  const own = all.find(({ id }) => id === connectionId);
  const host = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
  const same = all.filter(
    ({ url, receiver }) => own !== undefined && host(url) === host(own.url) && receiver?.vid === own.receiver?.vid,
  );
  const posts = { connectionIds: same.map(({ id }) => id), exceptBatch: batchId };
  const byPhone = earlierPosts(store, 'phone', posts);
  const byEmail = earlierPosts(store, 'email', posts);
  return ({ phone, email }) => {
    if (phone === '' && email === '') return null;
    const rows = phone !== '' ? byPhone(phone) : byEmail(email);
    const theirs = rows.filter(
      (row) => MAY_BE_THERE.has(row.state) && (email === '' || row.email === '' || row.email === email),
    );
    return theirs.find(isOpen) ?? theirs[0] ?? null;
  };
}
