import type { LeadColumn, LeadRows } from '../../src-preload/contract/index.ts';
import { Pages } from './pages.ts';

/** The number of rows on a page, which one request returns. */
export const PAGE_ROWS = 200;
/** The number of pages loaded ahead in the direction of scrolling, so that rows are there in a fast scroll. */
const AHEAD = 6;
/** The number of pages kept: 12,000 rows. */
const KEPT = 60;

interface PagePorts {
  readonly ask: (at: number, limit: number) => Promise<LeadRows>;
  /** These rows were loaded, both ends included. The end of the list may be known now. */
  readonly changed: (first: number, last: number) => void;
  readonly failed: (thrown: unknown) => void;
}

/** The rows of a list by index, in pages that are loaded when needed and discarded when far from the view. */
export class LeadPages {
  readonly #pages: Pages<LeadRows>;
  /** The number of rows. It is corrected as pages are loaded if they could not all be counted. */
  count: number;
  /** Whether `count` is the exact number. */
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

  /** The visible rows: their pages are loaded first, then those ahead. */
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

  /** The index of a lead among the loaded rows; -1 if it isn't loaded. */
  find(id: number): number {
    for (const [page, rows] of this.#pages.entries()) {
      const at = rows.ids.indexOf(id);
      if (at >= 0) return page * PAGE_ROWS + at;
    }
    return -1;
  }

  /** The number of loaded rows. */
  get kept(): number {
    let n = 0;
    for (const [, rows] of this.#pages.entries()) n += rows.ids.length;
    return n;
  }

  /** Loads the pages of these rows and waits for them. */
  async load(first: number, last: number): Promise<void> {
    this.#pages.look(first, last);
    const end = this.#pages.pageOf(Math.max(0, Math.min(last, this.count - 1)));
    const wanted: number[] = [];
    for (let page = this.#pages.pageOf(first); page <= end; page++) if (!this.#pages.has(page)) wanted.push(page);
    await this.#pages.load(wanted);
  }

  /** Stops requests; late answers are dropped. */
  close(): void {
    this.#pages.close();
  }

  /** The end of a list that was counted up to a limit is only known from its pages. */
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
