import { fstatSync, readSync } from 'node:fs';
import {
  addsUp,
  cellBytes,
  cellsOf,
  INNER_INDEX,
  INNER_TABLE,
  LEAF_INDEX,
  LEAF_TABLE,
  localBytes,
  makeInner,
} from './cells.ts';
import { PAGE_SIZE } from './page-file.ts';
import { smallVarint, varintLength } from './record.ts';

/** The number of pages that are read at once. */
const AT_ONCE = 256;

/** A value that is continued on overflow pages: its first one, and how many it needs. */
export interface LongValue {
  readonly first: number;
  readonly pages: number;
}

/** A page of a b-tree that leads to others. */
interface Inner {
  readonly page: Buffer;
  readonly cells: readonly number[];
  readonly children: readonly number[];
}

const NO_VALUES: readonly LongValue[] = [];

/**
 * Which pages each page of a data file leads to: its children in a b-tree, the overflow pages of its values, and what follows an overflow
 * page. Read in one pass over the file, which takes about a second for each gigabyte, so that any walk over the b-trees afterwards reads
 * memory alone.
 */
export class PageLinks {
  /** The number of pages of the file. */
  readonly pages: number;
  /** By page: the kind of its b-tree page (`cells.ts`); 0 if it is something else, or inconsistent. */
  readonly #kinds: Uint8Array;
  /** By page: its first four bytes, with which an overflow page leads to the next. */
  readonly #next: Uint32Array;
  readonly #inner = new Map<number, Inner>();
  readonly #long = new Map<number, readonly LongValue[]>();

  /** @param fd of a data file that has no log and is not open elsewhere. @throws Error of the file system */
  constructor(fd: number) {
    this.pages = Math.floor(fstatSync(fd).size / PAGE_SIZE);
    this.#kinds = new Uint8Array(this.pages + 1);
    this.#next = new Uint32Array(this.pages + 1);
    const buffer = Buffer.alloc(PAGE_SIZE * AT_ONCE);
    for (let first = 1; first <= this.pages; first += AT_ONCE) {
      const got = Math.floor(readSync(fd, buffer, 0, buffer.length, (first - 1) * PAGE_SIZE) / PAGE_SIZE);
      for (let i = 0; i < got; i++) this.put(first + i, buffer.subarray(i * PAGE_SIZE, (i + 1) * PAGE_SIZE));
    }
  }

  /** Takes a page with this content instead of what was read. */
  put(number: number, page: Buffer): void {
    const start = number === 1 ? 100 : 0;
    const kind = page[start] ?? 0;
    this.#next[number] = page.readUInt32BE(0);
    this.#kinds[number] = 0;
    this.#inner.delete(number);
    this.#long.delete(number);
    const table = kind === LEAF_TABLE || kind === INNER_TABLE;
    const inner = kind === INNER_INDEX || kind === INNER_TABLE;
    if (!table && !inner && kind !== LEAF_INDEX) return;
    const cells = cellsOf(page, start, inner, PAGE_SIZE);
    if (cells === null || !addsUp(page, start, cells, { table, inner })) return;
    this.#kinds[number] = kind;
    if (inner) {
      const own = Buffer.from(page);
      const children = [...cells.map((at) => own.readUInt32BE(at)), own.readUInt32BE(start + 8)];
      this.#inner.set(number, { page: own, cells, children });
    }
    if (kind !== INNER_TABLE) {
      const values = longValues(page, cells, { table, inner });
      if (values.length > 0) this.#long.set(number, values);
    }
  }

  /** The kind of a b-tree page (`cells.ts`); 0 if the page is something else, or inconsistent. */
  kind(page: number): number {
    return this.#kinds[page] ?? 0;
  }

  /** The page that an overflow page leads to; 0 at the end. */
  next(page: number): number {
    return this.#next[page] ?? 0;
  }

  /** The children of a b-tree page, in order; none for a leaf. */
  children(page: number): readonly number[] {
    return this.#inner.get(page)?.children ?? [];
  }

  /** The values on a b-tree page that are continued on overflow pages. */
  longValues(page: number): readonly LongValue[] {
    return this.#long.get(page) ?? NO_VALUES;
  }

  /** The content of a page without one of its children; null if only one would be left, which SQLite doesn't allow. */
  without(parent: number, child: number): Buffer | null {
    const inner = this.#inner.get(parent);
    if (inner === undefined || inner.children.length < 3) return null;
    const { page, cells, children } = inner;
    const kind = this.kind(parent);
    const table = kind === INNER_TABLE;
    const bytes = cells.map((at) => page.subarray(at, at + (cellBytes(page, at, { table, inner: true }) ?? 0)));
    const gone = children.indexOf(child);
    if (gone < 0) return null;
    const left = children.filter((_, at) => at !== gone);
    // The last child has no cell: if it is the one that goes, the cell of the one before it goes.
    bytes.splice(Math.min(gone, bytes.length - 1), 1);
    return makeInner(kind, bytes, left);
  }
}

function longValues(page: Buffer, cells: readonly number[], kind: { table: boolean; inner: boolean }): LongValue[] {
  const found: LongValue[] = [];
  for (const at of cells) {
    let from = at + (kind.inner ? 4 : 0);
    const size = smallVarint(page, from);
    if (size === null) continue;
    from += size.length;
    if (kind.table) from += varintLength(page, from) ?? 0;
    const local = localBytes(size.value, PAGE_SIZE, kind.table);
    if (local === size.value) continue;
    found.push({ first: page.readUInt32BE(from + local), pages: Math.ceil((size.value - local) / (PAGE_SIZE - 4)) });
  }
  return found;
}
