import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Job, JobFilter } from '../../../src-preload/contract/index.ts';
import { useLog } from '../../state/deliveries-log.ts';

const NO_TICKS: ReadonlySet<number> = new Set();

/** The selected rows of the log: `ticked` are their ids, `tickedJobs` the rows, and `tick` selects exactly those ids. */
export interface Ticks {
  readonly ticked: ReadonlySet<number>;
  readonly tickedJobs: readonly Job[];
  readonly tick: (ids: ReadonlySet<number>) => void;
  /** Whether the visible rows still answer an earlier filter, and so can't be selected. */
  readonly stale: boolean;
}

/**
 * Selected rows belong to the filter that they were selected under. The rows of the previous one stay visible until those of the new one are
 * loaded; they can't be selected, because an action would then find them gone. A row that leaves the list is no longer selected.
 */
export function useTicks(filter: JobFilter): Ticks {
  const { jobs, settled, filter: answered } = useLog();
  const [ticked, setTicked] = useState(NO_TICKS);
  const stale = !settled || answered !== filter;
  const tickedJobs = useMemo(() => jobs.filter(({ id }) => ticked.has(id)), [jobs, ticked]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a selection ends with its filter
  useEffect(() => setTicked(NO_TICKS), [filter]);
  useEffect(() => {
    if (!stale && tickedJobs.length < ticked.size) setTicked(new Set(tickedJobs.map(({ id }) => id)));
  }, [stale, tickedJobs, ticked]);
  const tick = useCallback(
    (ids: ReadonlySet<number>) => {
      if (!stale || ids.size === 0) setTicked(ids);
    },
    [stale],
  );
  return { ticked, tickedJobs, tick, stale };
}
