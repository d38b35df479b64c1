import { hash } from 'node:crypto';
import type { LiondeskCondition, LiondeskOptions } from '../../src-preload/contract/index.ts';
import type { StoredConnection } from '../connections/connections.ts';
import { FetchError, type LiondeskAnswer } from './fetch.ts';
import {
  afterPage,
  FIRST_PAGE,
  mayAskById,
  missingAtEnd,
  type PagesPosition,
  pageQuery,
  type ReadPage,
} from './liondesk-pages.ts';
import { cursorAfter, latestPossible, newestReported } from './newest.ts';
import { areOfAll, type OffersPlace, type Pages, pagesAt, placeOf } from './offers-place.ts';
import { beginFullRead, type SourceRow, updateSource } from './source-rows.ts';
import { withToken } from './source-token.ts';
import { keep, type StepPorts } from './step.ts';
import { addPages, closeWindow, forgetSeen, freshKeys, movePages, nextPages, noteSeen } from './window-rows.ts';

/** A source of this kind with what is needed for requests to it. */
export interface LiondeskSource {
  readonly connection: StoredConnection;
  readonly options: LiondeskOptions;
  /** A valid token. `again` means that the vendor refused the previous one. @throws FetchError */
  readonly token: (again?: boolean) => Promise<string>;
}

/** The position of reading offers. */
interface Position {
  /** The position among all offers, or among the leads if offers are read lead by lead. */
  readonly pages: PagesPosition;
  /** If offers are read lead by lead, the leads of this page that are still to be requested. */
  readonly leads: readonly string[];
  /** The position among the offers of the first of these leads. */
  readonly ofLead: PagesPosition;
  /** No page of leads follows this one. */
  readonly isLast: boolean;
}
const START: Position = { pages: FIRST_PAGE, leads: [], ofLead: FIRST_PAGE, isLast: false };

/** Parses a stored position. One that an older version stored starts again. */
const positionOf = (kept: Position): Position => ('pages' in kept ? kept : START);

/**
 * How often everything is read. Offers without a `notify_at` match no range of it and late offers are outside of it, so only a full read
 * shows those, changes of old leads, and what the vendor has removed.
 */
const EVERYTHING_EVERY_MS = 24 * 3_600_000;

function asker({ fetcher }: StepPorts, { connection, token }: LiondeskSource): Pages {
  const { url: base, timeoutMs } = connection;
  return (is, lead, query) =>
    withToken(token, (value) => fetcher.fetch({ is, base, timeoutMs, token: value, lead, query }));
}

/** Plans a sync: all offers, or those since the last one with some overlap. @throws FetchError if no address has offers to read */
export async function planLiondesk(ports: StepPorts, source: LiondeskSource, row: SourceRow): Promise<void> {
  const { connection, options } = source;
  const { store } = ports.leads;
  const began = ports.now();
  const place = placeOf(row.place) ?? (await pagesAt(asker(ports, source)));
  if (!ports.wanted(connection)) return;
  // Times from a clock that was ahead and has been set back are in the future and mean nothing.
  const age = began - (row.full_at ?? Number.NEGATIVE_INFINITY);
  const full = row.cursor === null || age < 0 || age >= EVERYTHING_EVERY_MS;
  const cursor = Math.min(row.cursor ?? began, began);
  const from = full ? null : Math.floor(cursor / 1000 - options.overlapHours * 3600);
  store.write(() => {
    // Without an address there is nothing to read yet, because there is no offer and no lead.
    if (place !== null) addPages(store, connection.id, from, START);
    updateSource(store, connection.id, {
      began_at: began,
      is_full: full ? 1 : 0,
      place: place === null ? null : JSON.stringify(place),
      read: 0,
      expected: null,
      newest: row.cursor === null ? null : cursor,
      newest_few: null,
      ...(full ? beginFullRead(row) : {}),
    });
  });
}

