import { ListTree, Pause, PhoneForwarded, Play } from 'lucide-react';
import { Link } from 'wouter';
import type { DeliveryBatch, JobState } from '../../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../../bridge/index.ts';
import { KIND_WORDS, POST_MEANINGS, revenueWords } from '../../../features/receiver/receiver-words.ts';
import { deliveriesAt, receiverAt, transferAt } from '../../../state/addresses.ts';
import { useDesk } from '../../../state/desk.ts';
import { navigate } from '../../../state/hash-location.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { ActionButton } from '../../../ui/button.tsx';
import { formatCount, formatNumber } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { ErrorNote, Note, Skeleton } from '../../../ui/notes.tsx';
import { StackBar } from '../../../ui/stack-bar.tsx';
import { Badge } from '../../../ui/state-badge.tsx';
import { JOB_STATE_ORDER, lookOfState, undecided } from '../../../ui/states.ts';
import { toastError } from '../../../ui/toaster.tsx';
import { When } from '../../../ui/when.tsx';
import { PostPage } from '../post-page.tsx';
import { postParts } from '../post-parts.ts';
import styles from '../posts.module.css';
import { LeftOut } from './left-out.tsx';

/** The results of the leads posted together, during and after posting; the numbers add up. */
export function ResultStep({ id }: { readonly id: number }) {
  const { value: batch, error, refresh } = useCommandQuery('delivery.batch', { id }, ['jobs', 'connections']);
  const { value: first } = useCommandQuery(
    'jobs.list',
    { filter: { post: { batchId: id } }, limit: 1, order: 'oldest' },
    ['jobs'],
  );
  const job = first?.jobs[0];
  const run = (what: 'pause' | 'resume') =>
    call(what === 'pause' ? 'delivery.pause' : 'delivery.resume', { id }).then(refresh, (thrown: unknown) =>
      toastError(errorMessage(thrown)),
    );
  const open = batch === null ? 0 : openOf(batch);
  const pause = {
    id: 'posts.pause',
    label: batch?.paused === true ? 'Resume' : 'Pause',
    keys: 'p',
    group: 'These posts',
    disabled: batch === null || (open === 0 && !batch.paused),
    run: () => void run(batch?.paused === true ? 'resume' : 'pause'),
  };
  const transfer = {
    id: 'posts.transfer',
    label: 'Transfer the call',
    keys: 't',
    group: 'These posts',
    disabled: batch?.kind !== 'transfer' || job === undefined,
    run: () => job !== undefined && navigate(transferAt(job.id)),
  };
  const isSingle = batch?.jobs.total === 1;
  const show = {
    id: 'posts.show',
    label: isSingle ? 'Show the lead' : 'Show in Deliveries',
    keys: 'l',
    group: 'These posts',
    // A single lead is opened by its job, which a separate query loads: before that, the key would only open the list.
    disabled: batch === null || batch.jobs.total === 0 || (isSingle && job === undefined),
    run: () => navigate(deliveriesAt({ batchId: id, ...(isSingle && job !== undefined ? { job: job.id } : {}) })),
  };
  useKeys([pause, transfer, show]);
  return (
    <PostPage
      at={3}
      title={batch?.label ?? `Posts ${id}`}
      actions={
        <>
          {!pause.disabled && (
            <ActionButton
              action={pause}
              icon={batch?.paused === true ? Play : Pause}
              kind={batch?.kind === 'transfer' ? 'plain' : 'main'}
            />
          )}
          {!show.disabled && <ActionButton action={show} icon={ListTree} />}
          {batch?.kind === 'transfer' && <ActionButton action={transfer} kind="main" icon={PhoneForwarded} />}
        </>
      }
    >
      <div className={styles.scroll}>
        <div className={styles.sheet}>
          {error !== null && <ErrorNote>{error}</ErrorNote>}
          {batch === null ? error === null && <Skeleton lines={6} /> : <Result batch={batch} open={open} />}
        </div>
      </div>
    </PostPage>
  );
}

