import type { JobFilter, JobState, PostFilter } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { shownCounts } from '../queue/rows/shown-counts.ts';
import type { JobFacts } from './facts.ts';
import { base, matching } from './filter.ts';

/** The number of posts that are read at once. */
const AT_ONCE = 500;
/** If no more jobs than this are in a state, all of them are read; otherwise a filter by that state would scan every post. */
const FEW = 4_000;

/** Job groups that post leads: only theirs have posts as their sources. */
const POSTS = ['post', 'update-lead'] as const;

type Order = 'newest' | 'oldest';

/** Posts with matching results, a page at a time, ordered by id. These ids are the sources of their jobs. */
export function* postPages(
  store: Store,
  facts: JobFacts,
  filter: JobFilter & { readonly post: PostFilter },
  { order, behind }: { readonly order: Order; readonly behind: number | null },
): Generator<readonly number[]> {
  const finder = facts.posts;
  if (finder === null) return;
  const { post, state, connectionId } = filter;
  const counts = state === undefined ? null : shownCounts(store, connectionId === undefined ? {} : { connectionId });
  if (state !== undefined && counts?.[state] === 0) return;
  const few = sourcesOfState(store, filter);
  if (few !== null) {
    const found = finder.among(store, post, few);
    const beyond = found.filter((id) => behind === null || (order === 'newest' ? id < behind : id > behind));
    yield beyond.sort((a, b) => (order === 'newest' ? b - a : a - b));
    return;
  }
  for (let at = behind; ; ) {
    const page = finder.find(store, post, { order, behind: at, limit: AT_ONCE, ...keptIn(state) });
    yield page.posts;
    if (page.behind === null) return;
    at = page.behind;
  }
}

/** The stored states that are shown as this state. A ready job whose connection or group is stopped is shown as held. */
function keptIn(state: JobFilter['state']): { states?: JobState[] } {
  if (state === undefined) return {};
  return { states: state === 'held' ? ['held', 'ready'] : [state] };
}

/** Jobs of posts that also match the rest of a filter. */
export const jobsOfPosts = (filter: JobFilter, posts: readonly number[]) =>
  matching(base, filter)
    .where('job_group.kind', 'in', POSTS)
    .where('job.source', 'in', [...posts]);

/** The sources of the jobs in a state that few jobs have; null for other states. */
function sourcesOfState(store: Store, { state, connectionId }: JobFilter): number[] | null {
  if (state === undefined || state === 'ready' || state === 'held' || state === 'delivered') return null;
  if (shownCounts(store, connectionId === undefined ? {} : { connectionId })[state] > FEW) return null;
  const found = matching(base, { state, ...(connectionId === undefined ? {} : { connectionId }) });
  return store.all(found.where('job_group.kind', 'in', POSTS).select('job.source')).map(({ source }) => source);
}
