/** The most requests at once. */
const AT_ONCE = 4;

export interface PagesPorts<Page> {
  /** The number of items on a page, which one request returns. */
  readonly size: number;
  /** The number of pages loaded ahead, in the direction of scrolling. */
  readonly ahead: number;
  /** The number of pages kept. Those furthest from the view are discarded first. */
  readonly kept: number;
  /** The number of items, as far as it is known. */
  readonly length: () => number;
  readonly ask: (at: number, limit: number) => Promise<Page>;
  /** Called when a page was loaded. */
  readonly came: (page: number, content: Page) => void;
  readonly failed: (thrown: unknown) => void;
}

/**
 * A long list in pages that are loaded when needed and discarded when far from the view, so that five million items take as much memory as
 * a hundred.
 */
export class Pages<Page> {
  readonly #ports: PagesPorts<Page>;
  readonly #pages = new Map<number, Page>();
  readonly #asking = new Set<number>();
  #first = 0;
  #last = 0;
  #direction: 1 | -1 = 1;
  #closed = false;

  constructor(ports: PagesPorts<Page>) {
    this.#ports = ports;
  }

  /** The page of an item, if it is loaded. */
  of(index: number): Page | undefined {
    return this.#pages.get(this.pageOf(index));
  }

  pageOf(index: number): number {
    return Math.floor(index / this.#ports.size);
  }

  has(page: number): boolean {
    return this.#pages.has(page);
  }

  /** The loaded pages by number, in no particular order. */
  entries(): Iterable<readonly [number, Page]> {
    return this.#pages;
  }

  /** Replaces a page. */
  set(page: number, content: Page): void {
    this.#pages.set(page, content);
  }

  /** The visible items: their pages are loaded first, then those ahead. */
  inView(first: number, last: number, direction: 1 | -1): void {
    this.look(first, last);
    this.#direction = direction;
    this.#next();
  }

  /** Sets what is visible, without a request for it. */
  look(first: number, last: number): void {
    this.#first = first;
    this.#last = last;
  }

  /** Loads pages and waits for them. Rejects if one of them can't be loaded. */
  async load(pages: readonly number[]): Promise<void> {
    await Promise.all(pages.map((page) => this.#fetch(page, true)));
  }

  /** Stops requests; late answers are dropped. */
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
    const end = this.pageOf(Math.max(0, this.#ports.length() - 1));
    const from = this.pageOf(this.#first);
    const to = this.pageOf(this.#last);
    const wanted: number[] = [];
    for (let page = from; page <= to; page++) wanted.push(page);
    for (let i = 1; i <= this.#ports.ahead; i++) wanted.push(this.#direction === 1 ? to + i : from - i);
    wanted.push(this.#direction === 1 ? from - 1 : to + 1);
    return wanted.filter((page) => page >= 0 && page <= end);
  }

  async #fetch(page: number, throws: boolean): Promise<void> {
    const { size, ask, came, failed } = this.#ports;
    this.#asking.add(page);
    try {
      const content = await ask(page * size, size);
      if (this.#closed) return;
      this.#pages.set(page, content);
      this.#forget();
      came(page, content);
    } catch (thrown) {
      if (throws) throw thrown;
      if (!this.#closed) failed(thrown);
      return;
    } finally {
      this.#asking.delete(page);
    }
    this.#next();
  }

  #forget(): void {
    const { kept, size } = this.#ports;
    if (this.#pages.size <= kept) return;
    const middle = (this.#first + this.#last) / 2 / size;
    const far = [...this.#pages.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    for (const page of far.slice(0, this.#pages.size - kept)) this.#pages.delete(page);
  }
}
