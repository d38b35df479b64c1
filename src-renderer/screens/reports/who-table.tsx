import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { type AnsweredReport, openOf, type ReportRow, sortRows } from '../../state/reports.ts';
import { type ReportSort, type ReportsAddress, sortedBy, type Who } from '../../state/reports-address.ts';
import { BarLegend, RateBar } from '../../ui/bars.tsx';
import { formatCount, formatNumber } from '../../ui/format.ts';
import type { Action } from '../../ui/keys.ts';
import { Section } from '../../ui/section.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Sideways } from './plots.tsx';
import { CLAIMED, MISSED, rateLabel, shareWords, timeWords, WHO_WORDS } from './report-look.ts';
import reports from './reports.module.css';
import styles from './who-table.module.css';

const COLUMNS: readonly {
  readonly sort: ReportSort;
  readonly head: string;
  readonly cell: (row: Counts) => ReactNode;
}[] = [
  { sort: 'offered', head: 'Offered', cell: (row) => formatNumber(row.offered) },
  { sort: 'claimed', head: 'Claimed', cell: (row) => formatNumber(row.claimed) },
  { sort: 'missed', head: 'Missed', cell: (row) => formatNumber(row.missed) },
  { sort: 'open', head: 'Open', cell: (row) => formatNumber(openOf(row)) },
  { sort: 'lost', head: 'Lost', cell: (row) => formatNumber(row.lost) },
  { sort: 'median', head: 'Median', cell: (row) => timeWords(row.medianMs) },
  { sort: 'p90', head: '90% within', cell: (row) => timeWords(row.p90Ms) },
];

type Counts = Omit<ReportRow, 'key' | 'label'>;

interface WhoTableProps {
  readonly report: AnsweredReport;
  readonly address: ReportsAddress;
  readonly onChange: (change: Partial<ReportsAddress>) => void;
  readonly save: Action;
}

/** Claim and miss rates by person, team or source: bars beside their numbers, in any order. */
export function WhoTable({ report, address, onChange, save }: WhoTableProps) {
  const { who, byWho } = report;
  const { sort, descending } = address;
  const rows = useMemo(() => sortRows(byWho.rows, sort, descending), [byWho.rows, sort, descending]);
  const turns = rows.reduce((sum, { offered }) => sum + offered, 0);
  const head = (by: ReportSort, words: string) => (
    <SortHead key={by} words={words} address={address} sort={by} onSort={() => onChange(sortedBy(address, by))} />
  );
  return (
    <Section
      title="Claimed and missed"
      beside={
        <>
          <Segmented<Who>
            aria-label="By"
            value={address.who}
            onChange={(to) => onChange({ who: to })}
            options={[
              { value: 'person', label: 'By person' },
              { value: 'team', label: 'By team' },
              { value: 'source', label: 'By source' },
            ]}
          />
          <BarLegend looks={[CLAIMED, MISSED]} />
        </>
      }
      save={save}
    >
      <Sideways label="Claim and miss rates">
        <table className={styles.table}>
          <caption className="visually-hidden">
            Claim and miss rates by {who}, {formatNumber(rows.length)} {WHO_WORDS[who].many}
          </caption>
          <thead>
            <tr>
              {head('name', WHO_WORDS[who].word)}
              {head('rate', 'Claim rate')}
              <th scope="col" className={styles.barCell}>
                <span className="visually-hidden">Claimed against missed</span>
              </th>
              {head('misses', 'Miss rate')}
              {COLUMNS.map(({ sort: by, head: words }) => head(by, words))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line key={row.key} name={row.label} row={row} />
            ))}
          </tbody>
          <tfoot>
            <Line name="All, each lead once" row={byWho.total} />
          </tfoot>
        </table>
      </Sideways>
      {turns > byWho.total.offered && (
        <p className={reports.soft}>
          {formatCount(byWho.total.offered, 'lead')} offered, {formatNumber(turns)} in all rows together: a lead counts
          in the row of each {WHO_WORDS[who].word.toLowerCase()} it was offered to.
        </p>
      )}
    </Section>
  );
}

interface SortHeadProps {
  readonly words: string;
  readonly sort: ReportSort;
  readonly address: ReportsAddress;
  readonly onSort: () => void;
}

function SortHead({ words, sort, address, onSort }: SortHeadProps) {
  const here = address.sort === sort;
  const Arrow = address.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={here ? (address.descending ? 'descending' : 'ascending') : undefined}
      className={sort === 'name' ? undefined : styles.number}
    >
      <button type="button" className={styles.sort} onClick={onSort}>
        {here && <Arrow size={12} aria-hidden="true" />}
        {words}
      </button>
    </th>
  );
}

function Line({ name, row }: { readonly name: string; readonly row: Counts }) {
  return (
    <tr>
      <th scope="row" title={name}>
        {name}
      </th>
      <td className={styles.number}>{shareWords(row, 'claimed')}</td>
      <td className={styles.barCell}>
        <RateBar
          label={rateLabel(name, row)}
          parts={[
            { look: CLAIMED, value: row.claimed },
            { look: MISSED, value: row.missed },
          ]}
        />
      </td>
      <td className={styles.number}>{shareWords(row, 'missed')}</td>
      {COLUMNS.map(({ sort, cell }) => (
        <td key={sort} className={styles.number}>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}
