import { compiledWith } from '../../db/compiled-with.ts';
import { inList } from '../../db/in-list.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import { type JobSource, jobOfSource, type StoredJob } from '../../queue/rows/find-jobs.ts';

const sources = sqlOf
  .selectFrom('delivery_post as p')
  .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
  .select(['p.id as source', 'b.connection_id as connectionId']);
const sourceOf = compiledWith(({ id }: { id: number }) => sources.where('p.id', '=', id));

/** The job that sends a post; undefined if there is none. */
export function jobOfPost(store: Store, postNo: number): StoredJob | undefined {
  const source = store.get(sourceOf({ id: postNo }));
  return source && jobOfSource(store, source);
}

/** The sources of the jobs of some posts. */
export const sourcesOfPosts = (store: Store, ids: readonly number[]): JobSource[] =>
  store.all(sources.where('p.id', 'in', inList(ids)));
