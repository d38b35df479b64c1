import type { LeadColumn, LeadRows } from '../../src-preload/contract/index.ts';

/** Rows of a page: what one question asks for. */
export const PAGE_ROWS = 200;
/** Pages asked for ahead, the way the list moves. */
const AHEAD = 3;
/** Pages kept; those furthest from the view go first. 12,000 rows. */
const KEPT = 60;
/** Questions on their way at once. */
const AT_ONCE = 4;

interface PagePorts {
  readonly ask: (at: number, limit: number) => Promise<LeadRows>;
  /** These rows came in, both ends included; it may be known now where the list ends. */
  readonly changed: (first: number, last: number) => void;
  readonly failed: (thrown: unknown) => void;
}

/**
 * The rows of a list by their place, in pages that come as they are needed and go when they are far: as much memory for five
 * million rows as for a hundred. Three pages are asked for ahead, so that a fast scroll finds its rows there.
 */
export class LeadPages {
  readonly #ports: PagePorts;
  readonly #pages = new Map<number, LeadRows>();
  readonly #asking = new Set<number>();
  #first = 0;
  #last = 0;
  #direction: 1 | -1 = 1;
  #closed = false;
  /** How many rows there are; grows and shrinks to what is found where nobody could count them all. */
  count: number;
  /** Whether `count` is all there is. */
  exact: boolean;

  constructor(ports: PagePorts, count: number, exact: boolean) {
    this.#ports = ports;
    this.count = count;
    this.exact = exact;
  }

  /** What is in view: its pages are fetched first, then those ahead. */
  inView(first: number, last: number, direction: 1 | -1): void {
    this.#first = first;
    this.#last = last;
    this.#direction = direction;
    this.#next();
  }

  has(index: number): boolean {
    const page = this.#pages.get(Math.floor(index / PAGE_ROWS));
    return page !== undefined && index % PAGE_ROWS < page.ids.length;
  }

  id(index: number): number | null {
    return this.#pages.get(Math.floor(index / PAGE_ROWS))?.ids[index % PAGE_ROWS] ?? null;
  }

  value(index: number, column: LeadColumn): string | number | null {
    return this.#pages.get(Math.floor(index / PAGE_ROWS))?.columns[column]?.[index % PAGE_ROWS] ?? null;
  }

  /** The place of a lead among the rows that are here; -1 when it isn't. */
  find(id: number): number {
    for (const [page, rows] of this.#pages) {
      const at = rows.ids.indexOf(id);
      if (at >= 0) return page * PAGE_ROWS + at;
    }
    return -1;
  }

  /** How many rows are kept now. */
  get kept(): number {
    let n = 0;
    for (const rows of this.#pages.values()) n += rows.ids.length;
    return n;
  }

  /** Fetches the pages of these rows and waits for them. */
  async load(first: number, last: number): Promise<void> {
    this.#first = first;
    this.#last = last;
    const end = Math.max(0, Math.min(last, this.count - 1));
    const wanted: Promise<void>[] = [];
    for (let page = Math.floor(first / PAGE_ROWS); page <= Math.floor(end / PAGE_ROWS); page++) {
      if (!this.#pages.has(page)) wanted.push(this.#fetch(page, true));
    }
    await Promise.all(wanted);
  }

  /** Asks no more; late answers are dropped. */
  close(): void {
    this.#closed = true;
  }

  #next(): void {
    for (const page of this.#wanted()) {
      if (this.#asking.size >= AT_ONCE) return;
      if (this.#pages.has(page) || this.#asking.has(page)) continue;
      void this.#fetch(page, false);
    }
  }

  /** Pages in the order in which they are needed. */
  #wanted(): number[] {
    const end = Math.floor(Math.max(0, this.count - 1) / PAGE_ROWS);
    const from = Math.floor(this.#first / PAGE_ROWS);
    const to = Math.floor(this.#last / PAGE_ROWS);
    const wanted: number[] = [];
    for (let page = from; page <= to; page++) wanted.push(page);
    for (let i = 1; i <= AHEAD; i++) wanted.push(this.#direction === 1 ? to + i : from - i);
    wanted.push(this.#direction === 1 ? from - 1 : to + 1);
    return wanted.filter((page) => page >= 0 && page <= end);
  }

  async #fetch(page: number, throws: boolean): Promise<void> {
    this.#asking.add(page);
    try {
      const rows = await this.#ports.ask(page * PAGE_ROWS, PAGE_ROWS);
      if (this.#closed) return;
      this.#pages.set(page, rows);
      this.#settleCount(page, rows.ids.length);
      this.#forget();
      this.#ports.changed(page * PAGE_ROWS, (page + 1) * PAGE_ROWS - 1);
    } catch (thrown) {
      if (throws) throw thrown;
      if (!this.#closed) this.#ports.failed(thrown);
      return;
    } finally {
      this.#asking.delete(page);
    }
    this.#next();
  }

  /** A list that was counted up to a cap only ends where its pages do. */
  #settleCount(page: number, got: number): void {
    const here = page * PAGE_ROWS + got;
    if (got < PAGE_ROWS) {
      if (this.exact && here >= this.count) return;
      if (!this.exact || here < this.count) {
        this.count = here;
        this.exact = true;
      }
    } else if (!this.exact && here >= this.count) this.count = here + PAGE_ROWS;
  }

  #forget(): void {
    if (this.#pages.size <= KEPT) return;
    const middle = (this.#first + this.#last) / 2 / PAGE_ROWS;
    const far = [...this.#pages.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    for (const page of far.slice(0, this.#pages.size - KEPT)) this.#pages.delete(page);
  }
}
