import type { JobConcerns } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';

/** Jobs looked at in one go; then others get their turn. */
const WINDOW = 10_000;
const EXTRAS = ['hopper', 'callback', 'custom_fields', 'multi_alt_phones'] as const;

/** Counts delivered jobs that lack something that was asked for, or are held otherwise than shown. Costs nothing where there are none. */
export async function jobConcerns(
  store: Store,
  { connectionId, groupId }: { readonly connectionId?: number | undefined; readonly groupId?: number | undefined },
): Promise<JobConcerns> {
  const counts = { any: 0, hopper: 0, callback: 0, custom_fields: 0, multi_alt_phones: 0, differs: 0 };
  const groups = store
    .prepare<[number | null, number | null], number>(
      `SELECT id FROM job_group g WHERE id = coalesce(?, id) AND connection_id = coalesce(?, connection_id)
         AND EXISTS (SELECT 1 FROM job WHERE group_id = g.id AND missing IS NOT NULL)`,
    )
    .pluck()
    .all(groupId ?? null, connectionId ?? null);
  const portion = store.prepare<[number, number, number], { id: number; missing: string }>(
    'SELECT id, missing FROM job WHERE group_id = ? AND missing IS NOT NULL AND id > ? ORDER BY id LIMIT ?',
  );
  for (const group of groups) {
    for (let after = 0; ; ) {
      const rows = portion.all(group, after, WINDOW);
      counts.any += rows.length;
      for (const { missing } of rows) for (const name of EXTRAS) if (missing.includes(`,${name},`)) counts[name]++;
      const last = rows.at(-1);
      if (last === undefined || rows.length < WINDOW) break;
      after = last.id;
      await yieldToEventLoop();
    }
  }
  counts.differs =
    store
      .prepare<[number | null, number | null], number>(
        `SELECT count(DISTINCT v.job_id) FROM held_value v JOIN job j ON j.id = v.job_id
         WHERE j.group_id = coalesce(?, j.group_id) AND j.connection_id = coalesce(?, j.connection_id)`,
      )
      .pluck()
      .get(groupId ?? null, connectionId ?? null) ?? 0;
  return counts;
}
