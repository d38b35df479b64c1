import { create } from 'zustand';
import {
  type LeadColumn,
  type LeadFilterInput,
  type LeadRows,
  type LeadSort,
  leadFilter,
  type WhichLeads,
} from '../../src-preload/contract/index.ts';
import { call, errorMessage } from '../bridge/index.ts';
import { LeadPages } from './inbox-pages.ts';

/** What the list shows: which leads, in which order, with which columns. */
export interface Question {
  readonly filter: LeadFilterInput;
  readonly sort: LeadSort;
  readonly columns: readonly LeadColumn[];
}

interface InboxList {
  readonly question: Question | null;
  /** Null until the first answer. */
  readonly pages: LeadPages | null;
  readonly count: number;
  /** False if a search stopped counting at its limit. */
  readonly exact: boolean;
  /** The newest lead that the list can show. Later ones are shown on request. */
  readonly upTo: number;
  /** The number of matching leads that were added since; at most `FRESH_AT_MOST`. */
  readonly fresh: number;
  /** About how many leads were just added and can't be found by text yet. */
  readonly indexing: number;
  /** Why the last request failed; the rows are kept. */
  readonly error: string | null;
  /** The row of the cursor: its index and its lead, once that is known. */
  readonly cursor: { readonly index: number; readonly id: number | null };
  /** The number of rows inserted above the visible ones, by which the view is moved so that nothing jumps. */
  readonly shift: { readonly by: number; readonly times: number };
}

export const FRESH_AT_MOST = 500;

const NOTHING: InboxList = {
  question: null,
  pages: null,
  count: 0,
  exact: true,
  upTo: 0,
  fresh: 0,
  indexing: 0,
  error: null,
  cursor: { index: -1, id: null },
  shift: { by: 0, times: 0 },
};

/** The list of the inbox. */
export const useInboxList = create<InboxList>(() => NOTHING);

let ticket = 0;
/** The list that is being opened, until its rows are shown, it failed, or another one replaced it. */
let opening: { readonly question: Question; readonly done: Promise<void> } | null = null;
let view = { first: 0, last: 40 };
/** Renders the visible rows again; set by the screen's grid. */
let redraw: () => void = () => undefined;

export function onRows(draw: () => void): () => void {
  redraw = draw;
  return () => {
    redraw = () => undefined;
  };
}

function rowsOf(question: Question, upTo: number): (at: number, limit: number) => Promise<LeadRows> {
  const { filter, sort, columns } = question;
  return (at, limit) => call('leads.rows', { filter, sort, upTo, at, limit, columns: [...columns] });
}

function makePages(question: Question, upTo: number, count: number, exact: boolean): LeadPages {
  const pages = new LeadPages(
    {
      ask: rowsOf(question, upTo),
      changed: (first, last) => {
        if (useInboxList.getState().pages !== pages) return;
        const { count: before, exact: wasExact, cursor } = useInboxList.getState();
        const id = cursor.index >= 0 && cursor.id === null ? pages.id(cursor.index) : cursor.id;
        const ends = before !== pages.count || wasExact !== pages.exact;
        if (ends || id !== cursor.id)
          useInboxList.setState({ count: pages.count, exact: pages.exact, cursor: { index: cursor.index, id } });
        // Rows loaded ahead are rendered when they come into view.
        if (ends || (first <= view.last && last >= view.first)) redraw();
      },
      failed: (thrown) =>
        useInboxList.getState().pages === pages && useInboxList.setState({ error: errorMessage(thrown) }),
    },
    count,
    exact,
  );
  return pages;
}

const sameLeads = (a: Question, b: Question): boolean =>
  JSON.stringify([a.filter, a.sort]) === JSON.stringify([b.filter, b.sort]);

/** Shows a list: reads it again in place if it is the current one or being opened, otherwise opens it. */
export function showInbox(question: Question): Promise<void> {
  const wanted = opening?.question ?? useInboxList.getState().question;
  return wanted !== null && sameLeads(wanted, question) ? refreshInbox(question.columns) : openInbox(question);
}

/** Opens a list at its first row. The current rows are kept until the new ones are loaded. */
export function openInbox(question: Question): Promise<void> {
  const done = openRows(question);
  const mine = { question, done };
  opening = mine;
  return done.finally(() => {
    if (opening === mine) opening = null;
  });
}

async function openRows(question: Question): Promise<void> {
  const mine = ++ticket;
  try {
    const { filter, sort } = question;
    const { count, exact, upTo, indexing } = await call('leads.open', { filter, sort });
    if (mine !== ticket) return;
    const pages = makePages(question, upTo, count, exact);
    if (count > 0) await pages.load(0, Math.max(40, view.last - view.first));
    if (mine !== ticket) return;
    useInboxList.getState().pages?.close();
    view = { first: 0, last: 40 };
    useInboxList.setState((was) => ({
      ...NOTHING,
      question,
      pages,
      count: pages.count,
      exact: pages.exact,
      upTo,
      indexing,
      cursor: { index: pages.count > 0 ? 0 : -1, id: pages.id(0) },
      shift: { by: 0, times: was.shift.times },
    }));
  } catch (thrown) {
    if (mine !== ticket) return;
    // Rows of another list must not appear under this one's name.
    const { question: before } = useInboxList.getState();
    const same = before !== null && sameLeads(before, question);
    useInboxList.setState({ ...(same ? {} : NOTHING), question, error: errorMessage(thrown) });
  }
}

/** Called at every frame: loads the visible rows and those ahead. */
export function inView(first: number, last: number, direction: 1 | -1): void {
  view = { first, last };
  useInboxList.getState().pages?.inView(first, last, direction);
}

