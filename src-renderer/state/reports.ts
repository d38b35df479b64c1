import { create } from 'zustand';
import type { OfferReport } from '../../src-preload/contract/index.ts';
import { call, errorMessage, onDesk } from '../bridge/index.ts';
import type { ReportQuestion, ReportSort, Who } from './reports-address.ts';
import { throttle } from './throttle.ts';

export type ReportRow = OfferReport['rows'][number];

/** A report as it was answered: its rows by whom it was asked, and by hour. */
export interface AnsweredReport {
  readonly who: Who;
  readonly question: ReportQuestion;
  readonly byWho: OfferReport;
  readonly byHour: OfferReport;
}

interface Reports {
  /** The last answer; stays in sight until the next is there, also one to another question. */
  readonly report: AnsweredReport | null;
  /** Whether `report` answers what is asked now. */
  readonly settled: boolean;
  readonly error: string | null;
}

const NOTHING: Reports = { report: null, settled: false, error: null };

/** The team lead's reports as far as they are read. */
export const useReports = create<Reports>(() => NOTHING);

/** Offers come and go all day; numbers that change more often than this are not read, ms. */
const AGAIN_EVERY_MS = 3_000;

let ticket = 0;

/** Asks once; a late answer to an older question is dropped. */
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

/** Asks now and again whenever offers change; returns how to stop. */
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

/** Forgets what was read, when the screen closes. */
export function closeReports(): void {
  ticket++;
  useReports.setState(NOTHING);
}

/** Of what is decided, the share that was claimed, 0 to 1; null where nothing is. */
export function claimRate({ claimed, missed }: Pick<ReportRow, 'claimed' | 'missed'>): number | null {
  return claimed + missed === 0 ? null : claimed / (claimed + missed);
}

/** Offered, and nobody is known to have it. */
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

/** The rows in order; those without a number come last either way, equals by name. */
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
