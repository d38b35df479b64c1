import type { ReactNode } from 'react';
import { type AnsweredReport, openOf } from '../../state/reports.ts';
import { BarLegend, ColumnBars } from '../../ui/bars.tsx';
import { formatCount, formatNumber, formatShare } from '../../ui/format.ts';
import type { Action } from '../../ui/keys.ts';
import { PlotTable } from '../../ui/plot-table.tsx';
import { Scrolling } from '../../ui/scrolling.tsx';
import { Section } from '../../ui/section.tsx';
import { barHead, barName, CLAIMED, hoursLabel, MISSED, OPEN, shareWords, TOOK, timesLabel } from './report-look.ts';
import styles from './reports.module.css';

interface PlotProps {
  readonly report: AnsweredReport;
  readonly save: Action;
}

/** Time to claim as a distribution. */
export function TimesPlot({ report, save }: PlotProps) {
  const { distribution } = report.byWho;
  const claims = distribution.reduce((sum, bar) => sum + bar.claims, 0);
  const untimed = report.byWho.total.claimed - claims;
  let soFar = 0;
  const upTo = distribution.map((bar) => {
    soFar += bar.claims;
    return soFar;
  });
  return (
    <Section title="Time to claim" save={save}>
      {untimed > 0 && (
        <p className={styles.soft}>
          {formatNumber(claims)} of {formatCount(report.byWho.total.claimed, 'claim')}. {formatNumber(untimed)} without
          a time: assigned by LionDesk, or the time is unknown.
        </p>
      )}
      <Sideways label="Time to claim, as bars and numbers">
        <div className={styles.few}>
          <ColumnBars
            label={timesLabel(report)}
            columns={distribution.map((bar, at) => ({
              key: String(bar.untilMs),
              label: barName(distribution, at),
              parts: [{ look: TOOK, value: bar.claims }],
            }))}
          />
          <PlotTable
            caption="Claims by time to claim"
            corner="Time"
            heads={distribution.map((bar, at) => ({
              key: String(bar.untilMs),
              head: barHead(distribution, at),
              name: barName(distribution, at),
            }))}
            lines={[
              { label: 'Claims', cells: distribution.map((bar) => formatNumber(bar.claims)) },
              { label: 'Share', cells: distribution.map((bar) => formatShare(bar.claims, claims)) },
              { label: 'Cumulative', cells: upTo.map((sum) => formatShare(sum, claims)) },
            ]}
          />
        </div>
      </Sideways>
    </Section>
  );
}

/** Leads by the hour in which they were offered, with their results. */
export function HoursPlot({ report, save }: PlotProps) {
  const { rows } = report.byHour;
  return (
    <Section title="By hour offered" beside={<BarLegend looks={[CLAIMED, MISSED, OPEN]} />} save={save}>
      <Sideways label="Hours, as bars and numbers">
        <div className={styles.many}>
          <ColumnBars
            label={hoursLabel(report)}
            columns={rows.map((row) => ({
              key: row.key,
              label: row.label,
              parts: [
                { look: CLAIMED, value: row.claimed },
                { look: MISSED, value: row.missed },
                { look: OPEN, value: openOf(row) },
              ],
            }))}
          />
          <PlotTable
            caption="Leads by hour offered (this desk’s time)"
            corner="Hour"
            heads={rows.map(({ key, label }) => ({ key, head: label.slice(0, 2), name: label }))}
            lines={[
              { label: 'Offered', cells: rows.map((row) => formatNumber(row.offered)) },
              { label: 'Claimed', cells: rows.map((row) => formatNumber(row.claimed)) },
              { label: 'Missed', cells: rows.map((row) => formatNumber(row.missed)) },
              { label: 'Open', cells: rows.map((row) => formatNumber(openOf(row))) },
              { label: 'Claim rate', cells: rows.map((row) => shareWords(row, 'claimed')) },
            ]}
          />
        </div>
      </Sideways>
    </Section>
  );
}

/** Content wider than a small or zoomed screen scrolls sideways. */
export function Sideways({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Scrolling label={label} className={styles.sideways}>
      {children}
    </Scrolling>
  );
}
