import type { LiondeskQuery } from '../vendors/liondesk/query.ts';

/** The position of reading pages (Lead Offers, Limiting and Pagination). It is stored as JSON between pages. */
export interface PagesPosition {
  /** The `skip` of the next page. */
  readonly skip: number;
  /** The last row that was read. The next page must contain it again; otherwise rows moved while pages were read. */
  readonly last: string | null;
  /** How often reading had to go back. */
  readonly back: number;
  /** The number of consecutive pages that had rows but no new ones. */
  readonly idle: number;
  /** How many different rows were received. */
  readonly seen: number;
  /** The largest number of rows on a page. A page of this size may be truncated at the vendor's own limit. */
  readonly largest: number;
  /** The next page starts right after what was read, only to prove that nothing follows. */
  readonly probes: boolean;
  /** Rows were received after the end according to the vendor's count, which is no longer used. */
  readonly miscounted: boolean;
  /** The vendor returns the same page regardless of `skip`, and rows are requested with `id[$gt]` instead. */
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

/** The data of a page that determines how reading continues. */
export interface ReadPage {
  /** Ids in the vendor's order, without those that can't be parsed. */
  readonly ids: readonly string[];
  /** How many rows it had, parsed or not. */
  readonly count: number;
  /** How many of them were on no earlier page. */
  readonly fresh: number;
  /** The vendor's count. It is only used to save requests: if it is wrong, that costs a page but never a row. */
  readonly total: number | null;
  /** How many rows were requested. */
  readonly size: number;
}

/** The number of rows that a page has in common with the one before it. */
const SHARED_ROWS = 5;
/** How often a pass goes back because rows moved. After that it continues, and the next full pass reads what it missed. */
const BACK_AT_MOST = 20;
/** After this many consecutive pages without new rows, `skip` is taken to have no effect. */
const IDLE_AT_MOST = 3;

/** The query of the next page. Without a requested order it sorts by id, so that new rows come after those that were read. */
export function pageQuery(
  { skip, byId, last }: PagesPosition,
  limit: number,
  asked: LiondeskQuery = {},
): LiondeskQuery {
  const { where = [], sort = [{ field: 'id', direction: 1 }] } = asked;
  if (!byId || last === null) return { limit, skip: (asked.skip ?? 0) + skip, sort, where };
  return { limit, skip: 0, sort, where: [...where, { field: 'id', operator: '$gt', values: [last] }] };
}

/** Whether a query may be restricted by id: it has no condition on the id and no order of its own. */
export const mayAskById = ({ where = [], sort = [], skip = 0 }: LiondeskQuery): boolean =>
  skip === 0 && sort.length === 0 && where.every(({ field }) => field !== 'id');

/**
 * The position after a page; null at the end. The end is a page without rows. Neither the vendor's `total`, `limit` and `skip` nor a page
 * shorter than requested shows that the end is reached, because a vendor may be wrong about each. If several pages in a row have no new
 * rows, `skip` has no effect. Then the rows after the last one are requested by its id, and another page without new rows is the end.
 *
 * Pages overlap: when rows before the last one are removed, those after it move up before the start of the next page, so the next page
 * starts further back. @param mayAskById whether the query has no condition of its own on the id
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
  // There are rows where there should be none. They are read again, together with some rows before them.
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

/** A single object or a list that is the same again is not a page, and `skip` has no effect on it. */
function isSameList({ total, count }: ReadPage, { largest }: PagesPosition): boolean {
  return total === null && count === largest;
}

/** A page in the form that `readPages` uses. */
export interface PageOf<Row> {
  readonly rows: readonly Row[];
  /** How many rows it had, parsed or not. */
  readonly count: number;
  readonly total: number | null;
}

/**
 * Reads pages until there are no new rows, or until there are enough. It works in memory, for a query whose whole answer is needed at once.
 *
 * @param asked the query; `limit` is the number requested at once, and `skip` is where it starts
 * @returns each row once, as first received
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

/** What may be missing when there are no more rows, judged by the vendor's own count or because it ignores `skip`; null for nothing. */
export function missingAtEnd(position: PagesPosition, { count, fresh, total, size }: ReadPage): string | null {
  const read = position.seen + fresh;
  const words = read.toLocaleString('en-US');
  if (total !== null && total > read) return `reports ${total.toLocaleString('en-US')} but returned ${words}`;
  return total === null && count > 0 && count >= size ? `returns the same ${words} for every request` : null;
}
