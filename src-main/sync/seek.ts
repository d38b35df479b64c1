import type { LocumjobsAnswer } from './fetch.ts';
import type { Ask } from './gather.ts';
import { clockSeconds, clockText, instantMs } from './vendor-clock.ts';
import { type WindowShape, windowQuery } from './windows.ts';

/** The position among leads that were unlocked in the same second, which are read by submission time, latest first. */
export interface SeekPosition {
  /** The leads of the previous page that were submitted last. This page must contain one of them, or there is something in between. */
  readonly shared: readonly string[];
  /** The end of the window as UTC, if the vendor doesn't interpret dates in queries as it writes its own; null after that was tried. */
  readonly inUtc: string | null;
}

/** The next page in that order; null if the order or the dates are not as requested. */
export interface SoughtPage {
  readonly page: LocumjobsAnswer;
  /** What is left to request; null if this was the last page. */
  readonly next: { readonly window: WindowShape; readonly position: SeekPosition } | null;
}

interface Sent {
  readonly id: string;
  readonly wall: number;
  readonly utc: number;
}

function sentOf(page: LocumjobsAnswer): Sent[] | null {
  const found = page.records.flatMap(({ externalId, fields }): Sent[] => {
    const [wall, at] = [clockSeconds(fields.sent), instantMs(fields.sent)];
    return wall === null || at === null ? [] : [{ id: externalId, wall, utc: Math.floor(at / 1000) }];
  });
  const isComplete = found.length === page.records.length && page.unread.length === 0;
  return isComplete && found.every(({ utc }, at) => at === 0 || utc <= (found[at - 1]?.utc ?? utc)) ? found : null;
}

/**
 * Continues reading leads that were unlocked in the same second if there are more than are returned at once. `end_date` means "submitted or
 * unlocked before", and before the unlock only the submission time counts. Each page starts with the end of the previous one, which proves
 * that nothing is in between.
 */
export async function seek(
  ask: Ask,
  window: WindowShape,
  position: SeekPosition | null,
  most: number,
  cap: number | null,
): Promise<SoughtPage | null> {
  const pageOf = (one: WindowShape) => ask({ ...windowQuery(one), sort: '-sent', max: String(most) });
  const goesOn = ({ records }: LocumjobsAnswer) =>
    position === null || records.some(({ externalId }) => position.shared.includes(externalId));
  let page = await pageOf(window);
  let isUtc = position !== null && position.inUtc === null;
  if (!goesOn(page) && position !== null && position.inUtc !== null) {
    page = await pageOf({ ...window, refine: { ...window.refine, end_date: position.inUtc } });
    isUtc = true;
  }
  if (!goesOn(page)) return null;
  const count = page.records.length + page.unread.length;
  if (count < most && (cap === null || count < cap)) return { page, next: null };
  const sent = sentOf(page);
  const last = sent?.at(-1);
  if (!sent || !last) return null;
  const [inWall, inUtc] = [clockText(last.wall + 1), clockText(last.utc + 1)];
  const end = isUtc ? inUtc : inWall;
  // If that many were also submitted in one second, this order can't separate them.
  if (end === window.refine.end_date || sent[0]?.utc === last.utc) return null;
  const shared = sent.filter((one) => one.utc === last.utc).map(({ id }) => id);
  return {
    page,
    next: {
      window: { ...window, refine: { ...window.refine, end_date: end } },
      position: { shared, inUtc: isUtc || inUtc === inWall ? null : inUtc },
    },
  };
}
