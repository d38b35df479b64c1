import { Ban, Download, Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ImportDetail, JobCounts } from '../../../../src-preload/contract/index.ts';
import { revealFile } from '../../../bridge/files.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { deliveriesAt, dialerAt } from '../../../state/addresses.ts';
import { useDesk } from '../../../state/desk.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { formatCount, formatDuration, formatNumber, formatRate } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { ErrorNote, Note } from '../../../ui/notes.tsx';
import { Sparkline } from '../../../ui/sparkline.tsx';
import { StackBar } from '../../../ui/stack-bar.tsx';
import { undecided } from '../../../ui/states.ts';
import { toast, toastError } from '../../../ui/toaster.tsx';
import { importParts, leftOut, notQueued, unsettled } from '../import-look.ts';
import { ImportPage } from '../wizard/import-page.tsx';
import { CallOff } from './call-off.tsx';
import { HeldOtherwise } from './held-otherwise.tsx';
import { ReasonsSaid } from './reasons-said.tsx';
import styles from './result-step.module.css';
import { StateTable } from './state-table.tsx';

interface StepProps {
  readonly detail: ImportDetail;
  readonly refresh: () => void;
}

/** The results of the rows, during and after sending. */
export function ResultStep({ detail, refresh }: StepProps) {
  const { id, jobs } = detail;
  const connection = useDesk((s) => s.status?.connections.find((c) => c.id === detail.connectionId));
  const [callingOff, setCallingOff] = useState(false);
  const unsent = jobs.ready + jobs.held + notQueued(detail);
  const open = unsettled(detail) + notQueued(detail);
  const rejects = leftOut(detail) + jobs.rejected;
  const run = (work: Promise<unknown>, done?: string) => {
    work.then(
      () => {
        if (done !== undefined) toast(done);
        refresh();
      },
      (thrown: unknown) => toastError(errorMessage(thrown)),
    );
  };
  const pause = {
    id: 'import.pause',
    label: 'Pause',
    keys: 'p',
    group: 'This dial list',
    disabled: detail.paused || open === 0,
    run: () => run(call('imports.pause', { id })),
  };
  const resume = {
    id: 'import.resume',
    label: 'Resume',
    keys: 'p',
    group: 'This dial list',
    disabled: !detail.paused,
    run: () => run(call('imports.resume', { id })),
  };
  const cancelTimer = {
    id: 'import.cancel',
    label: `Cancel ${formatCount(unsent, 'unsent row')}`,
    keys: 'shift+c',
    group: 'This dial list',
    disabled: unsent === 0,
    run: () => setCallingOff(true),
  };
  const save = {
    id: 'import.rejects',
    label: `Save ${formatCount(rejects, 'row')} left out or rejected`,
    keys: 's',
    group: 'This dial list',
    disabled: rejects === 0,
    run: () =>
      run(
        call('imports.rejects', { id }).then(async ({ path, rows }) => {
          await revealFile(path);
          toast(`${formatCount(rows, 'row')} saved as CSV with reasons. Fix them and import the file again.`);
        }),
      ),
  };
  useKeys([detail.paused ? resume : pause, cancelTimer, save]);
  return (
    <ImportPage
      detail={detail}
      step="result"
      actions={
        detail.paused ? (
          <ActionButton action={resume} kind="main" icon={Play} />
        ) : open > 0 ? (
          <ActionButton action={pause} kind="main" icon={Pause} />
        ) : (
          rejects > 0 && <ActionButton action={save} kind="main" icon={Download} />
        )
      }
    >
      <div className={styles.step}>
        {detail.error !== null && <ErrorNote>{detail.error}</ErrorNote>}
        {connection !== undefined && open > 0 && connection.runState !== 'running' && (
          <Note kind="warning" actions={<Link href={dialerAt(connection.id)}>To the dialer</Link>}>
            {connection.name} is not sending. {connection.runReason}
          </Note>
        )}
        {detail.paused && detail.pausedReason != null && <Note kind="warning">{detail.pausedReason}</Note>}
        <UnknownRows importId={id} jobs={jobs} />
        <HeldOtherwise detail={detail} moving={open > 0 && !detail.paused} />
        <Progressing detail={detail} open={open} />
        <StackBar size="large" parts={importParts(detail)} total={detail.rows.total} label={detail.fileName} />
        <StateTable detail={detail} />
        <ReasonsSaid importId={id} moving={open > 0 && !detail.paused} />
        <div className={styles.actions}>
          {rejects > 0 && (open > 0 || detail.paused) && <ActionButton action={save} icon={Download} />}
          {unsent > 0 && <ActionButton action={cancelTimer} kind="danger" icon={Ban} />}
        </div>
      </div>
      {callingOff && <CallOff detail={detail} unsent={unsent} onClose={() => setCallingOff(false)} onDone={refresh} />}
    </ImportPage>
  );
}