/** The most recently started read. */
let reading: Promise<void> = Promise.resolve();

/**
 * Reads the list again in place, as after an action or an event: the first visible row stays where it is, whatever was added or removed
 * above it, and new leads are shown on request. `columns` reads it with other columns.
 */
export async function refreshInbox(columns?: readonly LeadColumn[]): Promise<void> {
  // A read that starts meanwhile replaces this one, and this call ends with that one.
  let mine = readAgain(columns);
  reading = mine;
  for (;;) {
    await mine;
    if (reading === mine) return;
    mine = reading;
  }
}

async function readAgain(columns?: readonly LeadColumn[]): Promise<void> {
  // A list that is being opened has priority: reading the previous one again would replace it.
  if (opening !== null) {
    if (columns !== undefined) return openInbox({ ...opening.question, columns });
    await opening.done;
    if (opening !== null) return;
  }
  const { question: before, upTo, pages: old } = useInboxList.getState();
  if (before === null) return;
  const question = columns === undefined ? before : { ...before, columns };
  if (old === null || old.count === 0) return openInbox(question);
  const mine = ++ticket;
  const { filter, sort } = question;
  const place = async (id: number | null) =>
    id === null ? null : (await call('leads.place', { filter, sort, upTo, id })).at;
  try {
    const top = view.first > 0 ? old.id(view.first) : null;
    const { cursor } = useInboxList.getState();
    const [open, topAt, cursorAt, fresh] = await Promise.all([
      call('leads.open', { filter, sort }),
      place(top),
      place(cursor.id),
      countFresh(filter, upTo),
    ]);
    const came = open.exact ? fresh : 0;
    const pages = makePages(question, upTo, Math.max(0, open.count - came), open.exact);
    const by = topAt === null ? 0 : topAt - view.first;
    const height = view.last - view.first;
    const first = Math.max(0, Math.min(view.first + by, pages.count - 1 - height));
    if (pages.count > 0) await pages.load(first, first + height);
    if (mine !== ticket) return;
    old.close();
    useInboxList.setState((was) => {
      const stays = was.cursor.id === cursor.id && was.cursor.index === cursor.index;
      return {
        question,
        pages,
        count: pages.count,
        exact: pages.exact,
        fresh,
        indexing: open.indexing,
        error: null,
        cursor: cursorIn(pages, was.cursor, stays ? cursorAt : undefined),
        shift: by === 0 ? was.shift : { by, times: was.shift.times + 1 },
      };
    });
    redraw();
  } catch (thrown) {
    if (mine === ticket) useInboxList.setState({ error: errorMessage(thrown) });
  }
}

/**
 * The cursor in rows that were read again: on its lead, or on the one in its place if it has left the list. `placed` is the lead's index
 * before these rows were read, null if it had left by then, and undefined if the cursor was moved since.
 */
function cursorIn(pages: LeadPages, was: InboxList['cursor'], placed: number | null | undefined): InboxList['cursor'] {
  const found = was.id === null ? -1 : pages.find(was.id);
  if (found >= 0) return { index: found, id: was.id };
  const index = Math.min(placed ?? was.index, pages.count - 1);
  // A lead that has left between the two requests has an index, and another lead's row is there.
  const isElsewhere = index >= 0 && placed !== null && !pages.has(index);
  return { index, id: isElsewhere ? was.id : pages.id(index) };
}

/** How many matching leads are newer than `upTo`: only the newest are counted, because they have the highest ids. */
async function countFresh(filter: LeadFilterInput, upTo: number): Promise<number> {
  const newest = await call('leads.rows', {
    filter,
    sort: { by: 'received', direction: 'descending' },
    at: 0,
    limit: FRESH_AT_MOST,
    columns: ['status'],
  });
  return newest.ids.filter((id) => id > upTo).length;
}

/** Moves the cursor to an index; its lead is known at once if the row is loaded. */
export function setCursor(index: number): void {
  const { pages } = useInboxList.getState();
  useInboxList.setState({ cursor: { index, id: index < 0 ? null : (pages?.id(index) ?? null) } });
}

/** Moves the cursor to a lead, at any position in the list. @returns the index, or null if it isn't in the list */
export async function findLead(id: number): Promise<number | null> {
  const { question, upTo, pages } = useInboxList.getState();
  if (question === null || pages === null) return null;
  const mine = ticket;
  const here = pages.find(id);
  const at =
    here >= 0 ? here : (await call('leads.place', { filter: question.filter, sort: question.sort, upTo, id })).at;
  if (mine !== ticket || at === null) return null;
  useInboxList.setState({ cursor: { index: at, id } });
  return at;
}

/** The leads from one index to another, both included, up to the limit for selecting individual leads. */
export async function idsBetween(from: number, to: number): Promise<number[]> {
  const { question, upTo } = useInboxList.getState();
  if (question === null) return [];
  const ids: number[] = [];
  for (let at = from; at <= to; at += 500) {
    const limit = Math.min(500, to - at + 1);
    const page = await call('leads.rows', {
      filter: question.filter,
      sort: question.sort,
      upTo,
      at,
      limit,
      columns: ['status'],
    });
    ids.push(...page.ids);
    if (page.ids.length < limit) break;
  }
  return ids;
}

/** All leads that match the list as it was opened, except these. */
export function allOfList(except: ReadonlySet<number>): WhichLeads {
  const { question, upTo } = useInboxList.getState();
  return { filter: leadFilter.parse(question?.filter ?? {}), upTo, except: [...except] };
}

/** Discards the list, when the screen closes. */
export function closeInbox(): void {
  ticket++;
  opening = null;
  view = { first: 0, last: 40 };
  useInboxList.getState().pages?.close();
  useInboxList.setState(NOTHING);
}
