import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useSearch } from 'wouter';
import type { Connection, DeskEvent } from '../../../src-preload/contract/index.ts';
import { onDesk } from '../../bridge/index.ts';
import { doNotCallAt } from '../../state/addresses.ts';
import { holderOf } from '../../state/deliveries-actions.ts';
import {
  asksOfPosts,
  filterOf,
  isCounted,
  isFiltered,
  type LogAddress,
  readLogAddress,
  WHOLE_LOG,
  writeLogAddress,
} from '../../state/deliveries-address.ts';
import { closeLog, openLog, refreshShown, useLog } from '../../state/deliveries-log.ts';
import { useDesk } from '../../state/desk.ts';
import { navigate } from '../../state/hash-location.ts';
import { throttle } from '../../state/throttle.ts';
import { useCommandQuery } from '../../state/use-command-query.ts';
import { useKeys } from '../../ui/keys.ts';
import { jobActionKeys, logKeys } from './log-keys.ts';
import type { LogTableHandle } from './log-table.tsx';
import { useLogActions } from './use-log-actions.ts';
import { useTicks } from './use-ticks.ts';
import { matchingWords } from './words.ts';

const NO_TICKS: ReadonlySet<number> = new Set();
const NO_CONNECTIONS: readonly Connection[] = [];
const REFRESH_MS = 700;
/** What changes a row: what holds it is also its connection, or its import or batch. */
const OF_A_ROW: readonly DeskEvent['topic'][] = ['jobs', 'connections', 'imports'];

/** The state and commands of the delivery log: its filter, rows, selection, open row and keys. */
export function useDeliveries() {
  const { address, filter, onlyPosts, connections, counts, counted, change } = useOpenLog();
  const log = useLog();
  const [cursor, setCursor] = useState<number | null>(address.job);
  const { ticked, tickedJobs, tick, stale } = useTicks(filter);
  const [pickAll, setPickAll] = useState(false);
  const table = useRef<LogTableHandle>(null);
  const shown = useLogRefresh();
  useFollows(address.job, table, setCursor);
  useEffect(() => void openLog(filter), [filter]);
  const cursorAt = useRef(-1);
  const at = log.jobs.findIndex((j) => j.id === cursor);
  useEffect(() => {
    if (at >= 0) cursorAt.current = at;
  }, [at]);
  const actions = useLogActions(filter, () => {
    tick(NO_TICKS);
    table.current?.keepFocus();
    const { jobs } = useLog.getState();
    if (address.job !== null || jobs.some((j) => j.id === cursor)) return;
    setCursor(jobs[Math.min(cursorAt.current, jobs.length - 1)]?.id ?? null);
  });

  const open = (id: number | null) => {
    change({ job: id }, address.job !== null && id !== null);
    if (id === null) table.current?.focus();
    else table.current?.keepFocus();
  };
  const select = (id: number) => {
    setCursor(id);
    if (address.job !== null && address.job !== id) open(id);
  };
  const move = (by: number) => {
    const to = Math.max(0, Math.min(at + by, log.jobs.length - 1));
    const job = log.jobs[to];
    if (job === undefined) return;
    select(job.id);
    table.current?.reveal(to);
  };
  const untick = () => {
    tick(NO_TICKS);
    table.current?.focus();
  };
  const showFresh = () => {
    void openLog(filter);
    table.current?.reveal(0);
  };

  const opened = useCommandQuery('jobs.get', address.job === null ? null : { id: address.job }, OF_A_ROW);
  // The open row was read on its own, before or after the list. Keys do what its buttons show, also if the list does not have it.
  const row = at < 0 ? undefined : log.jobs[at];
  const current = cursor === null || cursor !== address.job ? row : (opened.value ?? row);
  const total = isCounted(filter) ? counted?.[filter.state ?? 'total'] : undefined;
  const matching = matchingWords(total, log.jobs.length, log.cursor !== null, stale);
  useKeys([
    ...logKeys({
      move,
      open: row === undefined ? null : () => open(row.id),
      tick: row === undefined || stale ? null : () => tick(toggled(ticked, row.id)),
      untick: ticked.size === 0 || address.job !== null ? null : untick,
      resume: current === undefined || holderOf(current) === null ? null : () => actions.resume(current),
      listed: current?.heldBy === 'do-not-call' ? () => navigate(doNotCallAt(current.phone)) : null,
      fresh: log.fresh === 0 ? null : showFresh,
      clear: isFiltered(address) ? () => change({ ...WHOLE_LOG, job: address.job }) : null,
      pickAll: () => setPickAll(true),
      exporting: actions.exporting,
      matching,
    }),
    ...jobActionKeys({
      // Keys apply to the selected rows, or else to the row at the cursor.
      targets: ticked.size > 0 ? tickedJobs : current === undefined ? [] : [current],
      onAction: actions.run,
      onAll: actions.actOnAll,
    }),
  ]);
  const asked = { address, filter, onlyPosts, connections, counts, total, matching };
  const rows = { log, shown, table, cursor, opened, ticked, tickedJobs, tick, stale };
  return { ...asked, ...rows, actions, pickAll, setPickAll, change, open, select, untick, showFresh };
}

