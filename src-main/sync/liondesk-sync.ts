import type { LiondeskCondition, LiondeskOptions } from '../../src-preload/contract/index.ts';
import type { StoredConnection } from '../connections/connections.ts';
import type { LiondeskQuery } from '../vendors/liondesk/query.ts';
import type { LiondeskAnswer } from './fetch.ts';
import { areOfAll, type OffersPlace, type Pages, pagesAt, placeOf } from './offers-place.ts';
import { type SourceRow, updateSource } from './source-rows.ts';
import { withToken } from './source-token.ts';
import { keep, type StepPorts } from './step.ts';
import { addPages, closeWindow, movePages, nextPages } from './window-rows.ts';

/** A source of this kind with what asking it takes. */
export interface LiondeskSource {
  readonly connection: StoredConnection;
  readonly options: LiondeskOptions;
  /** A token that is good now; `again` after the vendor refused the one given before. @throws FetchError */
  readonly token: (again?: boolean) => Promise<string>;
}

/** How far the offers have been read. */
interface Position {
  readonly skip: number;
  /** The last offer (or lead) that was read: the next page must show it again, or something moved under us. */
  readonly last: string | null;
  /** How often the pages had to be read again from further back. */
  readonly back: number;
  /** Where offers are read lead by lead: the leads of this page that are still to be asked for. */
  readonly leads: readonly string[];
  /** Of the first of them: how many of its offers are read. */
  readonly leadSkip: number;
  /** No page of leads comes behind this one. */
  readonly isLast: boolean;
}
const START: Position = { skip: 0, last: null, back: 0, leads: [], leadSkip: 0, isLast: false };

/** Offers without a `notify_at` match no range of it, so now and then everything is read. */
const EVERYTHING_EVERY_MS = 24 * 3_600_000;
/** Rows that a page shares with the one before it. */
const SHARED_ROWS = 5;
/** How often a pass goes back when rows move; then it goes on, and the next full pass sees what it missed. */
const BACK_AT_MOST = 20;

function asker({ fetcher }: StepPorts, { connection, token }: LiondeskSource): Pages {
  const { url: base, timeoutMs } = connection;
  return (is, lead, query) =>
    withToken(token, (value) => fetcher.fetch({ is, base, timeoutMs, token: value, lead, query }));
}

/** Plans a sync: all offers, or those from the last one on, less the overlap. @throws FetchError when no place has offers to read */
export async function planLiondesk(ports: StepPorts, source: LiondeskSource, row: SourceRow): Promise<void> {
  const { connection, options } = source;
  const { store } = ports.leads;
  const began = ports.now();
  const place = placeOf(row.place) ?? (await pagesAt(asker(ports, source)));
  if (!ports.wanted(connection)) return;
  const full = row.cursor === null || row.full_at === null || began - row.full_at >= EVERYTHING_EVERY_MS;
  const from = full || row.cursor === null ? null : Math.floor(row.cursor / 1000 - options.overlapHours * 3600);
  store.write(() => {
    // Without a place there is nothing to read yet: no offer and no lead anywhere.
    if (place !== null) addPages(store, connection.id, from, START);
    updateSource(store, connection.id, {
      began_at: began,
      is_full: full ? 1 : 0,
      place: place === null ? null : JSON.stringify(place),
      read: 0,
      expected: null,
      newest: row.cursor,
      ...(full ? { gap: null } : {}),
    });
  });
}

