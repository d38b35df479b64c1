import { create } from 'zustand';
import type { Job, JobFilter } from '../../src-preload/contract/index.ts';
import { call, errorMessage } from '../bridge/index.ts';

/** The number of jobs requested at once, and how many pages are loaded ahead. */
const PAGE = 200;
const AHEAD_PAGES = 3;
/** The most rows that are refreshed individually because they left their page. */
const STRAYS_AT_MOST = 12;
/** After an action the loaded rows are read again in pages of this size, up to a limit. */
const RELOAD_PAGE = 1000;
const RELOAD_AT_MOST = 10;

interface Log {
  readonly filter: JobFilter;
  /** The loaded jobs, in the order in which they were loaded. Rows change in place and never move. */
  readonly jobs: readonly Job[];
  /** Where the next page starts; null when all is loaded. */
  readonly cursor: string | null;
  /** Whether `jobs` answers `filter`. Until then the rows of the previous query stay visible. */
  readonly settled: boolean;
  readonly error: string | null;
  /** The number of matching jobs that were added after the list was read. */
  readonly fresh: number;
  /** Whether there are more new ones than counted. */
  readonly freshMore: boolean;
}

const NOTHING: Log = {
  filter: {},
  jobs: [],
  cursor: null,
  settled: false,
  error: null,
  fresh: 0,
  freshMore: false,
};

/** The loaded part of the delivery log. */
export const useLog = create<Log>(() => NOTHING);

/** The start of each loaded page: its cursor, and its first index in `jobs`. */
let starts: { after: string | null; index: number }[] = [];
let ticket = 0;
let loading = false;

async function fetchJobs(filter: JobFilter, after: string | null, limit = PAGE) {
  return call('jobs.list', { filter, after, limit });
}

/** Shows the matching jobs, newest first. */
export async function openLog(filter: JobFilter): Promise<void> {
  const mine = ++ticket;
  useLog.setState({ filter, settled: false, error: null });
  try {
    const page = await fetchJobs(filter, null);
    if (mine !== ticket) return;
    starts = [{ after: null, index: 0 }];
    useLog.setState({ ...NOTHING, filter, jobs: page.jobs, cursor: page.cursor, settled: true });
    await loadMore(AHEAD_PAGES - 1);
  } catch (thrown) {
    if (mine === ticket) useLog.setState({ ...NOTHING, filter, error: errorMessage(thrown), settled: true });
  }
}

/** Loads more pages, three at a time, so that rows are already loaded when they are scrolled to. */
export async function loadMore(pages = AHEAD_PAGES): Promise<void> {
  if (loading) return;
  loading = true;
  const mine = ticket;
  try {
    for (let i = 0; i < pages; i++) {
      const { cursor, filter, jobs, settled } = useLog.getState();
      if (cursor === null || !settled) return;
      const page = await fetchJobs(filter, cursor);
      if (mine !== ticket) return;
      const known = new Set(jobs.map((j) => j.id));
      starts.push({ after: cursor, index: jobs.length });
      useLog.setState({ jobs: [...jobs, ...page.jobs.filter((j) => !known.has(j.id))], cursor: page.cursor });
    }
    useLog.setState({ error: null });
  } catch (thrown) {
    if (mine === ticket) useLog.setState({ error: errorMessage(thrown) });
  } finally {
    loading = false;
  }
}

/** Handles a change: visible rows are updated in place, and new ones are counted but not inserted. An empty list is read again. */
export async function refreshShown(shown: ReadonlySet<number>): Promise<void> {
  const mine = ticket;
  const { filter, jobs, settled } = useLog.getState();
  if (!settled) return;
  if (jobs.length === 0) return openLog(filter);
  try {
    const at = new Map(jobs.map((job, index) => [job.id, index]));
    const pages = new Set([0]);
    for (const id of shown) {
      const index = at.get(id);
      if (index !== undefined) pages.add(starts.findLastIndex((s) => s.index <= index));
    }
    const found = new Map<number, Job>();
    let fresh = 0;
    let freshMore = false;
    for (const page of [...pages].slice(0, 4)) {
      const answer = await fetchJobs(filter, starts[page]?.after ?? null);
      if (mine !== ticket) return;
      for (const job of answer.jobs) found.set(job.id, job);
      if (page === 0) {
        fresh = answer.jobs.filter((j) => !at.has(j.id)).length;
        freshMore = fresh === answer.jobs.length && answer.cursor !== null;
      }
    }
    const strays = [...shown].filter((id) => at.has(id) && !found.has(id)).slice(0, STRAYS_AT_MOST);
    for (const job of await Promise.all(strays.map((id) => call('jobs.get', { id })))) found.set(job.id, job);
    if (mine !== ticket) return;
    useLog.setState((log) => ({
      jobs: log.jobs.map((job) => found.get(job.id) ?? job),
      fresh,
      freshMore,
      error: null,
    }));
  } catch (thrown) {
    if (mine === ticket) useLog.setState({ error: errorMessage(thrown) });
  }
}

/** Reads everything that is loaded again, as after one's own action. Rows that no longer match are removed. */
export async function reloadLog(): Promise<void> {
  const mine = ++ticket;
  const { filter, jobs } = useLog.getState();
  const wanted = Math.max(jobs.length, PAGE);
  try {
    const next: Job[] = [];
    const nextStarts: typeof starts = [];
    let after: string | null = null;
    for (let i = 0; i < RELOAD_AT_MOST; i++) {
      nextStarts.push({ after, index: next.length });
      const page: { jobs: Job[]; cursor: string | null } = await fetchJobs(
        filter,
        after,
        Math.min(RELOAD_PAGE, wanted - next.length),
      );
      if (mine !== ticket) return;
      next.push(...page.jobs);
      after = page.cursor;
      if (after === null || next.length >= wanted) break;
    }
    starts = nextStarts;
    useLog.setState({ jobs: next, cursor: after, settled: true, error: null, fresh: 0, freshMore: false });
  } catch (thrown) {
    if (mine === ticket) useLog.setState({ error: errorMessage(thrown), settled: true });
  }
}

/** Discards what is loaded, when the screen closes. */
export function closeLog(): void {
  ticket++;
  starts = [];
  useLog.setState(NOTHING);
}