/** Moves the cursor to a row that was opened, and focus to the table. */
function useFollows(job: number | null, table: RefObject<LogTableHandle | null>, onCursor: (id: number) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: heard when another row was opened
  useEffect(() => {
    if (job !== null) onCursor(job);
  }, [job]);
  useEffect(() => {
    // After navigation by a key, the element that had focus is gone. A page that has just loaded had no focus to move.
    if (useDesk.getState().status !== null) table.current?.keepFocus();
  }, [table]);
}

/** The log for the current address, with its counts. */
function useOpenLog() {
  const query = useSearch();
  const address = useMemo(() => readLogAddress(query), [query]);
  const filterKey = writeLogAddress({ ...address, job: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: spans such as "the last hour" are counted from when they are chosen
  const filter = useMemo(() => filterOf(address, Date.now()), [filterKey]);
  const connections = useDesk((s) => s.status?.connections) ?? NO_CONNECTIONS;
  const scope = { connectionId: filter.connectionId, importId: filter.importId };
  const batchId = filter.post?.batchId;
  const all = useCommandQuery('jobs.counts', batchId === undefined ? scope : null, OF_A_ROW).value;
  const batch = useCommandQuery('delivery.batch', batchId === undefined ? null : { id: batchId }, [
    'jobs',
    'connections',
  ]).value;
  // Of this filter; `counts` stays visible until it is known.
  const counted = batchId === undefined ? all : (batch?.jobs ?? null);
  const counts = useKept(counted);
  const change = (to: Partial<LogAddress>, replace = false) =>
    navigate(writeLogAddress({ ...address, ...to }), { replace });
  const ofReceiver = connections.some(({ id, kind }) => id === address.connectionId && kind === 'receiver');
  // Then posted leads have columns for their results.
  const onlyPosts = ofReceiver || asksOfPosts(address);
  return { address, filter, onlyPosts, connections, counts, counted, change };
}

/** Updates the visible rows while the screen is open. The table keeps their ids in the returned set. */
function useLogRefresh(): Set<number> {
  const [shown] = useState(() => new Set<number>());
  useEffect(() => {
    const refresh = throttle(() => void refreshShown(shown), REFRESH_MS);
    const stop = onDesk((event) => (event === null || OF_A_ROW.includes(event.topic)) && refresh());
    return () => {
      refresh.stop();
      stop();
      closeLog();
    };
  }, [shown]);
  return shown;
}

/** The last known value, so that numbers stay visible while they are requested again. */
function useKept<T>(value: T | null): T | null {
  const [kept, setKept] = useState(value);
  useEffect(() => {
    if (value !== null) setKept(value);
  }, [value]);
  return value ?? kept;
}

function toggled(ticked: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(ticked);
  if (!next.delete(id)) next.add(id);
  return next;
}
