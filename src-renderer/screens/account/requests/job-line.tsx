import { Link } from 'wouter';
import { deliveriesAt } from '../../../state/addresses.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import styles from '../account.module.css';

/** The progress and the result of a change. */
export function JobLine({ jobId }: { readonly jobId: number }) {
  const { value: job, error } = useCommandQuery('jobs.get', { id: jobId }, ['jobs']);
  if (error !== null) return <ErrorNote>{error}</ErrorNote>;
  return (
    <div role="status" className={styles.job}>
      {job !== null && <StateBadge state={job.state} />}
      <span>{job?.reason ?? ''}</span>
      <Link href={deliveriesAt({ job: jobId })}>{`Show job ${jobId} in Deliveries`}</Link>
    </div>
  );
}
