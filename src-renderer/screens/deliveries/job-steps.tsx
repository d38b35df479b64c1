import { FileInput, FileText, LockOpen, type LucideIcon, PencilLine, Search, Send } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Attempt, JobDetail } from '../../../src-preload/contract/index.ts';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import { lookOfJob } from '../../ui/states.ts';
import { type Tone, toneClass } from '../../ui/tone.ts';
import { When } from '../../ui/when.tsx';
import styles from './job-steps.module.css';
import { attemptOutcome, isUnlock, nextOf } from './unlock-words.ts';

/** The history of one row, in order: the row of the file, the request, each attempt with its answer, and the current state. */
export function JobSteps({ job }: { readonly job: JobDetail }) {
  const look = lookOfJob(job);
  const next = nextOf(job);
  return (
    <ol className={styles.steps} aria-label="Steps">
      {job.importName !== null && (
        <Step
          icon={isUnlock(job) ? LockOpen : job.isChange ? PencilLine : FileInput}
          title={isUnlock(job) || job.isChange ? job.importName : `Row ${formatNumber(job.row)} of ${job.importName}`}
          tone="calm"
        />
      )}
      <Step icon={FileText} title="Request built" tone="calm">
        <Request job={job} />
      </Step>
      {job.attemptList.map((attempt) => (
        <AttemptStep key={attempt.no} attempt={attempt} job={job} />
      ))}
      {job.readings.map((reading) => (
        <Step
          key={`reading ${reading.id}`}
          icon={Search}
          title="Read back from the dialer"
          tone="calm"
          aside={<When at={reading.at} />}
        >
          <p>
            {reading.words} ({reading.httpStatus === null ? 'no answer' : `HTTP ${reading.httpStatus}`},{' '}
            {formatNumber(reading.tookMs)} ms)
          </p>
        </Step>
      ))}
      {job.attemptList.length === 0 && <Step icon={Send} title="Not attempted yet" tone="calm" />}
      <Step icon={look.icon} title={look.word} tone={look.tone} aside={<When at={job.updatedAt} />} last>
        {next !== null && job.nextAt !== null && (
          <p>
            {next} <When at={job.nextAt} />
          </p>
        )}
      </Step>
    </ol>
  );
}

interface StepProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly tone: Tone;
  readonly aside?: ReactNode;
  readonly last?: boolean;
  readonly children?: ReactNode;
}

function Step({ icon: Icon, title, tone, aside, last, children }: StepProps) {
  return (
    <li className={cx(styles.step, toneClass(tone), last === true && styles.last)}>
      <span className={styles.mark}>
        <Icon size={14} aria-hidden="true" />
      </span>
      <div className={styles.body}>
        <h3 className={styles.title}>
          <span>{title}</span>
          {aside !== undefined && <span className={styles.aside}>{aside}</span>}
        </h3>
        {children}
      </div>
    </li>
  );
}

function Request({ job }: { readonly job: JobDetail }) {
  const { url, fields, asSent } = job.request;
  const filled = fields.filter((f) => f.value !== '');
  const empty = fields.filter((f) => f.value === '');
  return (
    <>
      <p className={styles.soft}>
        {asSent
          ? 'Exactly what the last attempt sent, without the password.'
          : job.attemptList.length === 0
            ? 'What will be sent, without the password.'
            : 'What would be sent now, without the password. It differs from the last attempt: the row or the settings have changed since.'}
      </p>
      <p className={styles.url}>
        {job.isChange ? '' : isUnlock(job) ? 'GET ' : 'POST '}
        {url}
      </p>
      <div className={styles.fieldsPlace}>
        <dl className={styles.fields}>
          {filled.map((field) => (
            <div key={field.name} className={styles.field}>
              <dt>{field.name}</dt>
              <dd>{field.value}</dd>
            </div>
          ))}
        </dl>
      </div>
      {empty.length > 0 && <p className={styles.soft}>Empty: {empty.map((f) => f.name).join(', ')}</p>}
    </>
  );
}

function took(attempt: Attempt): string | null {
  if (attempt.endedAt === null) return null;
  const ms = attempt.endedAt - attempt.startedAt;
  return ms < 1000 ? `${formatNumber(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

const exactTime = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

function AttemptStep({ attempt, job }: { readonly attempt: Attempt; readonly job: JobDetail }) {
  const outcome = attemptOutcome(attempt, job);
  const check = attempt.purpose === 'check';
  return (
    <Step
      icon={check ? Search : Send}
      title={`${check ? 'Check' : 'Attempt'} ${attempt.no}: ${outcome.words}`}
      tone={outcome.tone}
      aside={<When at={attempt.startedAt} />}
    >
      <dl className={styles.facts}>
        <div>
          <dt>Started</dt>
          <dd>{exactTime.format(attempt.startedAt)}</dd>
        </div>
        <div>
          <dt>Ended</dt>
          <dd>{attempt.endedAt === null ? 'not yet' : exactTime.format(attempt.endedAt)}</dd>
        </div>
        {took(attempt) !== null && (
          <div>
            <dt>Duration</dt>
            <dd>{took(attempt)}</dd>
          </div>
        )}
        <div>
          <dt>HTTP status</dt>
          <dd>{attempt.httpStatus ?? 'none'}</dd>
        </div>
      </dl>
      {attempt.error !== null && <p>{attempt.error}</p>}
      {attempt.answer !== null && (
        <figure>
          <figcaption className={styles.soft}>
            The {isUnlock(job) || job.isChange ? 'vendor' : 'dialer'}’s own answer
          </figcaption>
          <pre className={styles.answer}>{attempt.answer === '' ? '(empty)' : attempt.answer}</pre>
        </figure>
      )}
      <p className={styles.hash} title="Checksum of the request: identical requests have the same one">
        Payload {attempt.payloadHash}
      </p>
    </Step>
  );
}
