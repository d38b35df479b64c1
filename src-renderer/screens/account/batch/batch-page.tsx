import { useState } from 'react';
import { Link } from 'wouter';
import type { CommandOutput, JobState } from '../../../../src-preload/contract/index.ts';
import { accountAt, recordAt, type Subject } from '../../../state/account-address.ts';
import { deliveriesAt } from '../../../state/addresses.ts';
import { navigate } from '../../../state/hash-location.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { formatCount, formatNumber } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { EmptyState, ErrorNote, Note, Skeleton } from '../../../ui/notes.tsx';
import { Page } from '../../../ui/page.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { StackBar } from '../../../ui/stack-bar.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { JOB_STATES } from '../../../ui/states.ts';
import { type Column, VirtualTable } from '../../../ui/virtual-table.tsx';
import styles from '../bulk.module.css';
import { SUBJECT_LOOKS } from '../subjects.ts';

type Batch = NonNullable<CommandOutput<'leadexec.batch'>>;
type Row = Batch['rows'][number];

/** The number of rows requested at once, which is also the maximum. */
const PAGE = 200;
const AT_MOST = 1_000;
/** The states in the order in which they matter to the operator. */
const STATES: readonly JobState[] = [
  ...(['unknown', 'rejected', 'held', 'ready', 'sending', 'awaiting-vendor', 'delivered'] as const),
  ...(['duplicate', 'cancelled'] as const),
];

const columns = (what: Batch['what']): Column<Row>[] => [
  { id: 'state', title: 'State', width: 140, cell: ({ state }) => <StateBadge state={state} plain /> },
  { id: 'name', title: what === 'copies' ? 'Client' : 'Item', width: 220, cell: ({ name }) => name },
  {
    id: 'what',
    title: what === 'copies' ? 'Delivery account' : 'Change',
    width: 220,
    cell: (row) =>
      what === 'copies' && row.id > 0 ? (
        <Link href={recordAt('accounts', 'accounts', row.parent, row.id)}>{row.what}</Link>
      ) : (
        row.what
      ),
  },
  { id: 'result', title: 'Result', width: 320, grow: true, cell: resultOf },
  {
    id: 'job',
    title: 'Job',
    width: 90,
    align: 'end',
    cell: ({ jobId }) => <Link href={deliveriesAt({ job: jobId })}>{String(jobId)}</Link>,
  },
];

function resultOf({ state, reason, differs, id }: Row): string {
  if (differs.length > 0) return `LeadExec stored ${differs.join(', ')} differently from what was sent.`;
  if (reason !== '') return reason;
  return state === 'delivered' && id > 0 ? `Created: ${id}` : '';
}

/** The progress of changes that were requested together: counts by state, and the outcome of each change. */
export function BatchPage({ subject, batchId }: { readonly subject: Subject; readonly batchId: number }) {
  const [state, setState] = useState<JobState | 'all'>('all');
  const [count, setCount] = useState(PAGE);
  const input = { batchId, count, ...(state === 'all' ? {} : { state }) };
  const { value: batch, error } = useCommandQuery('leadexec.batch', input, ['jobs', 'account', 'connections']);
  const { label: above, kinds } = SUBJECT_LOOKS[subject];
  const back = accountAt(subject, kinds[0]?.kind);
  useKeys([
    { id: 'batch.back', label: 'Back to the list', keys: 'Escape', group: 'Account', run: () => navigate(back) },
  ]);
  const options = [
    { value: 'all' as const, label: 'All', count: formatNumber(batch?.jobs.total ?? 0) },
    ...STATES.filter((one) => one === state || (batch?.jobs[one] ?? 0) > 0).map((one) => ({
      ...{ value: one, label: JOB_STATES[one].word, count: formatNumber(batch?.jobs[one] ?? 0) },
    })),
  ];
  return (
    <Page
      title={batch?.label ?? `Changes ${batchId}`}
      above={[
        { href: accountAt(), label: 'Account' },
        { href: back, label: above },
      ]}
    >
      <div className={styles.main}>
        {error !== null && <ErrorNote>{error}</ErrorNote>}
        {batch === null ? (
          <Missing isAsked={error === null} />
        ) : (
          <>
            <div className={styles.progress}>
              <StackBar size="large" label={batch.label} total={batch.jobs.total} parts={partsOf(batch)} />
              <p className={styles.soft} role="status">
                {summary(batch)}
              </p>
              {batch.jobs.unknown > batch.jobs.checking && (
                <Note kind="warning">
                  {`${formatCount(batch.jobs.unknown - batch.jobs.checking, 'result')} can’t be determined by asking LeadExec. Open the job and decide: nothing is sent again by itself.`}
                </Note>
              )}
            </div>
            <div className={styles.tools}>
              <Segmented<JobState | 'all'> aria-label="State" value={state} options={options} onChange={setState} />
              {batch.total > AT_MOST && (
                <span className={styles.end}>{`The first ${formatNumber(AT_MOST)} are listed; choose a state.`}</span>
              )}
            </div>
            <VirtualTable<Row>
              label="Changes"
              name={`batch-${batch.what}`}
              columns={columns(batch.what)}
              rows={batch.rows}
              rowKey={({ jobId }) => jobId}
              total={batch.total}
              onEnd={() => setCount((now) => Math.min(AT_MOST, Math.max(now, batch.rows.length + PAGE)))}
              onOpen={({ jobId }) => navigate(deliveriesAt({ job: jobId }))}
              empty={<EmptyState title="None in this state" />}
            />
          </>
        )}
      </div>
    </Page>
  );
}

/** Shown while the batch is loading, or if there is none. */
function Missing({ isAsked }: { readonly isAsked: boolean }) {
  return isAsked ? (
    <div className={styles.progress}>
      <Skeleton lines={6} height={20} />
    </div>
  ) : (
    <EmptyState title="These changes aren’t on this desk" />
  );
}

export const partsOf = ({ jobs }: Pick<Batch, 'jobs'>) =>
  STATES.map((one) => ({ key: one, label: JOB_STATES[one].word, value: jobs[one], tone: JOB_STATES[one].tone }));

/** The result of a batch, in words; without `differing`, nothing is said about records that were read again. */
export function summary({ jobs, differing, what }: Pick<Batch, 'jobs' | 'what'> & Partial<Batch>): string {
  const done = jobs.delivered + jobs.duplicate;
  const made =
    what === 'copies'
      ? `${formatNumber(done)} of ${formatCount(jobs.total, 'account')} created`
      : `${formatNumber(done)} of ${formatCount(jobs.total, 'change')} made`;
  const open = jobs.total - done - jobs.rejected - jobs.cancelled;
  const left = [
    open > 0 ? `${formatNumber(open)} to go` : '',
    jobs.rejected > 0 ? `${formatNumber(jobs.rejected)} refused` : '',
    jobs.cancelled > 0 ? `${formatNumber(jobs.cancelled)} canceled` : '',
  ].filter((one) => one !== '');
  const read =
    open > 0 || done === 0 || differing === undefined
      ? ''
      : differing === null
        ? ' Reading them again …'
        : differing === 0
          ? ` Read again: LeadExec has ${done === 1 ? 'it' : 'them'} as sent.`
          : ` Read again: ${formatNumber(differing)} differ from what was sent.`;
  return `${[made, ...left].join(', ')}.${read}`;
}
