import { useEffect, useMemo, useRef } from 'react';
import { useSearch } from 'wouter';
import type { CommandInput } from '../../../src-preload/contract/index.ts';
import { revealFile } from '../../bridge/files.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import { REPORT_ACTIONS } from '../../features/keys/report-keys.ts';
import { navigate } from '../../state/hash-location.ts';
import { askReports, closeReports, useReports, watchReports } from '../../state/reports.ts';
import {
  isNarrowed,
  questionOf,
  type ReportsAddress,
  readReportsAddress,
  writeReportsAddress,
} from '../../state/reports-address.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatCount } from '../../ui/format.ts';
import { type Action, useKeys } from '../../ui/keys.ts';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Page } from '../../ui/page.tsx';
import { toast, toastError } from '../../ui/toaster.tsx';
import { useNow } from '../../ui/use-now.ts';
import { Choices } from './choices.tsx';
import { Headline } from './headline.tsx';
import { NothingOffered } from './nothing-offered.tsx';
import { HoursPlot, TimesPlot } from './plots.tsx';
import { ReportHelp } from './report-help.tsx';
import styles from './reports.module.css';
import { WhoTable } from './who-table.tsx';

/** For the team lead: how many offered leads are claimed and missed, by whom, when, and how fast. */
export function ReportsScreen() {
  const query = useSearch();
  const address = useMemo(() => readReportsAddress(query), [query]);
  const now = useNow();
  // The same words until midnight: the question changes with what is asked, not with the clock.
  const key = JSON.stringify(questionOf(address, now));
  const question = useMemo(() => JSON.parse(key) as ReturnType<typeof questionOf>, [key]);
  const { who } = address;
  const { report, settled, error } = useReports();
  const room = useRef<HTMLDivElement>(null);
  useEffect(() => watchReports(question, who), [question, who]);
  useEffect(() => closeReports, []);
  useEffect(() => room.current?.focus({ preventScroll: true }), []);

  const change = (to: Partial<ReportsAddress>) => navigate(writeReportsAddress({ ...address, ...to }));
  const empty = report === null || report.byWho.total.offered === 0;
  const save = (what: Pick<CommandInput<'offers.exportReport'>, 'by' | 'what'>) => () => {
    call('offers.exportReport', { ...question, ...what }).then(
      async ({ path, rows }) => {
        toast(`${formatCount(rows, 'row')} written to ${path}`);
        await revealFile(path);
      },
      (thrown: unknown) => toastError(`Not exported: ${errorMessage(thrown)}`),
    );
  };
  const saveRows: Action = { ...REPORT_ACTIONS.exportRows, disabled: empty, run: save({ by: who }) };
  const saveTimes: Action = { ...REPORT_ACTIONS.exportTimes, disabled: empty, run: save({ what: 'distribution' }) };
  const saveHours: Action = { ...REPORT_ACTIONS.exportHours, disabled: empty, run: save({ by: 'hour' }) };
  const inTime = (span: ReportsAddress['span']) => () => change({ span, from: null, until: null });
  useKeys([
    { ...REPORT_ACTIONS.today, run: inTime('today') },
    { ...REPORT_ACTIONS.week, run: inTime('week') },
    { ...REPORT_ACTIONS.month, run: inTime('month') },
    { ...REPORT_ACTIONS.person, run: () => change({ who: 'person' }) },
    { ...REPORT_ACTIONS.team, run: () => change({ who: 'team' }) },
    { ...REPORT_ACTIONS.source, run: () => change({ who: 'source' }) },
    {
      ...REPORT_ACTIONS.clear,
      disabled: !isNarrowed(address),
      run: () => change({ source: null, team: null }),
    },
    saveRows,
    saveTimes,
    saveHours,
  ]);

  return (
    <Page title="Reports" actions={<ReportHelp />}>
      <Choices address={address} now={now} report={report} onChange={change} />
      {error !== null && (
        <ErrorNote
          className={styles.error}
          actions={
            <Button size="small" onClick={() => void askReports(question, who)}>
              Retry
            </Button>
          }
        >
          Reports couldn’t be loaded. Nothing was lost. {error}
        </ErrorNote>
      )}
      <div ref={room} tabIndex={-1} aria-busy={!settled} className={cx(styles.room, !settled && styles.asking)}>
        {report === null && error === null && (
          <div className={styles.skeleton}>
            <Skeleton height={56} />
            <Skeleton height={200} lines={3} />
          </div>
        )}
        {report !== null && empty && <NothingOffered report={report} address={address} onChange={change} />}
        {report !== null && !empty && (
          <>
            <Headline total={report.byWho.total} />
            <WhoTable report={report} address={address} onChange={change} save={saveRows} />
            <div className={styles.plots}>
              <TimesPlot report={report} save={saveTimes} />
              <HoursPlot report={report} save={saveHours} />
            </div>
          </>
        )}
      </div>
    </Page>
  );
}
