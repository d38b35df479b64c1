import type { LiondeskQuery } from '../vendors/liondesk/query.ts';

/** How far pages have been read (Lead Offers, Limiting and Pagination). Kept on disk as JSON between pages. */
export interface PagesPosition {
  /** What the next page skips. */
  readonly skip: number;
  /** The last row that was read: the next page must show it again, or rows moved while they were read. */
  readonly last: string | null;
  /** How often the pages had to be read again from further back. */
  readonly back: number;
  /** Pages in a row that had rows, but none that was new. */
  readonly idle: number;
  /** How many different rows came. */
  readonly seen: number;
  /** The most rows that a page had: one as long as this may be cut off at the vendor's own limit. */
  readonly largest: number;
  /** The next page begins right behind what was read: it only proves that nothing comes there. */
  readonly probes: boolean;
  /** Rows came where the vendor's count said that there are none: it is not looked at any more. */
  readonly miscounted: boolean;
  /** The vendor gives the same page whatever is skipped: rows are asked for by `id[$gt]` instead. */
  readonly byId: boolean;
}

export const FIRST_PAGE: PagesPosition = {
  skip: 0,
  last: null,
  back: 0,
  idle: 0,
  seen: 0,
  largest: 0,
  probes: false,
  miscounted: false,
  byId: false,
};

/** What is looked at of a page. */
export interface ReadPage {
  /** Ids in the vendor's order; what has no readable id is left out. */
  readonly ids: readonly string[];
  /** How many rows it had, readable or not. */
  readonly count: number;
  /** How many of them were on no page before. */
  readonly fresh: number;
  /** The vendor's count, believed for what it saves alone: when it is wrong it costs a page, never a row. */
  readonly total: number | null;
  /** How many rows were asked for. */
  readonly size: number;
}

/** Rows that a page shares with the one before it. */
const SHARED_ROWS = 5;
/** How often a pass goes back when rows move; then it goes on, and the next full pass sees what it missed. */
const BACK_AT_MOST = 20;
/** So many pages in a row without anything new: what is skipped is not heeded. */
const IDLE_AT_MOST = 3;

/** The query of the next page: by id where no order is asked for, so that what comes in stands behind what was read. */
export function pageQuery(
  { skip, byId, last }: PagesPosition,
  limit: number,
  asked: LiondeskQuery = {},
): LiondeskQuery {
  const { where = [], sort = [{ field: 'id', direction: 1 }] } = asked;
  if (!byId || last === null) return { limit, skip: (asked.skip ?? 0) + skip, sort, where };
  return { limit, skip: 0, sort, where: [...where, { field: 'id', operator: '$gt', values: [last] }] };
}

/** Whether a query may be narrowed by the id: it has no condition of its own on it, and no order of its own. */
export const mayAskById = ({ where = [], sort = [], skip = 0 }: LiondeskQuery): boolean =>
  skip === 0 && sort.length === 0 && where.every(({ field }) => field !== 'id');

/**
 * Where to read on after a page; null at the end. The end is a page without rows. Neither the vendor's `total`, `limit` and `skip` nor
 * a page that is shorter than asked for say that it is reached, since a vendor may be wrong about each. Where page after page brings
 * nothing new, what is skipped is not heeded: then the rows behind the last one are asked for by its id, and a page that brings nothing
 * new either is the end.
 *
 * Pages share rows: when rows before the last one have gone, those behind it move up past where the next page begins, so it begins
 * further back. @param mayAskById whether the query has no condition of its own on the id
 */
export function afterPage(before: PagesPosition, page: ReadPage, mayAskById = true): PagesPosition | null {
  const { ids, count, fresh, total, size } = page;
  const position = { ...before, seen: before.seen + fresh };
  const { skip, last, back, byId, probes } = position;
  if (count === 0) return null;
  const largest = Math.max(position.largest, count);
  const lastNow = ids.at(-1) ?? last;
  if (byId) return fresh === 0 || lastNow === last ? null : { ...position, last: lastNow, largest };
  const shares = Math.min(SHARED_ROWS, size - 1, Math.floor(count / 2));
  if (!probes && last !== null && skip > 0 && shares > 0 && !ids.includes(last) && back < BACK_AT_MOST) {
    const further = Math.max(0, skip - size);
    return { ...position, skip: further, last: further === 0 ? null : last, back: back + 1, idle: 0, largest };
  }
  const idle = fresh === 0 ? position.idle + 1 : 0;
  if (idle >= IDLE_AT_MOST || (idle > 0 && isSameList(page, position))) {
    return mayAskById && lastNow !== null ? { ...position, idle: 0, byId: true, last: lastNow, largest } : null;
  }
  // Rows stand where there should be none: they are read again, with what they share with those before.
  if (probes && fresh > 0 && shares > 0) {
    return { ...position, skip: Math.max(0, skip - shares), probes: false, miscounted: true, idle: 0, largest };
  }
  const read = skip + count;
  const isShort = position.largest === 0 ? count < size : count < position.largest;
  const isCounted = !position.miscounted && total !== null && read >= total;
  const next = { ...position, last: lastNow, idle, largest };
  if (isShort || isCounted || shares === 0) return { ...next, skip: read, probes: true };
  return { ...next, skip: Math.max(skip + 1, read - shares), probes: false };
}

/** One object, or a list, that is the same again: not a page at all, and nothing that is skipped changes it. */
function isSameList({ total, count }: ReadPage, { largest }: PagesPosition): boolean {
  return total === null && count === largest;
}

/** A page as `readPages` takes it. */
export interface PageOf<Row> {
  readonly rows: readonly Row[];
  /** How many it had, readable or not. */
  readonly count: number;
  readonly total: number | null;
}

/**
 * Reads page after page until nothing new comes, or until there is enough. In memory, for a question whose whole answer is wanted at once.
 *
 * @param asked the question; `limit` is how much is asked for at once, and its `skip` where it begins
 * @returns each row once, as it came first
 */
export async function readPages<Row>(
  ask: (query: LiondeskQuery) => Promise<PageOf<Row>>,
  asked: LiondeskQuery & { readonly limit: number },
  { key, enough }: { readonly key: (row: Row) => string; readonly enough: (rows: ReadonlyMap<string, Row>) => boolean },
): Promise<readonly Row[]> {
  const rows = new Map<string, Row>();
  for (let position: PagesPosition | null = FIRST_PAGE; position !== null; ) {
    const page: PageOf<Row> = await ask(pageQuery(position, asked.limit, asked));
    const before = rows.size;
    for (const row of page.rows) if (!rows.has(key(row))) rows.set(key(row), row);
    if (enough(rows)) break;
    const { count, total } = page;
    const read = { ids: page.rows.map(key), count, fresh: rows.size - before, total, size: asked.limit };
    position = afterPage(position, read, mayAskById(asked));
  }
  return [...rows.values()];
}

/** What may be missing when nothing more comes, by the vendor's own count or since it passes over what it is asked for; null for nothing. */
export function missingAtEnd(position: PagesPosition, { count, fresh, total, size }: ReadPage): string | null {
  const read = position.seen + fresh;
  const words = read.toLocaleString('en-US');
  if (total !== null && total > read) return `counts ${total.toLocaleString('en-US')} and gave ${words}`;
  return total === null && count > 0 && count >= size ? `gives the same ${words} whatever is asked for` : null;
}
