import { create } from 'zustand';
import {
  type CommandOutput,
  type OfferCard,
  type OfferColumn,
  type OfferFilter,
  type OfferSort,
  offerColumn,
} from '../../src-preload/contract/index.ts';
import { call, errorMessage } from '../bridge/index.ts';
import { atRow, type Gone, holdStill, type Row, rowOfGone, rowOfPlace } from './offers-held.ts';
import { CardPages } from './offers-pages.ts';

/** The columns of the board, in their order. */
export const COLUMNS: readonly OfferColumn[] = offerColumn.options;

export type Board = CommandOutput<'offers.board'>;

export interface BoardQuestion {
  readonly filter: OfferFilter;
  readonly sort: OfferSort;
}

/** A column as shown. */
export interface ColumnView {
  /** Null until its first answer. */
  readonly pages: CardPages | null;
  readonly total: number;
  /** Cards that have left and are still shown because somebody is using them. */
  readonly gone: readonly Gone[];
  /** Cards that were added above the visible ones. */
  readonly fresh: ReadonlySet<number>;
  /** The card of the cursor, and its last row. */
  readonly cursor: { readonly id: number | null; readonly row: number };
  /** The number of rows by which the view has to move, so that nothing moves under the pointer. */
  readonly shift: { readonly by: number; readonly times: number };
  /** The number of lists shown so far. Each starts at its first row. */
  readonly list: number;
  /** The number of changes so far, so that the rows are rendered again. */
  readonly drawn: number;
}

interface OffersBoard {
  readonly question: BoardQuestion | null;
  /** Null until the first answer. */
  readonly board: Board | null;
  readonly columns: Readonly<Record<OfferColumn, ColumnView>>;
  /** The column that keys apply to. */
  readonly active: OfferColumn;
  /** Why the last request failed; the cards are kept. */
  readonly error: string | null;
}

const EMPTY: ColumnView = {
  pages: null,
  total: 0,
  gone: [],
  fresh: new Set(),
  cursor: { id: null, row: 0 },
  shift: { by: 0, times: 0 },
  list: 0,
  drawn: 0,
};

const ofEach = <T>(make: (column: OfferColumn) => T): Record<OfferColumn, T> => ({
  mine: make('mine'),
  open: make('open'),
  coming: make('coming'),
  others: make('others'),
  missed: make('missed'),
});

/** The board of offers. */
export const useOffersBoard = create<OffersBoard>(() => ({
  question: null,
  board: null,
  columns: ofEach(() => EMPTY),
  active: 'open',
  error: null,
}));

/** What a person is using in a column, as the column reports it. */
interface Hand {
  /** Whether its cards are shown. For a collapsed column only the count is requested. */
  shown: boolean;
  first: number;
  last: number;
  /** The card under the pointer. */
  hovered: number | null;
  focused: boolean;
}

const NO_HAND: Readonly<Hand> = { shown: false, first: 0, last: 11, hovered: null, focused: false };
const hands = ofEach<Hand>(() => ({ ...NO_HAND }));
/** Every card that was loaded since the board was opened. Others are new. */
let known = ofEach(() => new Set<number>());
let ticket = 0;
/** The current read, and the one that follows it, which all calls meanwhile share. */
let reading: Promise<void> = Promise.resolve();
let next: Promise<void> | null = null;

function change(column: OfferColumn, to: Partial<ColumnView>): void {
  useOffersBoard.setState(({ columns }) => ({ columns: { ...columns, [column]: { ...columns[column], ...to } } }));
}

function makePages(question: BoardQuestion, column: OfferColumn): CardPages {
  const pages = new CardPages({
    ask: (at, limit) => call('offers.cards', { ...question, column, at, limit }),
    changed: () => {
      const view = useOffersBoard.getState().columns[column];
      if (view.pages !== pages) return;
      for (const [, card] of pages.here()) known[column].add(card.id);
      change(column, { total: pages.total, drawn: view.drawn + 1 });
    },
    failed: (thrown) =>
      useOffersBoard.getState().columns[column].pages === pages &&
      useOffersBoard.setState({ error: errorMessage(thrown) }),
  });
  return pages;
}

/** What is shown in a row of a column; null while it is loading. */
export function rowAt(view: ColumnView, row: number): Row | null {
  const at = atRow(view.gone, row);
  if ('gone' in at) return { card: at.gone.card, gone: true };
  const card = view.pages?.card(at.place) ?? null;
  return card === null ? null : { card, gone: false };
}

