import { useEffect } from 'react';
import { Link } from 'wouter';
import { deliveriesAt } from '../../../state/addresses.ts';
import { useCommandQuery } from '../../../state/use-command-query.ts';
import { formatNumber } from '../../../ui/format.ts';
import { StateBadge } from '../../../ui/state-badge.tsx';
import styles from './reasons-said.module.css';

const ASK_AGAIN_MS = 3000;
const SHOWN = 8;

interface ReasonsSaidProps {
  readonly importId: number;
  /** Whether rows are still being sent, so that the reasons change. */
  readonly moving: boolean;
}

/** The reasons for the rows' states, most frequent first: rejections, held rows, and values left out of delivered rows. */
export function ReasonsSaid({ importId, moving }: ReasonsSaidProps) {
  const { value: reasons, refresh } = useCommandQuery('jobs.reasons', { filter: { importId } });
  useEffect(() => {
    void refresh();
    if (!moving) return;
    const timer = setInterval(() => void refresh(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [moving, refresh]);
  if (reasons === null || reasons.length === 0) return null;
  return (
    <section aria-labelledby="reasons-said">
      <h2 id="reasons-said" className={styles.title}>
        Reasons
      </h2>
      <ul>
        {reasons.slice(0, SHOWN).map(({ reason, state, jobs }) => (
          <li key={`${state} ${reason}`} className={styles.line}>
            <StateBadge state={state} plain />
            <span className={styles.reason}>{reason}</span>
            <Link href={deliveriesAt({ importId, state, reason })} aria-label={`Show ${formatNumber(jobs)}: ${reason}`}>
              {formatNumber(jobs)}
            </Link>
          </li>
        ))}
      </ul>
      {reasons.length > SHOWN && (
        <Link href={deliveriesAt({ importId })}>{formatNumber(reasons.length - SHOWN)} more reasons in Deliveries</Link>
      )}
    </section>
  );
}
