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
  /** False where a search stopped counting at its cap. */
  readonly exact: boolean;
  /** The newest lead that the list can show: later ones wait to be asked for. */
  readonly upTo: number;
  /** Leads that match and came since; at most `FRESH_AT_MOST`. */
  readonly fresh: number;
  /** Leads that came just now and are not found by text yet; about so many. */
  readonly indexing: number;
  /** Why the last question failed; the rows stay. */
  readonly error: string | null;
  /** The row the cursor is on: its place and its lead, once that is known. */
  readonly cursor: { readonly index: number; readonly id: number | null };
  /** Rows that came in above what is in view: the screen moves by as many, so that nothing jumps. */
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
/** The list that is being opened, until its rows are shown, it failed, or another one took its place. */
let opening: { readonly question: Question; readonly done: Promise<void> } | null = null;
let view = { first: 0, last: 40 };
/** Draws the rows in view anew; the screen's grid puts itself here. */
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
        // Rows fetched ahead are drawn when they come into view.
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

/** Shows a list: reads it again where it stands if it is the one that is shown or being opened, else opens it. */
export function showInbox(question: Question): Promise<void> {
  const wanted = opening?.question ?? useInboxList.getState().question;
  return wanted !== null && sameLeads(wanted, question) ? refreshInbox(question.columns) : openInbox(question);
}

/** Opens a list from its first row. What is shown stays until the new rows are there. */
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
    // Rows of another list must not stand under this one's name.
    const { question: before } = useInboxList.getState();
    const same = before !== null && sameLeads(before, question);
    useInboxList.setState({ ...(same ? {} : NOTHING), question, error: errorMessage(thrown) });
  }
}

/** Told at every frame: fetches what is in view and ahead of it. */
export function inView(first: number, last: number, direction: 1 | -1): void {
  view = { first, last };
  useInboxList.getState().pages?.inView(first, last, direction);
}

/** The reading that began last. */
let reading: Promise<void> = Promise.resolve();

/**
 * Reads the list again where it stands, as after an act or at an event: the row on top stays on top, whatever came or went
 * above it, and leads that are new wait to be asked for. `columns` reads it with other columns.
 */
export async function refreshInbox(columns?: readonly LeadColumn[]): Promise<void> {
  // One that begins meanwhile takes the place of this one: the list is read anew when that one is.
  let mine = readAgain(columns);
  reading = mine;
  for (;;) {
    await mine;
    if (reading === mine) return;
    mine = reading;
  }
}

async function readAgain(columns?: readonly LeadColumn[]): Promise<void> {
  // A list that is being opened is what is wanted: reading the one before it again would take its place.
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
      // It was moved meanwhile: its lead may stand elsewhere now.
      const moved = was.cursor.id === null ? -1 : pages.find(was.cursor.id);
      const wanted = stays ? (cursorAt ?? cursor.index) : moved >= 0 ? moved : was.cursor.index;
      const index = Math.min(wanted, pages.count - 1);
      const id = stays && cursorAt === null ? pages.id(index) : was.cursor.id;
      return {
        question,
        pages,
        count: pages.count,
        exact: pages.exact,
        fresh,
        indexing: open.indexing,
        error: null,
        cursor: { index, id },
        shift: by === 0 ? was.shift : { by, times: was.shift.times + 1 },
      };
    });
    redraw();
  } catch (thrown) {
    if (mine === ticket) useInboxList.setState({ error: errorMessage(thrown) });
  }
}

/** How many that match came after `upTo`: the newest are looked at, since they have the highest numbers. */
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

/** Puts the cursor on a place; its lead is known at once where the row is there. */
export function setCursor(index: number): void {
  const { pages } = useInboxList.getState();
  useInboxList.setState({ cursor: { index, id: index < 0 ? null : (pages?.id(index) ?? null) } });
}

/** Puts the cursor on a lead, wherever it stands in the list; the place, or null when it isn't in it. */
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

/** The leads from one place to another, both included, as far as a range can be ticked one by one. */
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

/** All that match the list as it was opened, but these. */
export function allOfList(except: ReadonlySet<number>): WhichLeads {
  const { question, upTo } = useInboxList.getState();
  return { filter: leadFilter.parse(question?.filter ?? {}), upTo, except: [...except] };
}

/** Forgets the list, when the screen closes. */
export function closeInbox(): void {
  ticket++;
  opening = null;
  view = { first: 0, last: 40 };
  useInboxList.getState().pages?.close();
  useInboxList.setState(NOTHING);
}
