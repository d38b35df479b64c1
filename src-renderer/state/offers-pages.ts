import type { OfferCard } from '../../src-preload/contract/index.ts';

/** Cards of a page: what one question asks for. */
export const PAGE_CARDS = 100;
/** Pages asked for ahead, the way the column moves. */
const AHEAD = 5;
/** Pages kept; those furthest from the view go first. 6,000 cards. */
const KEPT = 60;
/** Questions on their way at once. */
const AT_ONCE = 4;

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
  readonly #ports: PagePorts;
  readonly #pages = new Map<number, readonly OfferCard[]>();
  readonly #asking = new Set<number>();
  #first = 0;
  #last = 0;
  #direction: 1 | -1 = 1;
  #closed = false;
  /** How many cards there are. */
  total = 0;

  constructor(ports: PagePorts) {
    this.#ports = ports;
  }

  card(index: number): OfferCard | null {
    return this.#pages.get(Math.floor(index / PAGE_CARDS))?.[index % PAGE_CARDS] ?? null;
  }

  /** The place of a card among those that are here; -1 when it isn't. */
  find(id: number): number {
    for (const [page, cards] of this.#pages) {
      const at = cards.findIndex((card) => card.id === id);
      if (at >= 0) return page * PAGE_CARDS + at;
    }
    return -1;
  }

  /** Puts what is known of a card now in its place. */
  replace(card: OfferCard): void {
    const at = this.find(card.id);
    if (at < 0) return;
    const page = Math.floor(at / PAGE_CARDS);
    this.#pages.set(page, this.#pages.get(page)?.with(at % PAGE_CARDS, card) ?? []);
  }

  /** Every card that is here with its place, in no order of pages. */
  *here(): Generator<readonly [number, OfferCard]> {
    for (const [page, cards] of this.#pages) {
      for (const [at, card] of cards.entries()) yield [page * PAGE_CARDS + at, card];
    }
  }

  /** What is in view: its pages are fetched first, then those ahead. */
  inView(first: number, last: number, direction: 1 | -1): void {
    this.#first = first;
    this.#last = last;
    this.#direction = direction;
    this.#next();
  }

  /** Fetches the first page and those of these cards, and waits for them. */
  async load(first: number, last: number): Promise<void> {
    this.#first = first;
    this.#last = last;
    await this.#fetch(0, true);
    const end = Math.max(0, Math.min(last, this.total - 1));
    const from = Math.min(Math.floor(first / PAGE_CARDS), Math.floor(end / PAGE_CARDS));
    const wanted: Promise<void>[] = [];
    for (let page = Math.max(1, from); page <= Math.floor(end / PAGE_CARDS); page++)
      wanted.push(this.#fetch(page, true));
    await Promise.all(wanted);
  }

  /** Asks no more; late answers are dropped. */
  close(): void {
    this.#closed = true;
  }

  #next(): void {
    for (const page of this.#wanted()) {
      if (this.#asking.size >= AT_ONCE) return;
      if (!this.#pages.has(page) && !this.#asking.has(page)) void this.#fetch(page, false);
    }
  }

  /** Pages in the order in which they are needed. */
  #wanted(): number[] {
    const end = Math.floor(Math.max(0, this.total - 1) / PAGE_CARDS);
    const from = Math.floor(this.#first / PAGE_CARDS);
    const to = Math.floor(this.#last / PAGE_CARDS);
    const wanted: number[] = [];
    for (let page = from; page <= to; page++) wanted.push(page);
    for (let i = 1; i <= AHEAD; i++) wanted.push(this.#direction === 1 ? to + i : from - i);
    wanted.push(this.#direction === 1 ? from - 1 : to + 1);
    return wanted.filter((page) => page >= 0 && page <= end);
  }

  async #fetch(page: number, throws: boolean): Promise<void> {
    this.#asking.add(page);
    try {
      const { total, cards } = await this.#ports.ask(page * PAGE_CARDS, PAGE_CARDS);
      if (this.#closed) return;
      this.total = total;
      this.#pages.set(page, cards);
      this.#forget();
      this.#ports.changed();
    } catch (thrown) {
      if (throws) throw thrown;
      if (!this.#closed) this.#ports.failed(thrown);
      return;
    } finally {
      this.#asking.delete(page);
    }
    this.#next();
  }

  #forget(): void {
    if (this.#pages.size <= KEPT) return;
    const middle = (this.#first + this.#last) / 2 / PAGE_CARDS;
    const far = [...this.#pages.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    for (const page of far.slice(0, this.#pages.size - KEPT)) this.#pages.delete(page);
  }
}
