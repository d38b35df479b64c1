import type { OfferCard } from '../../src-preload/contract/index.ts';
import { Pages } from './pages.ts';

/** The number of cards on a page, which one request returns. */
export const PAGE_CARDS = 100;
/** The number of pages loaded ahead, in the direction of scrolling. */
const AHEAD = 5;
/** The number of pages kept: 6,000 cards. */
const KEPT = 60;

export interface CardPage {
  readonly total: number;
  readonly cards: readonly OfferCard[];
}

interface PagePorts {
  readonly ask: (at: number, limit: number) => Promise<CardPage>;
  /** Called when cards were loaded. */
  readonly changed: () => void;
  readonly failed: (thrown: unknown) => void;
}

/** The cards of a column by index, in pages that are loaded when needed and discarded when far from the view. */
export class CardPages {
  readonly #pages: Pages<CardPage>;
  /** How many cards there are. */
  total = 0;

  constructor({ ask, changed, failed }: PagePorts) {
    this.#pages = new Pages<CardPage>({
      size: PAGE_CARDS,
      ahead: AHEAD,
      kept: KEPT,
      length: () => this.total,
      ask,
      came: (_, { total }) => {
        this.total = total;
        changed();
      },
      failed,
    });
  }

  card(index: number): OfferCard | null {
    return this.#pages.of(index)?.cards[index % PAGE_CARDS] ?? null;
  }

  /** The index of a card among those that are loaded; -1 if it isn't. */
  find(id: number): number {
    for (const [page, { cards }] of this.#pages.entries()) {
      const at = cards.findIndex((card) => card.id === id);
      if (at >= 0) return page * PAGE_CARDS + at;
    }
    return -1;
  }

  /** Replaces a loaded card. */
  replace(card: OfferCard): void {
    const at = this.find(card.id);
    const held = at < 0 ? undefined : this.#pages.of(at);
    if (held) this.#pages.set(this.#pages.pageOf(at), { ...held, cards: held.cards.with(at % PAGE_CARDS, card) });
  }

  /** Every loaded card with its index, in no particular order of pages. */
  *here(): Generator<readonly [number, OfferCard]> {
    for (const [page, { cards }] of this.#pages.entries()) {
      for (const [at, card] of cards.entries()) yield [page * PAGE_CARDS + at, card];
    }
  }

  /** The visible cards: their pages are loaded first, then those ahead. */
  inView(first: number, last: number, direction: 1 | -1): void {
    this.#pages.inView(first, last, direction);
  }

  /** Loads the first page and those of these cards, and waits for them. */
  async load(first: number, last: number): Promise<void> {
    this.#pages.look(first, last);
    await this.#pages.load([0]);
    const end = this.#pages.pageOf(Math.max(0, Math.min(last, this.total - 1)));
    const wanted: number[] = [];
    for (let page = Math.max(1, Math.min(this.#pages.pageOf(first), end)); page <= end; page++) wanted.push(page);
    await this.#pages.load(wanted);
  }

  /** Stops requests; late answers are dropped. */
  close(): void {
    this.#pages.close();
  }
}
