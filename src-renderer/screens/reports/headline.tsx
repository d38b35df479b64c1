import type { ReactNode } from 'react';
import { openOf, type ReportRow } from '../../state/reports.ts';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { shareWords, timeWords } from './report-look.ts';
import styles from './reports.module.css';

/** The numbers that count most, each with what it is made of. */
export function Headline({ total }: { readonly total: Omit<ReportRow, 'key' | 'label'> }) {
  const open = openOf(total);
  return (
    <dl className={styles.headline} aria-label="In this period">
      <Figure name="Offered" value={formatNumber(total.offered)}>
        {open === 0 ? 'none open' : `${formatNumber(open)} still open`}
      </Figure>
      <Figure name="Claimed" value={shareWords(total, 'claimed')}>
        {formatCount(total.claimed, 'lead')}
        {total.withAccount > 0 && `, ${formatNumber(total.withAccount)} with your account`}
      </Figure>
      <Figure name="Missed" value={shareWords(total, 'missed')}>
        {formatCount(total.missed, 'lead')}
      </Figure>
      <Figure name="Median time to claim" value={timeWords(total.medianMs)}>
        {total.p90Ms === null ? 'no claims with a known time' : `90% within ${timeWords(total.p90Ms)}`}
      </Figure>
      <Figure name="Lost claims" value={formatNumber(total.lost)}>
        {total.lost === 1 ? 'claim' : 'claims'} by this desk
      </Figure>
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly children: ReactNode;
}

function Figure({ name, value, children }: FigureProps) {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd>
        <span className={styles.value}>{value}</span>
        <span className={styles.soft}>{children}</span>
      </dd>
    </div>
  );
}
