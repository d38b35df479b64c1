import { FileDown, ListFilter } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useSearch } from 'wouter';
import type { Job, JobCounts } from '../../../src-preload/contract/index.ts';
import { revealFile } from '../../bridge/files.ts';
import { call, onDesk, sentenceOf } from '../../bridge/index.ts';
import { goTo } from '../../frame/hash-location.ts';
import { Page } from '../../frame/page.tsx';
import { gatherFrom, holderOf, JOB_ACTS, type JobAct, perform } from '../../state/deliveries-acts.ts';
import {
  filterOf,
  isCounted,
  isFiltered,
  type LogAddress,
  readLogAddress,
  WHOLE_LOG,
  writeLogAddress,
} from '../../state/deliveries-address.ts';
import { closeLog, loadMore, openLog, refreshShown, reloadLog, useLog } from '../../state/deliveries-log.ts';
import { refreshDesk, useDesk } from '../../state/desk.ts';
import { changePreferences, usePreferences } from '../../state/preferences.ts';
import { throttle } from '../../state/throttle.ts';
import { useAsk } from '../../state/use-ask.ts';
import { Button } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { say, sayWrong } from '../../ui/toaster.tsx';
import { ActDialog, type Asked, sayDone } from './act-dialog.tsx';
import styles from './deliveries.module.css';
import { FilterLine } from './filter-line.tsx';
import { JobPane } from './job-detail.tsx';
import { LogSearch } from './log-search.tsx';
import { LogTable, type LogTableHandle } from './log-table.tsx';
import { NothingHere } from './nothing-here.tsx';
import { PickAll } from './pick-all.tsx';
import { StateFilter } from './state-filter.tsx';
import { TickedLine } from './ticked-line.tsx';
import { ACT_WORDS, rowsWord } from './words.ts';

const NO_TICKS: ReadonlySet<number> = new Set();
const NO_LINES = { connections: [], imports: [] };
const REFRESH_MS = 700;

