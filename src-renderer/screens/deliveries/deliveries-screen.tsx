import { FileDown, ListFilter } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useSearch } from 'wouter';
import { onDesk } from '../../bridge/index.ts';
import { holderOf } from '../../state/deliveries-acts.ts';
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
import { useDesk } from '../../state/desk.ts';
import { goTo } from '../../state/hash-location.ts';
import { changePreferences, usePreferences } from '../../state/preferences.ts';
import { throttle } from '../../state/throttle.ts';
import { useAsk } from '../../state/use-ask.ts';
import { Button } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { Page } from '../../ui/page.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { undecided } from '../../ui/states.ts';
import { ActDialog } from './act-dialog.tsx';
import styles from './deliveries.module.css';
import { FilterLine } from './filter-line.tsx';
import { JobPane } from './job-detail.tsx';
import { jobActKeys, logKeys } from './log-keys.ts';
import { LogSearch } from './log-search.tsx';
import { LogTable, type LogTableHandle } from './log-table.tsx';
import { NothingHere } from './nothing-here.tsx';
import { PickAll } from './pick-all.tsx';
import { StateFilter } from './state-filter.tsx';
import { TickedLine } from './ticked-line.tsx';
import { useLogActs } from './use-log-acts.ts';
import { matchingWords, rowsWord } from './words.ts';

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
  const scope = { connectionId: filter.connectionId, importId: filter.importId };
  const counts = useKept(useAsk('jobs.counts', scope, ['jobs', 'connections', 'imports']).value);
  const [cursor, setCursor] = useState<number | null>(address.job);
  const [ticked, setTicked] = useState(NO_TICKS);
  const [pickAll, setPickAll] = useState(false);
  const table = useRef<LogTableHandle>(null);
  const shown = useLogRefresh();

  useEffect(() => {
    setTicked(NO_TICKS);
    void openLog(filter);
  }, [filter]);
  useEffect(() => {
    if (address.job !== null) setCursor(address.job);
  }, [address.job]);
  useEffect(() => {
    // Come here by a key: what held the focus is gone. A page just loaded has none to lose.
    if (useDesk.getState().status !== null) table.current?.keepFocus();
  }, []);

  const cursorAt = useRef(-1);
  const at = log.jobs.findIndex((j) => j.id === cursor);
  useEffect(() => {
    if (at >= 0) cursorAt.current = at;
  }, [at]);
  const acts = useLogActs(filter, lines, () => {
    setTicked(NO_TICKS);
    table.current?.keepFocus();
    const { jobs } = useLog.getState();
    if (address.job !== null || jobs.some((j) => j.id === cursor)) return;
    setCursor(jobs[Math.min(cursorAt.current, jobs.length - 1)]?.id ?? null);
  });

  const change = (to: Partial<LogAddress>, replace = false) =>
    goTo(writeLogAddress({ ...address, ...to }), { replace });
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
    setTicked(NO_TICKS);
    table.current?.focus();
  };
  const showFresh = () => {
    void openLog(filter);
    table.current?.reveal(0);
  };

  const tickedJobs = useMemo(() => log.jobs.filter((j) => ticked.has(j.id)), [log.jobs, ticked]);
  const current = at < 0 ? undefined : log.jobs[at];
  const total = isCounted(filter) ? counts?.[filter.state ?? 'total'] : undefined;
  const matching = matchingWords(total, log.jobs.length, log.cursor !== null);
  useKeys([
    ...logKeys({
      move,
      open: current === undefined ? null : () => open(current.id),
      tick: current === undefined ? null : () => setTicked(toggled(ticked, current.id)),
      untick: ticked.size === 0 || address.job !== null ? null : untick,
      resume: current === undefined || holderOf(current, lines) === null ? null : () => acts.resume(current),
      fresh: log.fresh === 0 ? null : showFresh,
      clear: isFiltered(address) ? () => change({ ...WHOLE_LOG, job: address.job }) : null,
      pickAll: () => setPickAll(true),
      exportAll: acts.exportAll,
      matching,
    }),
    ...jobActKeys({
      // A key acts on the ticked rows, or else on the one under the cursor.
      targets: tickedJobs.length > 0 ? tickedJobs : current === undefined ? [] : [current],
      lines,
      onAct: acts.act,
      onAll: acts.actOnAll,
    }),
  ]);

  const unknown = counts === null || counts === undefined ? 0 : undecided(counts);
  return (
    <Page
      title="Deliveries"
      search={<LogSearch text={address.text} onText={(text) => change({ text }, true)} />}
      acts={
        <>
          <Button
            icon={ListFilter}
            keys="*"
            hint="Act on all matching rows"
            disabled={matching === rowsWord(0)}
            onClick={() => setPickAll(true)}
          >
            All matching …
          </Button>
          <Button
            icon={FileDown}
            keys="e"
            hint="Export matching rows as CSV"
            disabled={matching === rowsWord(0)}
            onClick={acts.exportAll}
          >
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
          onAct={(what) => acts.act(what, tickedJobs)}
          onAll={() => setPickAll(true)}
          onClear={untick}
        />
      ) : (
        <FilterLine
          address={address}
          filter={filter}
          onChange={change}
          matching={matching}
          fresh={log.fresh === 0 ? null : `${formatNumber(log.fresh)}${log.freshMore ? '+' : ''} new`}
          onFresh={showFresh}
        />
      )}
      {log.error !== null && (
        <ErrorNote
          className={styles.error}
          acts={
            <Button size="small" onClick={() => void reloadLog()}>
              Retry
            </Button>
          }
        >
          Deliveries couldn’t be loaded. Nothing was lost, and sending continues. {log.error}
        </ErrorNote>
      )}
      <div className={styles.work}>
        <SplitPane
          list={
            <LogTable
              ref={table}
              narrow={address.job !== null}
              shown={shown}
              rows={log.jobs}
              total={total}
              onEnd={loadMore}
              selected={cursor}
              onSelect={select}
              onOpen={(job) => open(job.id)}
              ticked={ticked}
              onTick={setTicked}
              empty={
                log.error === null && (
                  <NothingHere
                    settled={log.settled}
                    filtered={isFiltered(address)}
                    onClear={() => change({ ...WHOLE_LOG })}
                  />
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
                onAct={(what, job) => acts.act(what, [job])}
                onResume={acts.resume}
                onClose={() => open(null)}
              />
            )
          }
          detailLabel="The open row"
          onClose={() => open(null)}
          width={listWidth}
          onWidth={(width) => changePreferences({ listWidth: Math.max(200, Math.min(2000, width)) })}
        />
      </div>
      {acts.asked !== null && (
        <ActDialog
          asked={acts.asked}
          onClose={(done) => {
            void acts.settle(done);
            table.current?.keepFocus();
          }}
        />
      )}
      {pickAll && (
        <PickAll
          filter={filter}
          matching={matching}
          onClose={() => {
            setPickAll(false);
            table.current?.keepFocus();
          }}
          onPick={(what) => {
            setPickAll(false);
            acts.actOnAll(what);
          }}
        />
      )}
    </Page>
  );
}

/** Keeps the rows in sight up to date while the screen is open; their ids are to be kept in the set it returns. */
function useLogRefresh(): Set<number> {
  const [shown] = useState(() => new Set<number>());
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
  return shown;
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