/** Reads one page and keeps it. @returns whether there is more to read. @throws FetchError */
export async function stepLiondesk(ports: StepPorts, source: LiondeskSource, row: SourceRow): Promise<boolean> {
  const { connection, options } = source;
  const { store } = ports.leads;
  const window = nextPages<Position>(store, connection.id);
  const place = placeOf(row.place);
  if (!window || place === null) return false;
  const { position } = window;
  const ask = asker(ports, source);
  const leadId = place.each ? position.leads[0] : undefined;
  const where = [...options.only, ...sinceOf(window.from, options)];
  const size = options.pageSize;

  let answer: LiondeskAnswer;
  let next: Position | null;
  let moved: OffersPlace | null = null;
  if (leadId !== undefined) {
    answer = await ask('liondesk-offers', leadId, { ...page(size, position.leadSkip), where });
    const read = position.leadSkip + answer.count;
    const more = answer.count > 0 && answer.total !== null && read < answer.total;
    next = more ? { ...position, leadSkip: read } : { ...position, leads: position.leads.slice(1), leadSkip: 0 };
    if (next.leads.length === 0 && next.isLast) next = null;
    // All offers are at this lead's address: they are read there, page by page.
    if (areOfAll(leadId, answer)) [moved, next] = [{ lead: leadId, each: false }, START];
  } else {
    answer = place.each
      ? await ask('liondesk-leads', null, page(size, position.skip))
      : await ask('liondesk-offers', place.lead, { ...page(size, position.skip), where });
    next = after(position, answer, size);
    const leads = place.each ? freshIds(position, answer) : [];
    if (next !== null) next = { ...next, leads };
    else if (leads.length > 0) next = { ...position, leads, isLast: true };
    // An address that had the offers of all has those of one lead now.
    if (place.lead !== null && position.skip === 0 && areOfAll(place.lead, answer) === false) {
      const found = await pagesAt(ask);
      if (found !== null && found.lead !== place.lead) [moved, next] = [found, START];
    }
  }
  if (!ports.wanted(connection)) return false;
  const newest = answer.offers.map(({ notifyAt }) => notifyAt).filter((at) => at !== null);
  const isOffers = leadId !== undefined || !place.each;
  const records = isOffers ? [...new Map(answer.records.map((record) => [record.externalId, record])).values()] : [];
  await keep(ports, connection, {
    records,
    rejects: isOffers ? answer.unread : [],
    offers: answer.offers,
    alongside: (now) => {
      if (next === null) closeWindow(store, window.id, position.skip + answer.count);
      else movePages(store, window.id, next);
      updateSource(store, connection.id, {
        ...(moved === null ? {} : { place: JSON.stringify(moved) }),
        read: isOffers && !place.each ? position.skip + answer.count : now.read + (isOffers ? answer.count : 0),
        ...(place.each ? {} : { expected: answer.total }),
        newest: newest.reduce((most, at) => Math.max(most, at), now.newest ?? 0) || null,
      });
    },
  });
  return true;
}

/** By id, so that what comes in stands behind what was read (Lead Offers, Limiting and Pagination, Sorting). */
const page = (limit: number, skip: number): LiondeskQuery => ({ limit, skip, sort: [{ field: 'id', direction: 1 }] });

/** Only offers from a second on; where the connection itself says from when on, that stands alone. */
function sinceOf(from: number | null, { only }: LiondeskOptions): LiondeskCondition[] {
  const own = only.some(({ field, operator }) => field === 'notify_at' && (operator === '$gte' || operator === '$gt'));
  if (from === null || own) return [];
  return [{ field: 'notify_at', operator: '$gte', values: [new Date(from * 1000).toISOString()] }];
}

/** The ids of a page that were not on the one before it. */
function freshIds({ last }: Position, { ids }: LiondeskAnswer): readonly string[] {
  const at = last === null ? -1 : ids.indexOf(last);
  return ids.slice(at + 1);
}

/**
 * Where to read on. Pages share rows, and the last row of one must be seen on the next: when rows before it have gone,
 * those behind it move up past where the next page begins, so it is begun further back. Null at the end.
 */
function after(position: Position, answer: LiondeskAnswer, size: number): Position | null {
  const { ids, count, total } = answer;
  const { skip, last, back } = position;
  const shares = Math.min(SHARED_ROWS, size - 1);
  if (last !== null && shares > 0 && skip > 0 && !ids.includes(last) && back < BACK_AT_MOST) {
    const further = Math.max(0, skip - size);
    return { ...START, skip: further, last: further === 0 ? null : last, back: back + 1 };
  }
  const fresh = freshIds(position, answer);
  const read = skip + count;
  // A page that is no page (one offer, a bare list) says no total; then a page with nothing new is the end.
  if (count === 0 || (total === null ? fresh.length === 0 || count < size : read >= total)) return null;
  return { ...START, skip: Math.max(skip + 1, read - shares), last: ids.at(-1) ?? last, back };
}