/** The delivery log: everything that was, is or will be sent to a dialer, and what became of it. */
export function DeliveriesScreen() {
  const query = useSearch();
  const address = useMemo(() => readLogAddress(query), [query]);
  const filterKey = writeLogAddress({ ...address, job: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: spans such as "the last hour" are counted from when they are chosen
  const filter = useMemo(() => filterOf(address, Date.now()), [filterKey]);
  const log = useLog();
  const lines = useDesk((s) => s.status) ?? NO_LINES;
  const listWidth = usePreferences((p) => p.listWidth);
  const counts = useKept(
    useAsk('jobs.counts', { connectionId: filter.connectionId, importId: filter.importId }, [
      'jobs',
      'connections',
      'imports',
    ]).value,
  );
  const [cursor, setCursor] = useState<number | null>(address.job);
  const [ticked, setTicked] = useState(NO_TICKS);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [pickAll, setPickAll] = useState(false);
  const table = useRef<LogTableHandle>(null);
  const [shown] = useState(() => new Set<number>());

  useEffect(() => {
    setTicked(NO_TICKS);
    void openLog(filter);
  }, [filter]);
  useEffect(() => {
    const refresh = throttle(() => void refreshShown(shown), REFRESH_MS);
    const stop = onDesk(
      (event) => (event === null || ['jobs', 'connections', 'imports'].includes(event.topic)) && refresh(),
    );
    return () => {
      refresh.stop();
      stop();
      closeLog();
    };
  }, [shown]);
  useEffect(() => {
    if (address.job !== null) setCursor(address.job);
  }, [address.job]);

  const change = (to: Partial<LogAddress>) => goTo(writeLogAddress({ ...address, ...to }), { replace: 'job' in to });
  const open = (id: number | null) => {
    goTo(writeLogAddress({ ...address, job: id }), { replace: address.job !== null && id !== null });
    if (id === null) table.current?.focus();
  };
  const select = (id: number) => {
    setCursor(id);
    if (address.job !== null && address.job !== id) open(id);
  };
  const move = (by: number) => {
    const at = log.jobs.findIndex((j) => j.id === cursor);
    const to = Math.max(0, Math.min(at + by, log.jobs.length - 1));
    const job = log.jobs[to];
    if (job === undefined) return;
    select(job.id);
    table.current?.reveal(to);
  };

  const tickedJobs = useMemo(() => log.jobs.filter((j) => ticked.has(j.id)), [log.jobs, ticked]);
  const current = log.jobs.find((j) => j.id === cursor);
  /** What a key acts on: the ticked rows, or else the one under the cursor. */
  const targets = tickedJobs.length > 0 ? tickedJobs : current === undefined ? [] : [current];

  const settle = async (done: boolean) => {
    setAsked(null);
    if (!done) return;
    const at = log.jobs.findIndex((j) => j.id === cursor);
    setTicked(NO_TICKS);
    await Promise.all([reloadLog(), refreshDesk()]);
    const { jobs } = useLog.getState();
    if (address.job === null && cursor !== null && !jobs.some((j) => j.id === cursor)) setCursor(jobs[at]?.id ?? null);
  };
  const act = (what: JobAct, jobs: readonly Job[]) => {
    const gathered = gatherFrom(what, jobs, lines);
    if (gathered.ids.length === 0) return;
    if (what !== 'cancel' || gathered.byState.unknown !== undefined) {
      setAsked({ act: what, gathered });
      return;
    }
    perform(what, gathered.ids).then(
      (changed) => {
        sayDone(what, gathered, changed);
        return settle(true);
      },
      (thrown: unknown) => sayWrong(`Not called off: ${sentenceOf(thrown)}`),
    );
  };
  const resume = (job: Job) => {
    const holder = holderOf(job, lines);
    if (holder === null) return;
    const done =
      holder.kind === 'connection'
        ? call('connections.resume', { id: holder.connection.id })
        : call('imports.resume', { id: holder.import.id });
    const name = holder.kind === 'connection' ? holder.connection.name : holder.import.fileName;
    done.then(
      () => {
        say(`${name} goes on.`);
        return settle(true);
      },
      (thrown: unknown) => sayWrong(`${name} could not go on: ${sentenceOf(thrown)}`),
    );
  };
  const exportAll = () => {
    call('jobs.export', { filter }).then(
      async ({ path, rows }) => {
        await revealFile(path);
        say(`${rowsWord(rows)} written to ${path}`);
      },
      (thrown: unknown) => sayWrong(`Not exported: ${sentenceOf(thrown)}`),
    );
  };

  const matching = matchingWords(filter.state, isCounted(filter) ? counts : null, log);
  const onAll = JOB_ACTS.map((what) => ({
    id: `deliveries.all.${what}`,
    label: `${ACT_WORDS[what].label}: all that match …`,
    group: 'All that match',
    run: () => setAsked({ act: what, filter, lines }),
  }));
  const can = (what: JobAct) => gatherFrom(what, targets, lines).ids.length;
  const holder = current === undefined ? null : holderOf(current, lines);
  useKeys([
    { id: 'deliveries.next', label: 'Next row', keys: 'j', group: 'Deliveries', hidden: true, run: () => move(1) },
    { id: 'deliveries.before', label: 'Row before', keys: 'k', group: 'Deliveries', hidden: true, run: () => move(-1) },
    {
      id: 'deliveries.open',
      label: 'Open the row',
      keys: 'Enter',
      group: 'Deliveries',
      hidden: true,
      disabled: cursor === null,
      run: () => open(cursor),
    },
    {
      id: 'deliveries.tick',
      label: 'Tick the row',
      keys: 'x',
      group: 'Deliveries',
      hidden: true,
      disabled: cursor === null,
      run: () => cursor !== null && setTicked(toggled(ticked, cursor)),
    },
    ...JOB_ACTS.map((what) => ({
      id: `deliveries.${what}`,
      label: targets.length > 1 ? `${ACT_WORDS[what].label}: ${rowsWord(can(what))}` : ACT_WORDS[what].label,
      keys: ACT_WORDS[what].keys,
      group: 'Deliveries',
      disabled: can(what) === 0,
      run: () => act(what, targets),
    })),
    {
      id: 'deliveries.resume',
      label: 'Resume what holds this row',
      keys: 'p',
      group: 'Deliveries',
      disabled: holder === null,
      run: () => current !== undefined && resume(current),
    },
    {
      id: 'deliveries.untick',
      label: 'Untick all',
      keys: 'Escape',
      group: 'Deliveries',
      hidden: true,
      disabled: ticked.size === 0 || address.job !== null,
      run: () => setTicked(NO_TICKS),
    },
    {
      id: 'deliveries.all',
      label: 'Act on all that match',
      keys: '*',
      group: 'Deliveries',
      run: () => setPickAll(true),
    },
    { id: 'deliveries.export', label: `Export ${matching}`, keys: 'e', group: 'Deliveries', run: exportAll },
    {
      id: 'deliveries.clear',
      label: 'Clear all filters',
      keys: 'shift+f',
      group: 'Deliveries',
      disabled: !isFiltered(address),
      run: () => change({ ...WHOLE_LOG, job: address.job }),
    },
    {
      id: 'deliveries.fresh',
      label: 'Show what is new',
      keys: '.',
      group: 'Deliveries',
      disabled: log.fresh === 0,
      run: () => void openLog(filter),
    },
    ...onAll,
  ]);

  const unknown = counts?.unknown ?? 0;
  return (
    <Page
      title="Deliveries"
      search={<LogSearch text={address.text} onText={(text) => change({ text, job: address.job })} />}
      acts={
        <>
          <Button
            icon={ListFilter}
            keys="*"
            hint="Act on every row that matches the filters"
            onClick={() => setPickAll(true)}
          >
            All that match …
          </Button>
          <Button icon={FileDown} keys="e" hint="Write what matches as CSV" onClick={exportAll}>
            Export {matching}
          </Button>
          {unknown > 0 && address.state !== 'unknown' && (
            <Button kind="main" onClick={() => change({ state: 'unknown' })}>
              Decide on {formatNumber(unknown)} unknown
            </Button>
          )}
        </>
      }
    >
      <StateFilter counts={counts} value={address.state} onChange={(state) => change({ state })} />
      {ticked.size > 0 ? (
        <TickedLine
          jobs={tickedJobs}
          lines={lines}
          matching={matching}
          onAct={(what) => act(what, tickedJobs)}
          onAll={() => setPickAll(true)}
          onClear={() => {
            setTicked(NO_TICKS);
            table.current?.focus();
          }}
        />
      ) : (
        <FilterLine
          address={address}
          filter={filter}
          onChange={change}
          matching={matching}
          fresh={log.fresh === 0 ? null : `${formatNumber(log.fresh)}${log.freshMore ? '+' : ''} new`}
          onFresh={() => void openLog(filter)}
        />
      )}
      {log.error !== null && (
        <ErrorNote
          className={styles.error}
          acts={
            <Button size="small" onClick={() => void reloadLog()}>
              Ask again
            </Button>
          }
        >
          The list could not be read. Nothing is lost by that, sending goes on. {log.error}
        </ErrorNote>
      )}
      <SplitPane
        list={
          <LogTable
            ref={table}
            narrow={address.job !== null}
            shown={shown}
            rows={log.jobs}
            total={isCounted(filter) ? totalOf(filter.state, counts) : undefined}
            onEnd={loadMore}
            selected={cursor}
            onSelect={select}
            onOpen={(job) => open(job.id)}
            ticked={ticked}
            onTick={setTicked}
            empty={
              log.error === null && (
                <NothingHere settled={log.settled} filtered={isFiltered(address)} onClear={() => change(WHOLE_LOG)} />
              )
            }
          />
        }
        detail={
          address.job === null ? null : (
            <JobPane
              key={address.job}
              id={address.job}
              known={log.jobs.find((j) => j.id === address.job)}
              lines={lines}
              onAct={(what, job) => act(what, [job])}
              onResume={resume}
              onClose={() => open(null)}
            />
          )
        }
        detailLabel="The row that is open"
        onClose={() => open(null)}
        width={listWidth}
        onWidth={(width) => changePreferences({ listWidth: Math.max(200, Math.min(2000, width)) })}
      />
      {asked !== null && <ActDialog asked={asked} onClose={(done) => void settle(done)} />}
      {pickAll && (
        <PickAll
          filter={filter}
          matching={matching}
          onClose={() => setPickAll(false)}
          onPick={(what) => {
            setPickAll(false);
            setAsked({ act: what, filter, lines });
          }}
        />
      )}
    </Page>
  );
}

/** The last value that was there: numbers stay in sight while they are asked for anew. */
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

function totalOf(state: Job['state'] | undefined, counts: JobCounts | null): number | undefined {
  return counts?.[state ?? 'total'];
}

function matchingWords(
  state: Job['state'] | undefined,
  counts: JobCounts | null,
  log: { readonly jobs: readonly Job[]; readonly cursor: string | null },
): string {
  const total = totalOf(state, counts);
  if (total !== undefined) return rowsWord(total);
  return log.cursor === null ? rowsWord(log.jobs.length) : `${formatNumber(log.jobs.length)}+ rows`;
}
