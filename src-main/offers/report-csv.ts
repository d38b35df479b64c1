import type { CommandArguments, OfferReport, ReportBy } from '../../src-preload/contract/index.ts';

const HEADS: Readonly<Record<ReportBy, string>> = {
  person: 'Person',
  team: 'Team',
  source: 'Source',
  hour: 'Hour offered',
};

type Asked = CommandArguments<'offers.exportReport'>;

/** The name of a report's file: its grouping and its days in this desk's time zone. */
export function reportFile({ by, what, from, until }: Asked, now: number): string {
  const about = what === 'distribution' ? 'time to claim' : `offers by ${by}`;
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-');
  return `${about} ${dayOf(from)} to ${dayOf(until - 1)}, ${stamp}.csv`;
}

function dayOf(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
}

/**
 * A report as records of a CSV file. The header comes first and includes the units. Numbers have no thousands separators and a decimal
 * point; times are in seconds, rates in percent of claimed and missed leads. Missing numbers are empty.
 */
export function reportRecords(report: OfferReport, { by, what }: Asked): string[][] {
  if (what === 'distribution') {
    let before = 0;
    return [
      ['From (s)', 'Until (s)', 'Claims'],
      ...report.distribution.map(({ untilMs, claims }) => {
        const record = [seconds(before), seconds(untilMs), String(claims)];
        before = untilMs ?? before;
        return record;
      }),
    ];
  }
  return [
    [
      HEADS[by],
      'Offered (leads)',
      'Claimed (leads)',
      'Missed (leads)',
      'Open (leads)',
      'Lost (claims)',
      'Claim rate (%)',
      'Miss rate (%)',
      'Median time to claim (s)',
      '90th percentile of time to claim (s)',
      'Claimed with your account (leads)',
    ],
    ...report.rows.map((row) => [
      row.label,
      ...[row.offered, row.claimed, row.missed, row.offered - row.claimed - row.missed, row.lost].map(String),
      percent(row.claimed, row.claimed + row.missed),
      percent(row.missed, row.claimed + row.missed),
      seconds(row.medianMs),
      seconds(row.p90Ms),
      String(row.withAccount),
    ]),
  ];
}

const seconds = (ms: number | null): string => (ms === null ? '' : String(ms / 1000));
const percent = (part: number, whole: number): string =>
  whole === 0 ? '' : String(Math.round((part / whole) * 10_000) / 100);
