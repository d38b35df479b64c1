import type { LocumjobsParameter } from '../../src-preload/contract/index.ts';
import type { ReadRecord } from '../vendors/lead-record.ts';
import { type ClockSeconds, clockSeconds, clockText, FURTHEST_ZONE_S } from './vendor-clock.ts';

/** A stretch of the vendor's clock to ask for: from the start on, up to before the end. */
export interface WindowShape {
  /** By when a lead was submitted, or by when it was unlocked. */
  readonly axis: 'sent' | 'unlocked';
  /** Null is open. */
  readonly from: ClockSeconds | null;
  readonly to: ClockSeconds | null;
  /** Further parameters that narrow it. */
  readonly refine: Readonly<Partial<Record<LocumjobsParameter, string>>>;
}

/** How many pieces a full window is cut into at most, the rest not counted: many where all is read, few where little is expected. */
export const PIECES = { many: 8, few: 2 } as const;
/** How full of the most a piece is meant to come back. */
const FILL = 0.7;

/** The leads of a page on the vendor's clock; what tells no time is left out. */
function times(records: readonly ReadRecord[]): number[] {
  return records
    .map(({ fields }) => clockSeconds(fields.sent))
    .filter((at): at is number => at !== null)
    .sort((a, b) => a - b);
}

/** 2000-01-01: where leads begin if nothing tells. */
const NO_LEADS_BEFORE_S = 946_684_800;
/** Cutting an open end further than this from 2000 finds nobody who is alive. */
const REACH_S = 150 * 366 * 86_400;

/** Whether a window is as small as cutting by time can make it. */
export function isSmallest({ from, to }: WindowShape): boolean {
  if (from !== null && to !== null) return to - from <= 1;
  return Math.abs((from ?? to ?? NO_LEADS_BEFORE_S) - NO_LEADS_BEFORE_S) > REACH_S;
}

/**
 * Cuts a window that came back full. The page (lowest ids first, so mostly the oldest leads) tells how dense it is: pieces of
 * that density first, then the rest; where it tells nothing, two halves. That is a guess about cost alone: the pieces cover the window whatever the page holds.
 *
 * @param now on the vendor's clock, about
 * @param pieces how many at most, the rest not counted
 */
export function cut(
  window: WindowShape,
  page: readonly ReadRecord[],
  now: ClockSeconds,
  pieces: number = PIECES.many,
): WindowShape[] {
  const seen = window.axis === 'sent' ? times(page) : [];
  const [oldest, newest] = [seen[0], seen.at(-1)];
  // An open end is looked for ever further out, in doubling steps.
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
  // Nothing to go by, or a single piece that would be as good as the whole.
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
 * The parameters that ask for a window. The document says "after" for the start, which may or may not mean the second itself:
 * it is asked for from a second earlier. `end_unlocked_date` is inclusive ("on or before"), `end_date` is not ("before").
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
 * Whether a page holds leads that were submitted outside the window, in whatever zone. The document says "submitted … or were
 * unlocked after": a lead unlocked long after it was submitted may be in every window between the two, and then no cutting by time helps.
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
