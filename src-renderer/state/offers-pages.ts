import type { OfferCard } from '../../src-preload/contract/index.ts';
import { Pages } from './pages.ts';

/** Cards of a page: what one question asks for. */
export const PAGE_CARDS = 100;
/** Pages asked for ahead, the way the column moves. */
const AHEAD = 5;
/** Pages kept: 6,000 cards. */
const KEPT = 60;

export interface CardPage {
  readonly total: number;
  readonly cards: readonly OfferCard[];
}

interface PagePorts {
  readonly ask: (at: number, limit: number) => Promise<CardPage>;
  /** Cards came in. */
  readonly changed: () => void;
  readonly failed: (thrown: unknown) => void;
}

/** The cards of a column by their place, in pages that come as they are needed and go when they are far. */
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

  /** The place of a card among those that are here; -1 when it isn't. */
  find(id: number): number {
    for (const [page, { cards }] of this.#pages.entries()) {
      const at = cards.findIndex((card) => card.id === id);
      if (at >= 0) return page * PAGE_CARDS + at;
    }
    return -1;
  }

  /** Puts what is known of a card now in its place. */
  replace(card: OfferCard): void {
    const at = this.find(card.id);
    const held = at < 0 ? undefined : this.#pages.of(at);
    if (held) this.#pages.set(this.#pages.pageOf(at), { ...held, cards: held.cards.with(at % PAGE_CARDS, card) });
  }

  /** Every card that is here with its place, in no order of pages. */
  *here(): Generator<readonly [number, OfferCard]> {
    for (const [page, { cards }] of this.#pages.entries()) {
      for (const [at, card] of cards.entries()) yield [page * PAGE_CARDS + at, card];
    }
  }

  /** What is in view: its pages are fetched first, then those ahead. */
  inView(first: number, last: number, direction: 1 | -1): void {
    this.#pages.inView(first, last, direction);
  }

  /** Fetches the first page and those of these cards, and waits for them. */
  async load(first: number, last: number): Promise<void> {
    this.#pages.look(first, last);
    await this.#pages.load([0]);
    const end = this.#pages.pageOf(Math.max(0, Math.min(last, this.total - 1)));
    const wanted: number[] = [];
    for (let page = Math.max(1, Math.min(this.#pages.pageOf(first), end)); page <= end; page++) wanted.push(page);
    await this.#pages.load(wanted);
  }

  /** Asks no more; late answers are dropped. */
  close(): void {
    this.#pages.close();
  }
}