export function rowCount(view: ColumnView): number {
  return view.total + view.gone.length;
}

/** The row of a card among those that are loaded; -1 if it isn't. */
export function rowOf(view: ColumnView, id: number): number {
  const place = view.pages?.find(id) ?? -1;
  return place >= 0 ? rowOfPlace(view.gone, place) : rowOfGone(view.gone, id);
}

function rowsInView(view: ColumnView, hand: Hand): Row[] {
  const rows: Row[] = [];
  for (let row = hand.first; row <= Math.min(hand.last, rowCount(view) - 1); row++) {
    const one = rowAt(view, row);
    if (one !== null) rows.push(one);
  }
  return rows;
}

/** The column with other pages, or the same without cards that no longer need to stay. Nothing moves under the pointer. */
function held(column: OfferColumn, view: ColumnView, pages: CardPages): ColumnView {
  const hand = hands[column];
  const rows = rowsInView(view, hand);
  const cursor = hand.focused ? view.cursor.id : null;
  const scrolled = hand.first > 0 ? rows.map(({ card }) => card.id) : [];
  const anchors = [hand.hovered, cursor].filter((id) => id !== null);
  const { gone, by } = holdStill(
    {
      first: hand.first,
      rows,
      anchors: [...anchors, ...scrolled],
      stays: (id) => hand.hovered !== null || id === cursor,
    },
    (id) => pages.find(id),
    pages.total,
  );
  const first = hand.first + by;
  const fresh = new Set<number>();
  for (const [place, card] of pages.here()) {
    const isNew = view.fresh.has(card.id) || (view.pages !== null && !known[column].has(card.id));
    if (isNew && rowOfPlace(gone, place) < first) fresh.add(card.id);
    known[column].add(card.id);
  }
  const next: ColumnView = {
    pages,
    total: pages.total,
    gone,
    fresh,
    cursor: view.cursor,
    shift: by === 0 ? view.shift : { by, times: view.shift.times + 1 },
    list: view.list,
    drawn: view.drawn + 1,
  };
  return { ...next, cursor: cursorIn(next) };
}

/** The cursor stays on its card, wherever that is now. If its card is gone, it is on the card in its row. */
function cursorIn(view: ColumnView): ColumnView['cursor'] {
  const { id, row } = view.cursor;
  const at = id === null ? -1 : rowOf(view, id);
  if (at >= 0) return { id, row: at };
  const near = Math.max(0, Math.min(row, rowCount(view) - 1));
  return { id: rowAt(view, near)?.card.id ?? null, row: near };
}

const keyOf = (question: BoardQuestion | null) => JSON.stringify(question);

/** Shows a board. The previous one is shown until the answer is there. */
export async function openBoard(question: BoardQuestion): Promise<void> {
  const same = keyOf(question) === keyOf(useOffersBoard.getState().question);
  useOffersBoard.setState({ question });
  if (same) return refreshBoard();
  reading = readBoard(false);
  return reading;
}

/**
 * Reads the board again in place, as after an action or an event. A read in progress is shown first, because otherwise a board with
 * frequent changes would never be shown.
 */
export function refreshBoard(): Promise<void> {
  next ??= readNext();
  return next;
}

async function readNext(): Promise<void> {
  for (let before: Promise<void> | null = null; before !== reading; ) {
    before = reading;
    await before;
  }
  next = null;
  reading = readBoard(true);
  await reading;
}

async function readBoard(same: boolean): Promise<void> {
  const { question } = useOffersBoard.getState();
  if (question === null) return;
  const mine = ++ticket;
  try {
    const shown = COLUMNS.filter((column) => hands[column].shown);
    const [board, ...loaded] = await Promise.all([
      call('offers.board', { filter: question.filter }),
      ...shown.map(async (column) => {
        const pages = makePages(question, column);
        const { first, last } = same ? hands[column] : NO_HAND;
        await pages.load(Math.max(0, first - 8), last + 8);
        return { column, pages };
      }),
    ]);
    if (mine !== ticket) return;
    if (!same) known = ofEach(() => new Set<number>());
    useOffersBoard.setState(({ columns }) => {
      const now = { ...columns };
      for (const { column, pages } of loaded) {
        columns[column].pages?.close();
        now[column] = same ? held(column, columns[column], pages) : restarted(column, columns[column], pages);
      }
      return { board, columns: now, error: null };
    });
    void refreshGoneCards();
  } catch (thrown) {
    if (mine === ticket) useOffersBoard.setState({ error: errorMessage(thrown) });
  }
}

