import type { LocumjobsParameter } from '../../src-preload/contract/index.ts';
import type { ReadRecord } from '../vendors/lead-record.ts';
import { type ClockSeconds, clockSeconds, clockText, FURTHEST_ZONE_S } from './vendor-clock.ts';

/** A range of the vendor's clock to request, from the start up to but excluding the end. */
export interface WindowShape {
  /** Whether the range is of submission times or of unlock times. */
  readonly axis: 'sent' | 'unlocked';
  /** Null means open. */
  readonly from: ClockSeconds | null;
  readonly to: ClockSeconds | null;
  /** Further parameters that restrict it. */
  readonly refine: Readonly<Partial<Record<LocumjobsParameter, string>>>;
}

/** The most pieces that a full window is split into, not counting the rest: many if everything is read, few if little is expected. */
export const PIECES = { many: 8, few: 2 } as const;
/** How full a piece should be, as a share of the most leads that are returned at once. */
const FILL = 0.7;

/** The times of a page's leads on the vendor's clock, without those that have none. */
function times(records: readonly ReadRecord[]): number[] {
  return records
    .map(({ fields }) => clockSeconds(fields.sent))
    .filter((at): at is number => at !== null)
    .sort((a, b) => a - b);
}

/** 2000-01-01, the assumed start of all leads if nothing is known. */
const NO_LEADS_BEFORE_S = 946_684_800;
/** The furthest distance from 2000 when an open end is split. Beyond it nobody is alive. */
const REACH_S = 150 * 366 * 86_400;

/** Whether a window can't be split further by time. */
export function isSmallest({ from, to }: WindowShape): boolean {
  if (from !== null && to !== null) return to - from <= 1;
  return Math.abs((from ?? to ?? NO_LEADS_BEFORE_S) - NO_LEADS_BEFORE_S) > REACH_S;
}

/**
 * Splits a window whose answer was full. The page (lowest ids first, so usually the oldest leads) shows the density: first pieces of that
 * density, then the rest, or two halves if it shows nothing. This is only an estimate of the number of requests, because the pieces always
 * cover the whole window.
 *
 * @param now by the vendor's clock, approximately
 * @param pieces the most pieces, not counting the rest
 */
export function cut(
  window: WindowShape,
  page: readonly ReadRecord[],
  now: ClockSeconds,
  pieces: number = PIECES.many,
): WindowShape[] {
  const seen = window.axis === 'sent' ? times(page) : [];
  const [oldest, newest] = [seen[0], seen.at(-1)];
  // An open end is searched in ever larger steps, each twice the one before.
  const to = window.to ?? now;
  const before = Math.max(365 * 86_400, 2 * (NO_LEADS_BEFORE_S - to));
  const low = window.from ?? Math.min(oldest ?? NO_LEADS_BEFORE_S, to - before);
  const beyond = Math.max(2 * FURTHEST_ZONE_S, 2 * (low - now));
  const high = window.to ?? Math.max(now + FURTHEST_ZONE_S, (newest ?? now) + 1, low + beyond);
  const marks: ClockSeconds[] = [];
  if (oldest !== undefined && newest !== undefined && oldest >= low && newest < high) {
    const width = Math.max(1, Math.floor((newest - oldest) * FILL));
    for (let at = Math.max(low, oldest) + width; at < high && marks.length < pieces; at += width) marks.push(at);
  }
  // There is nothing to judge by, or only a single piece that is nearly the whole window.
  const [first] = marks;
  if (first === undefined || first - low > (high - low) * 0.9) {
    marks.splice(0, marks.length, low + Math.max(1, Math.floor((high - low) / 2)));
  }
  const edges = [window.from, ...marks, window.to];
  return marks
    .concat(0)
    .map((_, at) => ({ ...window, from: edges[at] ?? null, to: edges[at + 1] ?? null }))
    .filter(({ from, to }) => from === null || to === null || to > from);
}

/**
 * The parameters that request a window. The document says "after" for the start, which may or may not include the second itself, so it is
 * requested from a second earlier. `end_unlocked_date` is inclusive ("on or before"), `end_date` is not ("before").
 */
export function windowQuery({ axis, from, to, refine }: WindowShape): Partial<Record<LocumjobsParameter, string>> {
  const [start, end] =
    axis === 'sent' ? (['start_date', 'end_date'] as const) : (['start_unlocked_date', 'end_unlocked_date'] as const);
  return {
    ...refine,
    ...(from === null ? {} : { [start]: clockText(from - 1) }),
    ...(to === null ? {} : { [end]: clockText(to) }),
  };
}

/**
 * Whether a page has leads that were submitted outside the window, in whatever zone. The document says "submitted … or were unlocked
 * after". A lead unlocked long after its submission may be in every window between the two, and then splitting by time doesn't help.
 */
export function strays(window: WindowShape, page: readonly ReadRecord[]): { before: boolean; after: boolean } {
  if (window.axis !== 'sent') return { before: false, after: false };
  const margin = 2 * FURTHEST_ZONE_S;
  const seen = times(page);
  const { from, to } = window;
  return {
    before: from !== null && seen.some((at) => at < from - margin),
    after: to !== null && seen.some((at) => at > to + margin),
  };
}

/** "between 2024-01-01T00:00:00 and …", for a sentence. */
export function windowWords({ axis, from, to, refine }: WindowShape): string {
  const what = axis === 'sent' ? 'submitted' : 'unlocked';
  const when =
    from !== null && to !== null
      ? to - from <= 1
        ? `at ${clockText(from)}`
        : `from ${clockText(from)} to ${clockText(to)}`
      : from !== null
        ? `since ${clockText(from)}`
        : to !== null
          ? `before ${clockText(to)}`
          : 'at any time';
  const more = Object.entries(refine).map(([name, value]) => `${name} ${value}`);
  return `${what} ${when}${more.length > 0 ? ` (${more.join(', ')})` : ''}`;
}
