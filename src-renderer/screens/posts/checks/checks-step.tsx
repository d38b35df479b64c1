import { Send } from 'lucide-react';
import { useEffect } from 'react';
import { Redirect } from 'wouter';
import { call } from '../../../bridge/index.ts';
import { KIND_WORDS } from '../../../features/receiver/receiver-words.ts';
import { postsAt, transferAt } from '../../../state/addresses.ts';
import { useDesk } from '../../../state/desk.ts';
import { navigate, navigateFromHere } from '../../../state/hash-location.ts';
import { checkPosting, startPosting, usePosting } from '../../../state/posting.ts';
import { ActionButton, Button } from '../../../ui/button.tsx';
import { formatCount, formatNumber } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { ErrorNote, Note } from '../../../ui/notes.tsx';
import { toast } from '../../../ui/toaster.tsx';
import { PostPage } from '../post-page.tsx';
import styles from '../posts.module.css';
import { Checking } from './checking.tsx';
import { Columns } from './columns.tsx';
import { Estimate } from './estimate.tsx';
import { Problems } from './problems.tsx';
import { Reasons } from './reasons.tsx';
import { SampleTable } from './sample-table.tsx';

/** The job of a post of one lead; null if it can't be determined. */
async function onlyJobOf(batchId: number): Promise<number | null> {
  try {
    const { jobs } = await call('jobs.list', { filter: { post: { batchId } }, limit: 1 });
    return jobs[0]?.id ?? null;
  } catch {
    // Without the job, the result screen shows the outcome.
    return null;
  }
}

/** What the checks found, before any lead is posted: the dry run. The button says how many leads will be posted. */
export function ChecksStep() {
  const posting = usePosting();
  const { source, options, check, busy, error, sameFile, sendAnyway, leaveOutPosted } = posting;
  const receiver = useDesk((s) => s.status?.connections.find((one) => one.id === options.connectionId));
  const ready = source !== null && options.connectionId !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: checked again when the operator decides differently about what was found
  useEffect(() => {
    if (ready) void checkPosting();
  }, [sendAnyway, leaveOutPosted]);
  const toPost = check?.toPost ?? 0;
  const post = (again = false) => {
    const go = navigateFromHere();
    return startPosting(again, async (batch) => {
      const caller = options.kind === 'transfer' && batch.jobs.total === 1 ? await onlyJobOf(batch.id) : null;
      toast(
        `${formatCount(batch.jobs.total, 'lead')} on ${batch.jobs.total === 1 ? 'its' : 'their'} way to ${batch.connection}.`,
      );
      go(caller === null ? postsAt(batch.id) : transferAt(caller), { replace: true });
    });
  };
  const next = {
    id: 'wizard.next',
    label: `Post ${formatCount(toPost, 'lead')}`,
    keys: 'mod+Enter',
    group: 'Post leads',
    disabled: busy !== null || toPost === 0,
    run: () => void post(),
  };
  const back = {
    id: 'wizard.back',
    label: source?.kind === 'hand' ? 'Change options' : 'Change columns or options',
    keys: 'alt+ArrowLeft',
    group: 'Post leads',
    disabled: busy === 'posting',
    run: () => navigate(postsAt('columns')),
  };
  const again = {
    id: 'posts.checkAgain',
    label: 'Check again',
    keys: 'r',
    group: 'Post leads',
    disabled: busy !== null || error === null,
    run: () => void checkPosting(),
  };
  useKeys([next, back, again]);
  if (!ready) return <Redirect to={postsAt(source === null ? undefined : 'columns')} replace />;
  return (
    <PostPage
      at={2}
      actions={
        <>
          <ActionButton action={back} />
          <ActionButton action={next} kind="main" icon={Send}>
            {busy === 'posting' ? 'Queuing …' : next.label}
          </ActionButton>
        </>
      }
    >
      <div className={styles.scroll}>
        <div className={styles.sheet}>
          {error !== null && (
            <ErrorNote
              actions={
                sameFile ? (
                  <Button size="small" disabled={busy !== null} onClick={() => void post(true)}>
                    Post the file again
                  </Button>
                ) : (
                  <ActionButton action={again} size="small" />
                )
              }
            >
              {error}
            </ErrorNote>
          )}
          {busy !== null && <Checking />}
          {check !== null && (
            <>
              <h2 className={styles.title}>
                {toPost === 0
                  ? check.rows === 1
                    ? 'This lead can’t be posted as it is'
                    : 'None of these leads can be posted as they are'
                  : `${formatCount(toPost, 'lead')} of ${formatNumber(check.rows)} can be posted`}
              </h2>
              <p className={styles.soft}>
                To {receiver?.name ?? 'the receiver'} ({KIND_WORDS[options.kind].word.toLowerCase()}
                {options.noSell ? ', not to be sold' : ''}).{' '}
                {check.leftOut > 0 && `${formatCount(check.leftOut, 'lead is', 'leads are')} left out. `}
                Nothing has been posted yet.
              </p>
              <Problems problems={check.problems} />
              <Reasons check={check} />
              {!options.noSell && <Estimate check={check} connectionId={options.connectionId ?? 0} />}
              {check.sample.length > 0 && (
                <section aria-label="As they would be posted">
                  <h3>As they would be posted</h3>
                  <SampleTable rows={check.sample} title="Leads as they would be posted" />
                </section>
              )}
              {source.kind !== 'hand' && <Columns check={check} />}
              {options.kind === 'transfer' && toPost > 1 && (
                <Note kind="warning">
                  A transfer is for a live call: each of the {formatNumber(toPost)} leads gets its own agents, and
                  numbers may change within minutes.
                </Note>
              )}
            </>
          )}
        </div>
      </div>
    </PostPage>
  );
}
