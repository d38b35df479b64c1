import { create } from 'zustand';
import type { OfferReport } from '../../src-preload/contract/index.ts';
import { call, errorMessage, onDesk } from '../bridge/index.ts';
import type { ReportQuestion, ReportSort, Who } from './reports-address.ts';
import { throttle } from './throttle.ts';

export type ReportRow = OfferReport['rows'][number];

/** A report: its rows by person, team or source, and by hour. */
export interface AnsweredReport {
  readonly who: Who;
  readonly question: ReportQuestion;
  readonly byWho: OfferReport;
  readonly byHour: OfferReport;
}

interface Reports {
  /** The last answer. It stays visible until the next one, even for another query. */
  readonly report: AnsweredReport | null;
  /** Whether `report` answers the current query. */
  readonly settled: boolean;
  readonly error: string | null;
}

const NOTHING: Reports = { report: null, settled: false, error: null };

/** The team lead's reports, as far as they are loaded. */
export const useReports = create<Reports>(() => NOTHING);

/** The shortest interval between two reads, ms, because offers change all day. */
const AGAIN_EVERY_MS = 3_000;

let ticket = 0;

/** Makes one request. A late answer to an older query is dropped. */
export async function askReports(question: ReportQuestion, who: Who): Promise<void> {
  const mine = ++ticket;
  try {
    const [byWho, byHour] = await Promise.all([
      call('offers.report', { ...question, by: who }),
      call('offers.report', { ...question, by: 'hour' }),
    ]);
    if (mine === ticket) useReports.setState({ report: { who, question, byWho, byHour }, settled: true, error: null });
  } catch (thrown) {
    if (mine === ticket) useReports.setState({ error: errorMessage(thrown), settled: true });
  }
}

/** Makes a request now and whenever offers change. @returns a function that stops it */
export function watchReports(question: ReportQuestion, who: Who): () => void {
  useReports.setState({ settled: false, error: null });
  const again = throttle(() => void askReports(question, who), AGAIN_EVERY_MS);
  const stop = onDesk((event) => (event === null || event.topic === 'offers') && again());
  again();
  return () => {
    ticket++;
    stop();
    again.stop();
  };
}

/** Discards what was loaded, when the screen closes. */
export function closeReports(): void {
  ticket++;
  useReports.setState(NOTHING);
}

/** The share of decided leads that were claimed, 0 to 1; null if there are none. */
export function claimRate({ claimed, missed }: Pick<ReportRow, 'claimed' | 'missed'>): number | null {
  return claimed + missed === 0 ? null : claimed / (claimed + missed);
}

/** The number of offered leads that nobody is known to have. */
export function openOf({ offered, claimed, missed }: Pick<ReportRow, 'offered' | 'claimed' | 'missed'>): number {
  return offered - claimed - missed;
}

function sortValue(row: ReportRow, sort: ReportSort): number | string | null {
  switch (sort) {
    case 'name':
      return row.label;
    case 'open':
      return openOf(row);
    case 'rate':
      return claimRate(row);
    case 'misses': {
      const rate = claimRate(row);
      return rate === null ? null : 1 - rate;
    }
    case 'median':
      return row.medianMs;
    case 'p90':
      return row.p90Ms;
    default:
      return row[sort];
  }
}

/** The sorted rows. Those without a number come last in both directions, and ties are sorted by name. */
export function sortRows(rows: readonly ReportRow[], sort: ReportSort, descending: boolean): ReportRow[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [sortValue(one, sort), sortValue(other, sort)];
    const names = one.label.localeCompare(other.label, 'en');
    if (a === null || b === null) return a === b ? names : a === null ? 1 : -1;
    if (typeof a === 'string' || typeof b === 'string') return sign * names;
    return a === b ? names : sign * (a - b);
  });
}
