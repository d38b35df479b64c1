import type { JobFilter } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { kindsOfJobs } from '../queue/rows/shown-counts.ts';
import type { JobFacts, PostFinder } from './facts.ts';
import { base, holdsText, isServed, matching } from './filter.ts';

/** Job groups that post leads: only theirs have posts as their sources. */
const POSTS = ['post', 'update-lead'] as const;

type Order = 'newest' | 'oldest';

/** What finds the posts that a filter is about; null if it is about all jobs. */
export function finderFor(store: Store, facts: JobFacts, filter: JobFilter): PostFinder | null {
  const { posts } = facts;
  if (posts === null) return null;
  if (filter.post !== undefined) return posts;
  // An index of jobs finds these at once, also while the posts are still being read after the start.
  if (isServed(filter)) return null;
  // Of posts these are not known.
  if (filter.importId !== undefined || filter.missing !== undefined || filter.differs !== undefined) return null;
  return arePosts(store, filter.connectionId) ? posts : null;
}

/** Whether there are jobs, of this connection if one is named, and all of them post leads. */
function arePosts(store: Store, connectionId: number | undefined): boolean {
  const kinds = kindsOfJobs(store, connectionId);
  return kinds.length > 0 && kinds.every(isPostGroup);
}

/** Whether a group of this kind has jobs that post leads. */
export const isPostGroup = (kind: string): boolean => (POSTS as readonly string[]).includes(kind);

/** Posts that match, a page at a time, ordered by id. These ids are the sources of their jobs. */
export async function* postPages(
  finder: PostFinder,
  filter: JobFilter,
  { order, behind, limit }: { readonly order: Order; readonly behind: number | null; readonly limit: number },
): AsyncGenerator<readonly number[]> {
  // Rows of dial lists alone have these.
  if (filter.importId !== undefined || filter.missing !== undefined || filter.differs !== undefined) return;
  for (let at = behind; ; ) {
    const page = await finder.find(filter, { order, behind: at, limit });
    yield page.posts;
    if (page.behind === null) return;
    at = page.behind;
  }
}

/** The jobs of posts that a finder has just found: of those found by a text, a reason or a time, the ones that really have it. */
export function jobsOfPosts(
  finder: PostFinder,
  { text, post, reason, from, until }: JobFilter,
  posts: readonly number[],
) {
  let jobs = matching(base, { reason, from, until })
    .where('job_group.kind', 'in', POSTS)
    .where('job.source', 'in', [...posts]);
  const words = text?.trim() ?? '';
  if (words !== '') jobs = jobs.where((eb) => eb.or([holdsText(words), finder.named(words)]));
  return post?.text === undefined ? jobs : jobs.where(finder.named(post.text));
}
