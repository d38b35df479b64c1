import type { LocumjobsAnswer } from './fetch.ts';
import type { Ask } from './gather.ts';
import { clockText, FURTHEST_ZONE_S } from './vendor-clock.ts';
import { type WindowShape, windowQuery } from './windows.ts';

/** What was found out about how a vendor interprets queries. */
export interface Habits {
  /**
   * Its leads are those that `not_unlocked` returns and those that the unlock dates return, and each lead is in one of them only. Then each
   * half can be split by a date with one meaning. False if that was found not to be so.
   */
  readonly byLock?: boolean;
  /** Whether requested dates have an effect. */
  readonly dates?: boolean;
  /**
   * Seconds of its clock in which more leads were unlocked than are returned at once, the latest ones. They are stored so that they need
   * not be found again.
   */
  readonly crowds?: readonly number[];
}

export const habitsOf = (json: string | null): Habits => (json === null ? {} : (JSON.parse(json) as Habits));

/** The number of crowded seconds that are stored. */
const CROWDS = 4;

/** The known crowded seconds with one more. */
export function crowdsWith({ crowds = [] }: Habits, second: number | null): number[] {
  return [...new Set([...crowds, ...(second === null ? [] : [second])])].slice(-CROWDS);
}

const UNLOCK_DATES_FROM = '2000-01-01T00:00:00';
/** The number of leads that may be in both halves because somebody unlocked them between the two requests. */
const BETWEEN = 2;

const idsOf = (page: LocumjobsAnswer): string[] =>
  [...page.records, ...page.unread].flatMap(({ externalId }) => externalId ?? []);

/** Whether a list, part of a longer one in the same order, proves that an id is not in it, because it ends after the id's place. */
function provesAbsent(id: string, list: ReadonlySet<string>, isAll: boolean, page: readonly string[]): boolean {
  if (list.has(id)) return false;
  return isAll || page.slice(page.indexOf(id) + 1).some((later) => list.has(later));
}

/**
 * Finds out with three requests whether a window that contains more than is returned at once can be read in halves: locked leads by
 * submission, unlocked leads by unlock time. The document's dates mean "submitted or unlocked". A lead that was unlocked long after its
 * submission is in every window between the two, and then splitting the whole by time doesn't help.
 *
 * @param page the ids of the window as received, lowest first
 * @param now by the vendor's clock, approximately
 * @returns whether it can, and whether that is proved permanently
 */
export async function examine(
  ask: Ask,
  window: WindowShape,
  page: readonly string[],
  most: number,
  now: number,
): Promise<{ byLock: boolean; proven: boolean }> {
  const plain = { ...windowQuery(window), sort: 'id', max: String(most) };
  const future = clockText(now + 3 * FURTHEST_ZONE_S);
  const locked = await ask({ ...plain, not_unlocked: '1' });
  const unlocked = await ask({ ...plain, start_unlocked_date: UNLOCK_DATES_FROM, end_unlocked_date: future });
  const later = await ask({ start_unlocked_date: future, max: '1' });
  const [lockedIds, unlockedIds] = [new Set(idsOf(locked)), new Set(idsOf(unlocked))];
  const [first] = page;
  const inBoth = [...lockedIds].filter((id) => unlockedIds.has(id)).length;
  const inNone = page.filter(
    (id) =>
      provesAbsent(id, lockedIds, lockedIds.size < page.length, page) &&
      provesAbsent(id, unlockedIds, unlockedIds.size < page.length, page),
  );
  const begins = first !== undefined && (lockedIds.has(first) || unlockedIds.has(first));
  const byLock = idsOf(later).length === 0 && inBoth <= BETWEEN && inNone.length === 0 && begins;
  // If nothing is unlocked, or nothing locked, a vendor that ignores the parameter gives the same answers.
  return { byLock, proven: !byLock || (lockedIds.size > 0 && unlockedIds.size > 0) };
}

/**
 * The halves of a window that can't be read completely. `unlockedSince` is the time from which unlocks are requested; undefined if they
 * already are. The halves are split at the known crowded seconds.
 */
export function halves(
  window: WindowShape,
  unlockedSince: number | null | undefined,
  crowds: readonly number[],
): WindowShape[] {
  const locked: WindowShape = { ...window, refine: { ...window.refine, not_unlocked: '1' } };
  if (unlockedSince === undefined) return [locked];
  const marks = crowds.filter((at) => unlockedSince === null || at > unlockedSince).flatMap((at) => [at, at + 1]);
  const edges = [unlockedSince, ...[...new Set(marks)].sort((a, b) => a - b), null];
  const unlocked = edges
    .slice(1)
    .map((to, at): WindowShape => ({ axis: 'unlocked', from: edges[at] ?? null, to, refine: window.refine }));
  if (unlockedSince === null) return [locked, ...unlocked];
  // Leads that were unlocked before that, and submitted (again) since.
  const before = { ...window.refine, end_unlocked_date: clockText(unlockedSince) };
  return [locked, { axis: 'sent', from: unlockedSince, to: null, refine: before }, ...unlocked];
}
