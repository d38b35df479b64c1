import { openOf, type ReportRow } from '../../state/reports.ts';
import { Figure, Figures } from '../../ui/figures.tsx';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { shareWords, timeWords } from './report-look.ts';

/** The numbers that count most, each with what it is made of. */
export function Headline({ total }: { readonly total: Omit<ReportRow, 'key' | 'label'> }) {
  const open = openOf(total);
  return (
    <Figures label="In this period">
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
    </Figures>
  );
}