function restarted(column: OfferColumn, before: ColumnView, pages: CardPages): ColumnView {
  for (const [, card] of pages.here()) known[column].add(card.id);
  const view: ColumnView = {
    ...EMPTY,
    pages,
    total: pages.total,
    cursor: { id: before.cursor.id, row: 0 },
    shift: before.shift,
    list: before.list + 1,
    drawn: before.drawn + 1,
  };
  return { ...view, cursor: cursorIn(view) };
}

/** Requests the state of cards that have left and are still shown. */
async function refreshGoneCards(): Promise<void> {
  const { columns } = useOffersBoard.getState();
  const left = COLUMNS.flatMap((column) => columns[column].gone.map(({ card }) => card.id));
  await Promise.all(
    left.map((id) =>
      call('offers.get', { id }).then(
        ({ card }) => showCard(card),
        // It stays as last seen, and the next event requests it again.
        () => undefined,
      ),
    ),
  );
}

/** Updates a card wherever it is shown. */
export function showCard(card: OfferCard): void {
  for (const column of COLUMNS) {
    const view = useOffersBoard.getState().columns[column];
    if (rowOf(view, card.id) < 0) continue;
    view.pages?.replace(card);
    const gone = view.gone.map((one) => (one.card.id === card.id ? { ...one, card } : one));
    change(column, { gone, drawn: view.drawn + 1 });
  }
}

/** Called as a column scrolls: loads the visible cards and those ahead. At the top, nothing above is new any more. */
export function inView(column: OfferColumn, first: number, last: number, direction: 1 | -1): void {
  const hand = hands[column];
  hand.first = first;
  hand.last = last;
  const view = useOffersBoard.getState().columns[column];
  view.pages?.inView(first, last, direction);
  if (view.fresh.size > 0 && first === 0) change(column, { fresh: new Set() });
}

/** A column is shown or collapsed. */
export function showColumn(column: OfferColumn, shown: boolean): void {
  if (hands[column].shown === shown) return;
  hands[column] = { ...NO_HAND, shown };
  if (shown) void refreshBoard();
}

/** A person started or stopped using a column. When they stop, cards that only stayed because of that are removed. */
export function hold(column: OfferColumn, to: Partial<Pick<Hand, 'hovered' | 'focused'>>): void {
  Object.assign(hands[column], to);
  const view = useOffersBoard.getState().columns[column];
  if (hands[column].hovered === null) tidy(column, view);
}

function tidy(column: OfferColumn, view: ColumnView): void {
  if (view.gone.length > 0 && view.pages !== null) change(column, held(column, view, view.pages));
}

/** Moves the cursor to a row of a column, and makes that the active column. */
export function setCursor(column: OfferColumn, row: number): void {
  const view = useOffersBoard.getState().columns[column];
  const at = Math.max(0, Math.min(row, rowCount(view) - 1));
  useOffersBoard.setState({ active: column });
  change(column, { cursor: { id: rowAt(view, at)?.card.id ?? null, row: at } });
  const moved = useOffersBoard.getState().columns[column];
  if (hands[column].hovered === null && moved.gone.some(({ card }) => card.id !== moved.cursor.id)) tidy(column, moved);
}

/** The card that keys apply to, and whether it has left its column. */
export function currentRow({ columns, active }: Pick<OffersBoard, 'columns' | 'active'>): Row | null {
  const view = columns[active];
  const row = view.cursor.id === null ? -1 : rowOf(view, view.cursor.id);
  return row < 0 ? null : rowAt(view, row);
}

/** Discards the board, when the screen closes. */
export function closeBoard(): void {
  ticket++;
  for (const column of COLUMNS) {
    useOffersBoard.getState().columns[column].pages?.close();
    hands[column] = { ...NO_HAND };
  }
  known = ofEach(() => new Set<number>());
  useOffersBoard.setState({
    question: null,
    board: null,
    columns: ofEach(() => EMPTY),
    active: 'open',
    error: null,
  });
}
