import { expect, test } from 'vitest';
import { foldedIn } from '../../../src-renderer/screens/offers/board/fit-columns.ts';
import { CardPages } from '../../../src-renderer/state/offers-pages.ts';
import { briefly, countdown, isOverdue, touchWords } from '../../../src-renderer/state/offers-times.ts';
import { eventually } from '../../support/eventually.ts';
import { OfferBoard } from '../../support/offer-board.ts';

const TOTAL = 50_000;
const template = new OfferBoard(1);

function pages(ask?: (at: number) => void) {
  return new CardPages({
    ask: async (at, limit) => {
      ask?.(at);
      const n = Math.max(0, Math.min(limit, TOTAL - at));
      return {
        total: TOTAL,
        cards: Array.from({ length: n }, (_, i) => ({ ...template.card(template.get(1)), id: at + i })),
      };
    },
    changed: () => undefined,
    failed: (thrown) => {
      throw thrown;
    },
  });
}

test('50,000 cards are read by their place, pages ahead of the view, and let go when they are far', async () => {
  const asked: number[] = [];
  const cards = pages((at) => asked.push(at));
  await cards.load(0, 10);
  expect(cards.total).toBe(TOTAL);
  cards.inView(0, 10, 1);
  await eventually(() => expect(cards.card(399)?.id).toBe(399));
  for (let first = 0; first < TOTAL; first += 300) {
    cards.inView(first, first + 10, 1);
    await eventually(() => expect(cards.card(first + 10)?.id).toBe(first + 10));
  }
  expect([...cards.here()].length).toBeLessThanOrEqual(6100);
  expect(cards.find(0)).toBe(-1);
  expect(new Set(asked).size).toBe(asked.length);
});

test('a card is put in its place as it is now', async () => {
  const cards = pages();
  await cards.load(0, 250);
  cards.replace({ ...template.card(template.get(1)), id: 150, name: 'Ann' });
  expect(cards.card(150)?.name).toBe('Ann');
  expect(cards.card(149)?.name).not.toBe('Ann');
});

test('closed, it takes no late answer', async () => {
  const cards = pages();
  const loading = cards.load(0, 10);
  cards.close();
  await loading;
  expect(cards.card(0)).toBeNull();
});

test('what matters most is folded last, and what has the keys never', () => {
  const none = new Set<never>();
  expect([...foldedIn(1204, 'open', none)]).toEqual([]);
  expect([...foldedIn(784, 'open', none)]).toEqual(['others', 'missed']);
  expect([...foldedIn(780, 'missed', none)]).toEqual(['coming', 'others']);
  expect([...foldedIn(560, 'open', none)]).toEqual(['mine', 'coming', 'others', 'missed']);
  expect([...foldedIn(300, 'coming', none)]).toEqual(['mine', 'open', 'others', 'missed']);
  expect([...foldedIn(1204, 'open', new Set(['missed'] as const))]).toEqual(['missed']);
});

test('times count as a clock does', () => {
  expect(countdown(42_000)).toBe('0:42');
  expect(countdown(41_001)).toBe('0:42');
  expect(countdown(3_723_000)).toBe('1:02:03');
  expect(countdown(2 * 86_400_000 + 3_600_000)).toBe('2 days 1 h');
  expect(countdown(-5)).toBe('0:00');
  expect([16_000, 1_163_000, 5 * 3_600_000, 3 * 86_400_000].map(briefly)).toEqual(['16 s', '19 min', '5 h', '3 days']);
  const touch = { dueAt: 1_000_000, touchedAt: null };
  expect(touchWords(touch, 940_000)).toBe('contact within 1:00');
  expect(touchWords(touch, 1_090_000)).toBe('contact 1:30 overdue');
  expect(isOverdue(touch, 1_000_000)).toBe(true);
  expect(isOverdue({ ...touch, touchedAt: 999_000 }, 2_000_000)).toBe(false);
});
