import type { ReadRecord, UnreadRecord } from '../vendors/lead-record.ts';
import { type Ask, type Gathered, gatherHard, gatherPage, type PageSizes } from './gather.ts';
import type { LocumjobsSource } from './locumjobs-source.ts';
import type { Progress } from './progress.ts';
import type { SourceRow } from './source-rows.ts';
import type { StepPorts } from './step.ts';
import type { Lane, NewWindow } from './window-rows.ts';
import { type WindowShape, windowQuery } from './windows.ts';

/** What a step needs. */
export interface Step {
  readonly ports: StepPorts;
  readonly source: LocumjobsSource;
  readonly lane: Lane;
  readonly row: SourceRow;
  readonly progress: Progress;
  readonly ask: Ask;
}

/** What a step found, and the windows that replace its window. */
export interface Found {
  readonly records: readonly ReadRecord[];
  readonly unread: readonly UnreadRecord[];
  readonly locked?: ReadonlySet<string>;
  readonly unlocked?: ReadonlySet<string>;
  readonly sizes: PageSizes;
  readonly windows: readonly NewWindow[];
  /** What may be missing, as a sentence. */
  readonly gap: string | null;
}

/** Whether a window contains only locked leads. */
export const isLockedOnly = ({ options }: LocumjobsSource, { refine }: WindowShape): boolean =>
  options.only.not_unlocked === '1' || refine.not_unlocked === '1';

/** Whether a window contains only unlocked leads, because it is a range of unlock times. */
export const isUnlockedOnly = ({ axis, refine }: WindowShape): boolean =>
  axis === 'unlocked' || refine.end_unlocked_date !== undefined;

interface Locks {
  /** Whether the vendor reports which leads are locked. */
  readonly isKnown: boolean;
  readonly locked: ReadonlySet<string>;
  readonly unlocked: ReadonlySet<string>;
  /** Leads that were added between the two requests. */
  readonly extra: Gathered['records'];
  readonly extraUnread: Gathered['unread'];
}
const NONE: ReadonlySet<string> = new Set();

/**
 * Determines which leads of a window are locked: those that the same query with `not_unlocked` returns. If a vendor ignores the parameter,
 * all leads seem locked, which is the safe side. No lead is retrieved, because that would unlock it.
 */
export async function readLocks({ ask, source }: Step, window: WindowShape, gathered: Gathered): Promise<Locks> {
  const { records, sizes } = gathered;
  const { max } = source.options;
  const ids = records.map(({ externalId }) => externalId);
  const none = { extra: [], extraUnread: [] };
  if (records.length === 0) return { isKnown: false, locked: NONE, unlocked: NONE, ...none };
  if (isLockedOnly(source, window)) return { isKnown: true, locked: new Set(ids), unlocked: NONE, ...none };
  if (isUnlockedOnly(window)) return { isKnown: true, locked: NONE, unlocked: new Set(ids), ...none };
  const known = new Set(ids);
  const query = { ...windowQuery(window), not_unlocked: '1' };
  // This part of the window can only need more than one page if the whole window did.
  const gather = ids.length < max ? gatherPage : gatherHard;
  const found = await gather(ask, query, max, sizes);
  const locked = new Set(found.records.map(({ externalId }) => externalId));
  const rejected = new Set(found.unread.map(({ externalId }) => externalId));
  return {
    isKnown: true,
    locked,
    unlocked: new Set(found.whole ? ids.filter((id) => !locked.has(id) && !rejected.has(id)) : []),
    extra: found.records.filter(({ externalId }) => !known.has(externalId)),
    extraUnread: found.unread,
  };
}
