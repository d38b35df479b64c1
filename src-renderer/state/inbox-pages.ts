import type { LeadColumn, LeadRows } from '../../src-preload/contract/index.ts';
import { Pages } from './pages.ts';

/** Rows of a page: what one question asks for. */
export const PAGE_ROWS = 200;
/** Pages asked for ahead, the way the list moves: a fast scroll finds its rows there. */
const AHEAD = 6;
/** Pages kept: 12,000 rows. */
const KEPT = 60;

interface PagePorts {
  readonly ask: (at: number, limit: number) => Promise<LeadRows>;
  /** These rows came in, both ends included; it may be known now where the list ends. */
  readonly changed: (first: number, last: number) => void;
  readonly failed: (thrown: unknown) => void;
}

/** The rows of a list by their place, in pages that come as they are needed and go when they are far. */
export class LeadPages {
  readonly #pages: Pages<LeadRows>;
  /** How many rows there are; grows and shrinks to what is found where nobody could count them all. */
  count: number;
  /** Whether `count` is all there is. */
  exact: boolean;

  constructor({ ask, changed, failed }: PagePorts, count: number, exact: boolean) {
    this.count = count;
    this.exact = exact;
    this.#pages = new Pages<LeadRows>({
      size: PAGE_ROWS,
      ahead: AHEAD,
      kept: KEPT,
      length: () => this.count,
      ask,
      came: (page, rows) => {
        this.#settleCount(page, rows.ids.length);
        changed(page * PAGE_ROWS, (page + 1) * PAGE_ROWS - 1);
      },
      failed,
    });
  }

  /** What is in view: its pages are fetched first, then those ahead. */
  inView(first: number, last: number, direction: 1 | -1): void {
    this.#pages.inView(first, last, direction);
  }

  has(index: number): boolean {
    const page = this.#pages.of(index);
    return page !== undefined && index % PAGE_ROWS < page.ids.length;
  }

  id(index: number): number | null {
    return this.#pages.of(index)?.ids[index % PAGE_ROWS] ?? null;
  }

  value(index: number, column: LeadColumn): string | number | null {
    return this.#pages.of(index)?.columns[column]?.[index % PAGE_ROWS] ?? null;
  }

  /** The place of a lead among the rows that are here; -1 when it isn't. */
  find(id: number): number {
    for (const [page, rows] of this.#pages.entries()) {
      const at = rows.ids.indexOf(id);
      if (at >= 0) return page * PAGE_ROWS + at;
    }
    return -1;
  }

  /** How many rows are kept now. */
  get kept(): number {
    let n = 0;
    for (const [, rows] of this.#pages.entries()) n += rows.ids.length;
    return n;
  }

  /** Fetches the pages of these rows and waits for them. */
  async load(first: number, last: number): Promise<void> {
    this.#pages.look(first, last);
    const end = this.#pages.pageOf(Math.max(0, Math.min(last, this.count - 1)));
    const wanted: number[] = [];
    for (let page = this.#pages.pageOf(first); page <= end; page++) if (!this.#pages.has(page)) wanted.push(page);
    await this.#pages.load(wanted);
  }

  /** Asks no more; late answers are dropped. */
  close(): void {
    this.#pages.close();
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
}
