import type { JobConcerns } from '../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../db/store.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';

/** The number of jobs read before yielding to other commands. */
const WINDOW = 10_000;
const EXTRAS = ['hopper', 'callback', 'custom_fields', 'multi_alt_phones'] as const;

const lacking = sqlOf
  .selectFrom('job')
  .select(['id', 'missing'])
  .where('missing', 'is not', null)
  .orderBy('id')
  .limit(WINDOW);

/**
 * Counts delivered jobs that lack a requested part, or whose lead in the dialer differs from what was shown. Without such jobs it costs
 * nothing.
 */
export async function jobConcerns(
  store: Store,
  { connectionId, groupId }: { readonly connectionId?: number | undefined; readonly groupId?: number | undefined },
): Promise<JobConcerns> {
  const counts = { any: 0, hopper: 0, callback: 0, custom_fields: 0, multi_alt_phones: 0, differs: 0 };
  let groups = sqlOf
    .selectFrom('job_group as g')
    .select('g.id')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('job')
          .select('job.id')
          .whereRef('job.group_id', '=', 'g.id')
          .where('job.missing', 'is not', null),
      ),
    );
  if (groupId !== undefined) groups = groups.where('g.id', '=', groupId);
  if (connectionId !== undefined) groups = groups.where('g.connection_id', '=', connectionId);
  for (const group of store.all(groups)) {
    for (let after = 0; ; ) {
      const rows = store.all(lacking.where('group_id', '=', group.id).where('id', '>', after));
      counts.any += rows.length;
      for (const { missing } of rows) for (const name of EXTRAS) if (missing?.includes(`,${name},`)) counts[name]++;
      const last = rows.at(-1);
      if (last === undefined || rows.length < WINDOW) break;
      after = last.id;
      await yieldToEventLoop();
    }
  }
  let differing = sqlOf
    .selectFrom('held_value as v')
    .innerJoin('job as j', 'j.id', 'v.job_id')
    .select((eb) => eb.fn.count<number>('v.job_id').distinct().as('jobs'));
  if (groupId !== undefined) differing = differing.where('j.group_id', '=', groupId);
  if (connectionId !== undefined) differing = differing.where('j.connection_id', '=', connectionId);
  counts.differs = store.get(differing)?.jobs ?? 0;
  return counts;
}
