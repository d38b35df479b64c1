import { useEffect, useState } from 'react';
import type { JobDetail } from '../../../src-preload/contract/index.ts';
import { call, errorMessage } from '../../bridge/index.ts';
import type { Gathered } from '../../state/deliveries-actions.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { toneClass } from '../../ui/tone.ts';
import { When } from '../../ui/when.tsx';
import styles from './earlier-attempts.module.css';
import { attemptOutcome, subjectOf } from './unlock-words.ts';

const AT_ONCE = 10;

/** The earlier attempts of the selected rows, ten rows at a time. */
export function EarlierAttempts({ gathered }: { readonly gathered: Gathered }) {
  const [wanted, setWanted] = useState(AT_ONCE);
  const [details, setDetails] = useState<readonly JobDetail[]>([]);
  const [error, setError] = useState<string | null>(null);
  const total = gathered.ids.length;

  useEffect(() => {
    let gone = false;
    Promise.all(gathered.ids.slice(0, wanted).map((id) => call('jobs.get', { id }))).then(
      (all) => !gone && setDetails(all),
      (thrown: unknown) => !gone && setError(errorMessage(thrown)),
    );
    return () => {
      gone = true;
    };
  }, [gathered, wanted]);

  if (error !== null) return <ErrorNote>{error}</ErrorNote>;
  return (
    <section aria-label="Earlier attempts" className={styles.place}>
      <h3>Attempts so far</h3>
      {details.length === 0 && <Skeleton lines={Math.min(3, total)} height={20} />}
      <ul className={styles.jobs}>
        {details.map((job) => (
          <li key={job.id} className={styles.job}>
            <span className={styles.phone}>{subjectOf(job)}</span>
            {job.reason !== null && <p className={styles.why}>{job.reason}</p>}
            <ul>
              {job.attemptList.map((attempt) => {
                const outcome = attemptOutcome(attempt, job);
                return (
                  <li key={attempt.no} className={styles.attempt}>
                    <span>
                      {attempt.purpose === 'send' ? 'Sent' : 'Checked'} <When at={attempt.startedAt} />
                    </span>
                    <span className={cx(styles.outcome, toneClass(outcome.tone))}>{outcome.words}</span>
                    {(attempt.answer ?? attempt.error) !== null && (
                      <code className={styles.answer}>{attempt.answer ?? attempt.error}</code>
                    )}
                  </li>
                );
              })}
            </ul>
          </li>
        ))}
      </ul>
      {total > wanted && (
        <p className={styles.more}>
          {formatNumber(total - wanted)} more.{' '}
          <Button size="small" onClick={() => setWanted(wanted + AT_ONCE)}>
            Show {Math.min(AT_ONCE, total - wanted)} more
          </Button>
        </p>
      )}
    </section>
  );
}