/** Reads one page and stores it. @returns whether there is more to read. @throws FetchError */
export async function stepLiondesk(ports: StepPorts, source: LiondeskSource, row: SourceRow): Promise<boolean> {
  const { connection, options } = source;
  const { store } = ports.leads;
  const window = nextPages<Position>(store, connection.id);
  const place = placeOf(row.place);
  if (!window || place === null) return false;
  const position = positionOf(window.position);
  const ask = asker(ports, source);
  const leadId = place.each ? position.leads[0] : undefined;
  const isOfLeads = place.each && leadId === undefined;
  const where = isOfLeads ? [] : [...options.only, ...sinceOf(window.from, options)];
  const pages = leadId === undefined ? position.pages : position.ofLead;
  const query = pageQuery(pages, options.pageSize, { where });

  const answer = await (isOfLeads
    ? ask('liondesk-leads', null, query)
    : ask('liondesk-offers', leadId ?? place.lead, query)
  ).catch((error: unknown) => endOfPages(error, pages));
  const of = isOfLeads ? 'lead' : leadId === undefined ? 'offer' : `offer of ${leadId}`;
  const fresh = freshKeys(store, window.id, keysOf(answer, of));
  const page: ReadPage = { ...answer, fresh: fresh.size, size: options.pageSize };
  const after = afterPage(pages, page, mayAskById({ where }));
  const missing = after === null ? missingAtEnd(pages, page) : null;
  let { next, moved } = advance(position, place, answer, after, (id) => fresh.has(`${of} ${id}`));
  // An address that had the offers of all leads now has those of one lead.
  if (!place.each && place.lead !== null && pages.skip === 0 && areOfAll(place.lead, answer) === false) {
    const found = await pagesAt(ask);
    if (found !== null && found.lead !== place.lead) [moved, next] = [found, START];
  }
  if (!ports.wanted(connection)) return false;
  const latest = latestPossible(ports.now(), null);
  const records = isOfLeads ? [] : [...new Map(answer.records.map((record) => [record.externalId, record])).values()];
  await keep(ports, connection, {
    records,
    rejects: isOfLeads ? [] : answer.unread,
    offers: answer.offers,
    alongside: (now) => {
      if (moved === null) noteSeen(store, window.id, fresh);
      else forgetSeen(store, window.id);
      const read = now.read + (isOfLeads ? 0 : fresh.size);
      if (next === null) closeWindow(store, window.id, read);
      else movePages(store, window.id, next);
      updateSource(store, connection.id, {
        ...(moved === null ? {} : { place: JSON.stringify(moved) }),
        ...(missing === null || moved !== null ? {} : { gap: gapWords(connection.name, missing, leadId, isOfLeads) }),
        read,
        ...(place.each ? {} : { expected: answer.total }),
        ...newestOf(now, answer, latest),
      });
    },
  });
  return true;
}

/** The new cursor after these offers. Offers that are still to be sent don't count, and a single one never moves it. */
function newestOf(row: SourceRow, { offers }: LiondeskAnswer, latest: number): Partial<SourceRow> {
  const few = newestReported(
    row.newest_few,
    offers.map(({ notifyAt, id }) => [notifyAt, id]),
    latest,
  );
  return { newest: cursorAfter(few, row.cursor, latest), newest_few: JSON.stringify(few) };
}

/** Where a pass continues after a page, and whether offers are read at another address from now on. */
function advance(
  position: Position,
  place: OffersPlace,
  answer: LiondeskAnswer,
  after: PagesPosition | null,
  isFresh: (leadId: string) => boolean,
): { next: Position | null; moved: OffersPlace | null } {
  const [leadId] = position.leads;
  if (!place.each) return { next: after === null ? null : { ...START, pages: after }, moved: null };
  if (leadId === undefined) {
    const leads = [...new Set(answer.ids.filter(isFresh))];
    if (after !== null) return { next: { ...START, pages: after, leads }, moved: null };
    return { next: leads.length > 0 ? { ...position, leads, isLast: true } : null, moved: null };
  }
  // All offers are at this lead's address, so they are read there page by page.
  if (areOfAll(leadId, answer)) return { next: START, moved: { lead: leadId, each: false } };
  if (after !== null) return { next: { ...position, ofLead: after }, moved: null };
  const next = { ...position, leads: position.leads.slice(1), ofLead: FIRST_PAGE };
  return { next: next.leads.length === 0 && next.isLast ? null : next, moved: null };
}

/** If a request that only proves the end is refused, or one that the vendor may not support (`id[$gt]`), that is the end. */
function endOfPages(error: unknown, { probes, byId }: PagesPosition): LiondeskAnswer {
  const why = error instanceof FetchError ? error.failure.why : null;
  if ((probes && why === 'missing') || (byId && (why === 'missing' || why === 'vendor'))) {
    return { is: 'liondesk', records: [], unread: [], offers: [], ids: [], count: 0, total: null };
  }
  throw error;
}

/** What distinguishes the rows of a page from others: their ids, or else their whole text. */
function keysOf({ ids, unread }: LiondeskAnswer, of: string): string[] {
  return [...ids.map((id) => `${of} ${id}`), ...unread.map(({ raw }) => `raw ${hash('sha256', raw, 'base64')}`)];
}

function gapWords(name: string, missing: string, leadId: string | undefined, isOfLeads: boolean): string {
  const what = isOfLeads ? 'Leads' : leadId === undefined ? 'Offers' : `Offers of lead ${leadId}`;
  return `${what} of ${name} may be missing: it ${missing}.`;
}

/** A condition for offers since a second. If the connection's settings specify a start, only that is used. */
function sinceOf(from: number | null, { only }: LiondeskOptions): LiondeskCondition[] {
  const own = only.some(({ field, operator }) => field === 'notify_at' && (operator === '$gte' || operator === '$gt'));
  if (from === null || own) return [];
  return [{ field: 'notify_at', operator: '$gte', values: [new Date(from * 1000).toISOString()] }];
}
