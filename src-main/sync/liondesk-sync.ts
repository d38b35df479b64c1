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
import { cursorAfter, latestPossible, newestTold } from './newest.ts';
import { areOfAll, type OffersPlace, type Pages, pagesAt, placeOf } from './offers-place.ts';
import { beginFullRead, type SourceRow, updateSource } from './source-rows.ts';
import { withToken } from './source-token.ts';
import { keep, type StepPorts } from './step.ts';
import { addPages, closeWindow, forgetSeen, freshKeys, movePages, nextPages, noteSeen } from './window-rows.ts';

/** A source of this kind with what asking it takes. */
export interface LiondeskSource {
  readonly connection: StoredConnection;
  readonly options: LiondeskOptions;
  /** A token that is good now; `again` after the vendor refused the one given before. @throws FetchError */
  readonly token: (again?: boolean) => Promise<string>;
}

/** How far the offers have been read. */
interface Position {
  /** Of all offers; where they are read lead by lead, of the leads. */
  readonly pages: PagesPosition;
  /** Where offers are read lead by lead: the leads of this page that are still to be asked for. */
  readonly leads: readonly string[];
  /** Of the first of them: how far its offers are read. */
  readonly ofLead: PagesPosition;
  /** No page of leads comes behind this one. */
  readonly isLast: boolean;
}
const START: Position = { pages: FIRST_PAGE, leads: [], ofLead: FIRST_PAGE, isLast: false };

/** A position as it was kept; one that an older desk kept begins anew. */
const positionOf = (kept: Position): Position => ('pages' in kept ? kept : START);

/**
 * Everything is read this often: offers without a `notify_at` match no range of it, those that come in late lie outside of it, and only
 * so is it seen what changed on an old lead, and what the vendor has no more.
 */
const EVERYTHING_EVERY_MS = 24 * 3_600_000;

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
  // A clock that was ahead and was put back since: what it noted lies in the time to come, and tells nothing.
  const age = began - (row.full_at ?? Number.NEGATIVE_INFINITY);
  const full = row.cursor === null || age < 0 || age >= EVERYTHING_EVERY_MS;
  const cursor = Math.min(row.cursor ?? began, began);
  const from = full ? null : Math.floor(cursor / 1000 - options.overlapHours * 3600);
  store.write(() => {
    // Without a place there is nothing to read yet: no offer and no lead anywhere.
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

/** Reads one page and keeps it. @returns whether there is more to read. @throws FetchError */
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
  // An address that had the offers of all has those of one lead now.
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

/** What the newest offers make of the cursor: those that are still to be sent don't count, and none alone moves it. */
function newestOf(row: SourceRow, { offers }: LiondeskAnswer, latest: number): Partial<SourceRow> {
  const few = newestTold(
    row.newest_few,
    offers.map(({ notifyAt, id }) => [notifyAt, id]),
    latest,
  );
  return { newest: cursorAfter(few, row.cursor, latest), newest_few: JSON.stringify(few) };
}

/** Where a pass goes on after a page, and whether offers are to be read at another place from now on. */
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
  // All offers are at this lead's address: they are read there, page by page.
  if (areOfAll(leadId, answer)) return { next: START, moved: { lead: leadId, each: false } };
  if (after !== null) return { next: { ...position, ofLead: after }, moved: null };
  const next = { ...position, leads: position.leads.slice(1), ofLead: FIRST_PAGE };
  return { next: next.leads.length === 0 && next.isLast ? null : next, moved: null };
}

/** A question that only proves that nothing more comes, or that the vendor may not know (`id[$gt]`): refused, it is the end. */
function endOfPages(error: unknown, { probes, byId }: PagesPosition): LiondeskAnswer {
  const why = error instanceof FetchError ? error.failure.why : null;
  if ((probes && why === 'missing') || (byId && (why === 'missing' || why === 'vendor'))) {
    return { is: 'liondesk', records: [], unread: [], offers: [], ids: [], count: 0, total: null };
  }
  throw error;
}

/** What tells the rows of a page from those of others: their ids, else all of their text. */
function keysOf({ ids, unread }: LiondeskAnswer, of: string): string[] {
  return [...ids.map((id) => `${of} ${id}`), ...unread.map(({ raw }) => `raw ${hash('sha256', raw, 'base64')}`)];
}

function gapWords(name: string, missing: string, leadId: string | undefined, isOfLeads: boolean): string {
  const what = isOfLeads ? 'Leads' : leadId === undefined ? 'Offers' : `Offers of lead ${leadId}`;
  return `${what} of ${name} may be missing: it ${missing}.`;
}

/** Only offers from a second on; where the connection itself says from when on, that stands alone. */
function sinceOf(from: number | null, { only }: LiondeskOptions): LiondeskCondition[] {
  const own = only.some(({ field, operator }) => field === 'notify_at' && (operator === '$gte' || operator === '$gt'));
  if (from === null || own) return [];
  return [{ field: 'notify_at', operator: '$gte', values: [new Date(from * 1000).toISOString()] }];
}