/** The explanation of rows with an unknown result. Those that are resolved automatically need no action. */
function UnknownRows({ importId, jobs }: { readonly importId: number; readonly jobs: JobCounts }) {
  const open = undecided(jobs);
  const checking = jobs.unknown - open;
  if (jobs.unknown === 0) return null;
  const asked = `${formatCount(checking, 'row was', 'rows were')} sent without an answer: the dialer is being asked automatically whether it has ${checking === 1 ? 'it' : 'them'}; nothing to do.`;
  if (open === 0) return <Note>{asked}</Note>;
  return (
    <Note kind="warning" actions={<Link href={deliveriesAt({ importId, state: 'unknown' })}>Review</Link>}>
      {formatCount(open, 'row was', 'rows were')} sent with an unknown result. Nothing is sent again until you decide.
      {checking > 0 && ` ${asked}`}
    </Note>
  );
}

function headline(detail: ImportDetail, open: number): string {
  const { jobs, rows } = detail;
  const settled = rows.send - open - jobs.unknown;
  if (open > 0) return `${formatNumber(settled)} of ${formatCount(rows.send, 'row')} done`;
  if (jobs.unknown > 0) {
    const all = `Sent; ${formatCount(jobs.unknown, 'row is', 'rows are')} still unknown`;
    return undecided(jobs) === 0 ? `${all}, being checked` : all;
  }
  return rows.send === 0 ? 'No rows were to be sent' : `All ${formatCount(jobs.total, 'row')} done`;
}

function Progressing({ detail, open }: { readonly detail: ImportDetail; readonly open: number }) {
  const { rate, secondsLeft, rates, paused } = detail;
  const moving = open > 0 && rate !== null && rate > 0;
  const top = Math.max(0, ...rates);
  return (
    <div className={styles.head}>
      <div>
        <h2 className={styles.title}>{headline(detail, open)}</h2>
        <p className={styles.pace}>
          {paused && open > 0 ? (
            'Paused: requests in flight finish, nothing new is sent'
          ) : moving ? (
            <>
              {formatRate(rate)}
              {secondsLeft !== null && `, ${formatDuration(secondsLeft)} left`}
            </>
          ) : open === 0 ? (
            'Nothing more will be sent'
          ) : detail.jobs.sending > 0 || notQueued(detail) > 0 ? (
            'Sending: the rate appears after a few seconds'
          ) : (
            'Waiting for the dialer'
          )}
        </p>
      </div>
      {rates.length > 2 && (
        <figure className={styles.spark}>
          <Sparkline
            values={rates}
            span={Math.max(12, rates.length)}
            label={`Rows done per second over the last ${rates.length} seconds: now ${formatRate(rates.at(-1) ?? 0)}, at most ${formatRate(top)}`}
          />
          <figcaption className={styles.caption}>
            <span>last {rates.length} s</span>
            <span>at most {formatRate(top)}</span>
          </figcaption>
        </figure>
      )}
    </div>
  );
}
