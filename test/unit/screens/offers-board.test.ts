import { afterEach, beforeEach, expect, test } from 'vitest';
import { offerFilter } from '../../../src-preload/contract/index.ts';
import { setBridge } from '../../../src-renderer/bridge/index.ts';
import {
  closeBoard,
  currentRow,
  hold,
  inView,
  openBoard,
  refreshBoard,
  rowAt,
  rowCount,
  rowOf,
  setCursor,
  showColumn,
  useOffersBoard,
} from '../../../src-renderer/state/offers-board.ts';
import { claim, useClaims } from '../../../src-renderer/state/offers-claim.ts';
import { eventually } from '../../support/eventually.ts';
import { type MemoryBridge, memoryBridge } from '../../support/memory-bridge.ts';
import { OfferBoard } from '../../support/offer-board.ts';

const ALL = { filter: offerFilter.parse({}), sort: 'offered' as const };

let offers: OfferBoard;
let bridge: MemoryBridge;
const open = () => useOffersBoard.getState().columns.open;
const ids = (rows: number) => Array.from({ length: rows }, (_, row) => rowAt(open(), row)?.card.id);

beforeEach(async () => {
  offers = new OfferBoard(100);
  bridge = memoryBridge(offers.answers());
  setBridge(bridge);
  showColumn('open', true);
  await openBoard(ALL);
});
afterEach(closeBoard);

test('a board is opened with its counts, and the cards of the columns that are shown alone', () => {
  const { board, columns } = useOffersBoard.getState();
  expect(board?.counts).toEqual({ mine: 10, open: 60, coming: 10, others: 10, missed: 10 });
  expect(open().total).toBe(60);
  expect(columns.missed.pages).toBeNull();
  expect(currentRow(useOffersBoard.getState())?.card.id).toBe(100);
});

test('on top and without a hand, what is new stands there at once', async () => {
  offers.add(101);
  await refreshBoard();
  expect(ids(2)).toEqual([101, 100]);
  expect(open().shift.times).toBe(0);
  expect(open().fresh.size).toBe(0);
});

test('under the keys, new ones come in above and are counted; the cursor stays on its card', async () => {
  hold('open', { focused: true });
  setCursor('open', 1);
  const { id } = open().cursor;
  for (const n of [101, 102, 103]) offers.add(n);
  await refreshBoard();
  expect(open().cursor).toEqual({ id, row: 4 });
  expect(open().shift).toMatchObject({ by: 3 });
  expect(open().fresh.size).toBe(3);
  inView('open', 3, 13, 1);
  inView('open', 0, 10, -1);
  expect(open().fresh.size).toBe(0);
});

test('the cursor’s card, taken by someone else, stays and says by whom; the key is not about its neighbour', async () => {
  hold('open', { focused: true });
  setCursor('open', 2);
  const id = open().cursor.id as number;
  offers.taken(id, 'Katherine Johnson');
  await refreshBoard();
  const here = () => currentRow(useOffersBoard.getState());
  await eventually(() =>
    expect(here()).toMatchObject({ gone: true, card: { id, holder: 'Katherine Johnson', state: 'claimed' } }),
  );
  expect(open().total).toBe(59);
  expect(rowCount(open())).toBe(60);
  // What becomes of it after that is told as well.
  offers.taken(id, 'Annie Easley');
  await refreshBoard();
  await eventually(() => expect(here()?.card.holder).toBe('Annie Easley'));
  setCursor('open', 3);
  expect(rowOf(open(), id)).toBe(-1);
  expect(rowCount(open())).toBe(59);
});

test('cards keep their places under the pointer until it leaves', async () => {
  const before = ids(6);
  hold('open', { hovered: before[4] ?? null });
  offers.taken(before[1] as number, 'Annie Easley');
  offers.taken(before[3] as number, 'Annie Easley');
  await refreshBoard();
  expect(ids(6)).toEqual(before);
  hold('open', { hovered: null });
  expect(ids(3)).toEqual([before[0], before[2], before[4]]);
});

test('scrolled down, the card on top stays on top', async () => {
  inView('open', 30, 40, 1);
  const top = ids(31)[30];
  offers.add(101);
  await refreshBoard();
  expect(open().shift).toMatchObject({ by: 1 });
  expect(rowOf(open(), top as number)).toBe(31);
  expect(open().fresh.size).toBe(1);
});

test('of two boards opened one after the other the first, answered late, is dropped', async () => {
  const answers = offers.answers();
  const board = answers['offers.board'];
  if (board === undefined) throw new Error('no answer');
  const late: (() => void)[] = [];
  setBridge(
    memoryBridge({
      ...answers,
      'offers.board': async (input) => {
        if (input.filter?.text === 'mar') await new Promise<void>((done) => late.push(done));
        return board(input);
      },
    }),
  );
  const first = openBoard({ ...ALL, filter: offerFilter.parse({ text: 'mar' }) });
  await openBoard({ ...ALL, filter: offerFilter.parse({ text: 'mary ja' }) });
  const shown = useOffersBoard.getState();
  late[0]?.();
  await first;
  expect(useOffersBoard.getState()).toBe(shown);
});

test('on a board on which much happens each reading is shown, and all who ask meanwhile share the next', async () => {
  const answers = offers.answers();
  const board = answers['offers.board'];
  if (board === undefined) throw new Error('no answer');
  const waiting: (() => void)[] = [];
  const slow = memoryBridge({
    ...answers,
    'offers.board': async (input) => {
      await new Promise<void>((done) => waiting.push(done));
      return board(input);
    },
  });
  setBridge(slow);
  offers.add(101);
  const first = refreshBoard();
  await eventually(() => expect(waiting).toHaveLength(1));
  const others = [refreshBoard(), refreshBoard(), refreshBoard()];
  waiting[0]?.();
  await first;
  expect(ids(1)).toEqual([101]);
  await eventually(() => expect(waiting).toHaveLength(2));
  waiting[1]?.();
  await Promise.all(others);
  expect(waiting).toHaveLength(2);
});

test('what fails leaves the cards where they are, and says so', async () => {
  setBridge(memoryBridge({}));
  await refreshBoard();
  expect(useOffersBoard.getState().error).toContain('no answer');
  expect(open().total).toBe(60);
});

test('a claim says that it is on its way, is asked once, and shows what it came to', async () => {
  let letGo = () => {};
  offers.hold = new Promise((done) => {
    letGo = done;
  });
  hold('open', { focused: true });
  setCursor('open', 0);
  const card = currentRow(useOffersBoard.getState())?.card;
  if (card === undefined) throw new Error('no card');
  const first = claim(card);
  expect(useClaims.getState().claiming.has(card.id)).toBe(true);
  expect(await claim(card)).toBeNull();
  letGo();
  expect(await first).toMatchObject({ won: true, outcome: 'claimed-here' });
  expect(useClaims.getState().claiming.size).toBe(0);
  expect(offers.asked.filter((one) => one.command === 'offers.claim')).toHaveLength(1);
  expect(currentRow(useOffersBoard.getState())?.card).toMatchObject({ id: card.id, state: 'claimed-here', mine: true });
});