/** Leads whose job is not final yet, without unknown ones. */
function openOf({ jobs, rows, leftOut }: DeliveryBatch): number {
  return jobs.ready + jobs.held + jobs.sending + jobs['awaiting-vendor'] + Math.max(0, rows - leftOut - jobs.total);
}

/** The meaning of a state for these posts. Unknown ones that are resolved automatically say so. */
function meaningOf(state: JobState, jobs: DeliveryBatch['jobs']): string {
  const { meaning } = lookOfState(state, jobs);
  return state === 'unknown' ? meaning : (POST_MEANINGS[state] ?? meaning);
}

function Result({ batch, open }: { readonly batch: DeliveryBatch; readonly open: number }) {
  const { id, jobs, rows, leftOut, revenue, unpriced, kind, connection, connectionId, who, createdAt } = batch;
  const receiver = useDesk((s) => s.status?.connections.find((one) => one.id === connectionId));
  const toPost = rows - leftOut;
  const doubt = undecided(jobs);
  return (
    <>
      {receiver !== undefined && open > 0 && receiver.runState !== 'running' && (
        <Note kind="warning" actions={<Link href={receiverAt(receiver.id)}>To the receiver</Link>}>
          {receiver.name} is not sending. {receiver.runReason}
        </Note>
      )}
      {batch.paused && batch.pausedReason !== null && <Note kind="warning">{batch.pausedReason}</Note>}
      {jobs.unknown > 0 && (
        <Note
          kind={doubt > 0 ? 'warning' : 'info'}
          actions={<Link href={deliveriesAt({ batchId: id, state: 'unknown' })}>Decide</Link>}
        >
          {doubt > 0
            ? `${formatCount(doubt, 'lead was', 'leads were')} posted with an unknown result. Nothing is posted again until you decide.`
            : `${formatCount(jobs.unknown, 'lead was', 'leads were')} posted without an answer: LeadExec is being asked automatically.`}
        </Note>
      )}
      <div>
        <h2 className={styles.title}>
          {open > 0
            ? `${formatNumber(toPost - open - jobs.unknown)} of ${formatCount(toPost, 'lead')} done`
            : jobs.unknown > 0
              ? `Posted; ${formatCount(jobs.unknown, 'lead is', 'leads are')} still unknown`
              : jobs.total === 1
                ? '1 lead done'
                : `All ${formatCount(jobs.total, 'lead')} done`}
          {kind !== 'update' && (revenue > 0 || unpriced === 0) && `, ${revenueWords(batch)} earned`}
        </h2>
        <p className={styles.soft}>
          Posted to <Link href={receiverAt(connectionId)}>{connection}</Link> ({KIND_WORDS[kind].word.toLowerCase()}) by{' '}
          {who}, <When at={createdAt} />. Leads that were returned or rejected in review are not counted as earned.
          {unpriced > 0 &&
            ` The price of ${formatCount(unpriced, 'accepted lead')} is not in the answer, and not counted either.`}
        </p>
      </div>
      <StackBar size="large" parts={postParts(batch)} total={rows} label={batch.label} />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Results</th>
            <th scope="col" className={styles.number}>
              Leads
            </th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {JOB_STATE_ORDER.filter((state) => jobs[state] > 0).map((state) => (
            <tr key={state}>
              <th scope="row">
                <Badge look={lookOfState(state, jobs)} />
              </th>
              <td className={styles.number}>
                <Link href={deliveriesAt({ batchId: id, state })}>{formatNumber(jobs[state])}</Link>
              </td>
              <td className={styles.soft}>{meaningOf(state, jobs)}</td>
            </tr>
          ))}
          {leftOut > 0 && (
            <tr>
              <th scope="row">Left out</th>
              <td className={styles.number}>{formatNumber(leftOut)}</td>
              <td className={styles.soft}>Not posted, for the reasons below.</td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Leads in all</th>
            <td className={styles.number}>{formatNumber(rows)}</td>
            <td>
              <Link href={deliveriesAt({ batchId: id })}>Show all in Deliveries</Link>
            </td>
          </tr>
        </tfoot>
      </table>
      {leftOut > 0 && <LeftOut id={id} total={leftOut} />}
    </>
  );
}
