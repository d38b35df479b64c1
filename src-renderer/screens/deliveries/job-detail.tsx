import { X } from 'lucide-react';
import { Link } from 'wouter';
import { type Job, type JobDetail, LEAD_FIELD_LABELS } from '../../../src-preload/contract/index.ts';
import { dialerAt, doNotCallAt, importAt } from '../../state/addresses.ts';
import { canDo, holderOf, JOB_ACTIONS, type JobAction } from '../../state/deliveries-actions.ts';
import { navigate } from '../../state/hash-location.ts';
import type { Asked } from '../../state/use-command-query.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Badge } from '../../ui/state-badge.tsx';
import { lookOfJob } from '../../ui/states.ts';
import { toneClass } from '../../ui/tone.ts';
import { When } from '../../ui/when.tsx';
import styles from './job-detail.module.css';
import { JobSteps } from './job-steps.tsx';
import { PostFacts } from './posts/post-facts.tsx';
import { PostTimeline } from './posts/post-timeline.tsx';
import { Redirect } from './posts/redirect.tsx';
import { actionWords, costOf, isPost, isUnlock, meaningOf, nextOf, subjectOf } from './unlock-words.ts';

interface JobDetailProps {
  /** The job as loaded in the list, shown until the details are loaded. */
  readonly known: Job | undefined;
  /** The job with its details. */
  readonly opened: Pick<Asked<JobDetail>, 'value' | 'error'>;
  readonly onAction: (action: JobAction, job: Job) => void;
  readonly onResume: (job: Job) => void;
  readonly onClose: () => void;
}

/** One job: its state with the reason, the commands for it, and its history step by step. */
export function JobPane({ known, opened, onAction, onResume, onClose }: JobDetailProps) {
  const { value: detail, error } = opened;
  const job = detail ?? known;
  return (
    <article className={styles.pane}>
      <header className={styles.head}>
        <div className={styles.who}>
          <h2 className={styles.phone}>
            {job !== undefined ? subjectOf(job) : error === null ? ' ' : 'Delivery not found'}
          </h2>
          {job !== undefined && <Badge look={lookOfJob(job)} />}
        </div>
        <IconButton icon={X} label="Close" keys="Escape" onClick={onClose} />
      </header>
      {error !== null && <ErrorNote className={styles.error}>{error}</ErrorNote>}
      {job !== undefined && (
        <>
          <Verdict job={job} onAction={(action) => onAction(action, job)} onResume={() => onResume(job)} />
          {isPost(job) ? (
            <PostTimeline job={job} />
          ) : detail === null ? (
            <Skeleton lines={6} height={20} />
          ) : (
            <JobSteps job={detail} />
          )}
        </>
      )}
    </article>
  );
}

const MISSING_WORDS: Readonly<Record<string, string>> = {
  hopper: 'the hopper',
  callback: 'the callback',
  custom_fields: 'the custom fields',
  multi_alt_phones: 'the further phones',
};

/** The name of a field on screen; a custom field's is its label. */
const fieldLabel = (field: string): string =>
  Object.entries(LEAD_FIELD_LABELS).find(([name]) => name === field)?.[1] ?? field;

interface VerdictProps {
  readonly job: Job;
  readonly onAction: (action: JobAction) => void;
  readonly onResume: () => void;
}

function Verdict({ job, onAction, onResume }: VerdictProps) {
  const holder = holderOf(job);
  const listed = job.heldBy === 'do-not-call';
  const next = nextOf(job);
  const cost = costOf(job);
  const actions = JOB_ACTIONS.filter((action) => canDo(action, job));
  return (
    <section aria-label="Status" className={cx(styles.verdict, toneClass(lookOfJob(job).tone))}>
      <p className={styles.reason}>{job.reason ?? meaningOf(job)}</p>
      <dl className={styles.facts}>
        <div>
          <dt>{isPost(job) ? 'Receiver' : job.isChange ? 'LeadExec account' : isUnlock(job) ? 'Source' : 'Dialer'}</dt>
          <dd>
            <Link href={dialerAt(job.connectionId)}>{job.connection}</Link>
          </dd>
        </div>
        {isUnlock(job) && job.importName !== null && (
          <div>
            <dt>Part of</dt>
            <dd>{job.importName}</dd>
          </div>
        )}
        {job.importId !== null && (
          <div>
            <dt>Dial list</dt>
            <dd>
              <Link href={importAt(job.importId)}>{job.importName ?? `Import ${job.importId}`}</Link>, row{' '}
              {formatNumber(job.row)}
            </dd>
          </div>
        )}
        {isPost(job) && <PostFacts job={job} />}
        <div>
          <dt>Lead ID</dt>
          <dd>{job.leadId ?? <span className={styles.none}>none yet</span>}</dd>
        </div>
        <div>
          <dt>Changed</dt>
          <dd>
            <When at={job.updatedAt} />
          </dd>
        </div>
        {next !== null && job.nextAt !== null && (
          <div>
            <dt>{next}</dt>
            <dd>
              <When at={job.nextAt} />
            </dd>
          </div>
        )}
      </dl>
      {(actions.length > 0 || holder !== null || listed) && (
        <div className={styles.actions}>
          {holder !== null && (
            <Button size="small" kind="main" keys="p" hint="Its held rows are sent again" onClick={onResume}>
              Resume {holder.name}
            </Button>
          )}
          {listed && (
            <Button
              size="small"
              keys="l"
              hint="Once its number is removed from the list, it can be sent again"
              onClick={() => navigate(doNotCallAt(job.phone))}
            >
              Open do-not-call list
            </Button>
          )}
          {actions.map((action) => (
            <Button
              key={action}
              size="small"
              keys={actionWords(action, [job]).keys}
              hint={actionWords(action, [job]).label}
              kind="plain"
              onClick={() => onAction(action)}
            >
              {actionWords(action, [job]).label}
            </Button>
          ))}
        </div>
      )}
      {job.missing.length > 0 && (
        <p className={styles.cost}>
          In the list, but not confirmed by the dialer:{' '}
          {job.missing.map((name) => MISSING_WORDS[name] ?? name).join(', ')}.
        </p>
      )}
      {job.differs.length > 0 && (
        <>
          <h3 className={styles.none}>Read back from the dialer: shown → stored</h3>
          <dl className={styles.facts}>
            {job.differs.map(({ field, shown, held }) => (
              <div key={field}>
                <dt>{fieldLabel(field)}</dt>
                <dd>
                  {shown} → {held === '' ? <span className={styles.none}>nothing</span> : held}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {isPost(job) && <Redirect job={job} />}
      {cost !== null && <p className={styles.cost}>{cost}</p>}
    </section>
  );
}
