import type { LocumjobsAnswer } from './fetch.ts';
import type { Ask } from './gather.ts';
import { clockSeconds, clockText, instantMs } from './vendor-clock.ts';
import { type WindowShape, windowQuery } from './windows.ts';

/** How far leads that were unlocked in one and the same second have been read, by when they were submitted, the latest first. */
export interface SeekPosition {
  /** Those of the page before that were submitted last of it: this page must show one of them, or something lies between. */
  readonly shared: readonly string[];
  /** The end of the window as UTC, where the vendor does not read a question's dates as it writes its own; null once that is tried. */
  readonly inUtc: string | null;
}

/** What the next page in that order brought; null where the order or the dates are not as they were asked for. */
export interface SoughtPage {
  readonly page: LocumjobsAnswer;
  /** What is left to ask for; null when this was the last page. */
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
  const told = found.length === page.records.length && page.unread.length === 0;
  return told && found.every(({ utc }, at) => at === 0 || utc <= (found[at - 1]?.utc ?? utc)) ? found : null;
}

/**
 * Reads on among leads that were unlocked in one and the same second, when they are more than come at once: `end_date` means "submitted
 * or unlocked before", and before the unlock that is when they were submitted. Each page begins with what the one before ended with,
 * which proves that nothing lies between.
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
  // As many submitted in one second, too: this order can't tell them apart.
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
