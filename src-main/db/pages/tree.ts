import { addsUp, cellsOf, INNER_INDEX, INNER_TABLE, LEAF_INDEX, LEAF_TABLE, localBytes } from './cells.ts';
import type { PageFile } from './page-file.ts';
import { readRecord, smallVarint, type Value, varint } from './record.ts';

/** A row of a b-tree: with its row id in a table, or null in an index (a WITHOUT ROWID table is one). */
export interface TreeRow {
  readonly rowId: number | null;
  readonly values: readonly Value[];
}

/** What can't be read in a b-tree. */
export interface TreeDamage {
  /** Pages that can't be read or are inconsistent. */
  readonly pages: number[];
  /** Lost rows on pages that are otherwise intact. */
  rows: number;
  /** The number of rows that may have been on the unreadable pages, as far as the row ids around them show. */
  gap: number;
}

interface Bounds {
  /** Row ids are above `low` and at most `high`. */
  readonly low: number;
  readonly high: number;
}

/**
 * Reads a b-tree of a database file from its root, each row in order, by https://sqlite.org/fileformat2.html#b_tree_pages. A page that
 * can't be read is recorded and skipped together with the pages below it, and everything else is read.
 */
export class TreeReader {
  readonly damage: TreeDamage = { pages: [], rows: 0, gap: 0 };
  readonly #file: PageFile;
  /** The pages that belong to any b-tree of this file. No page belongs to two. */
  readonly #seen: Map<number, number>;
  readonly #root: number;
  #last: number | null = null;
  #open = 0;

  constructor(file: PageFile, root: number, seen: Map<number, number> = new Map()) {
    this.#file = file;
    this.#root = root;
    this.#seen = seen;
  }

  *rows(): Generator<TreeRow> {
    yield* this.#page(this.#root, { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }, 0, null);
  }

  #bad(page: number): void {
    this.damage.pages.push(page);
    this.#open++;
  }

  *#page(number: number, bounds: Bounds, depth: number, kind: 'table' | 'index' | null): Generator<TreeRow> {
    const page = this.#file.page(number);
    if (page === null || depth > 20 || this.#seen.has(number)) return this.#bad(number);
    const start = number === 1 ? 100 : 0;
    const type = page[start];
    const table = type === LEAF_TABLE || type === INNER_TABLE;
    const inner = type === INNER_INDEX || type === INNER_TABLE;
    if (!table && !inner && type !== LEAF_INDEX) return this.#bad(number);
    if (kind !== null && (kind === 'table') !== table) return this.#bad(number);
    this.#seen.set(number, this.#root);
    const cells = cellsOf(page, start, inner, this.#file.pageSize);
    if (cells === null) return this.#bad(number);
    // Bytes that belong to no cell mean that there is a row that is not listed, or one with a wrong length. A changed byte inside a text
    // only shows in the checksum.
    if (this.#file.isChanged(number) || !addsUp(page, start, cells, { table, inner })) this.#bad(number);
    let low = bounds.low;
    for (const at of cells) {
      if (table && inner) {
        const key = varint(page, at + 4);
        const sound = key !== null && key.value > low && key.value <= bounds.high;
        const high = sound ? key.value : bounds.high;
        if (!sound) this.#bad(number);
        yield* this.#page(page.readUInt32BE(at), { low, high }, depth + 1, 'table');
        if (sound) low = key.value;
        continue;
      }
      if (inner) yield* this.#page(page.readUInt32BE(at), bounds, depth + 1, 'index');
      const row = this.#cell(page, inner ? at + 4 : at, table, low, bounds.high);
      if (row === null) {
        this.damage.rows++;
        continue;
      }
      if (row.rowId !== null) low = row.rowId;
      this.#closeGap(row.rowId);
      yield row;
    }
    if (inner) {
      const right = page.readUInt32BE(start + 8);
      yield* this.#page(right, { low, high: bounds.high }, depth + 1, table ? 'table' : 'index');
    }
  }

  /** Counts the row ids between the last row that was read and this one, if something in between could not be read. */
  #closeGap(rowId: number | null): void {
    if (this.#open > 0 && rowId !== null && this.#last !== null) this.damage.gap += Math.max(0, rowId - this.#last - 1);
    this.#open = 0;
    this.#last = rowId;
  }

  #cell(page: Buffer, at: number, table: boolean, low: number, high: number): TreeRow | null {
    const size = smallVarint(page, at);
    if (size === null || size.value < 0) return null;
    let from = at + size.length;
    let rowId: number | null = null;
    if (table) {
      const key = varint(page, from);
      if (key === null || key.value <= low || key.value > high) return null;
      rowId = key.value;
      from += key.length;
    }
    const payload = this.#payload(page, from, size.value, table);
    const values = payload === null ? null : readRecord(payload);
    return values === null ? null : { rowId, values };
  }

  /** A payload with its part on overflow pages. */
  #payload(page: Buffer, from: number, size: number, table: boolean): Buffer | null {
    const usable = this.#file.pageSize;
    const local = localBytes(size, usable, table);
    if (local === size) return from + size <= usable ? page.subarray(from, from + size) : null;
    if (from + local + 4 > usable || size > this.#file.pageCount * usable) return null;
    const parts = [page.subarray(from, from + local)];
    let left = size - local;
    let next = page.readUInt32BE(from + local);
    while (left > 0) {
      const more = this.#seen.has(next) ? null : this.#file.page(next);
      if (more === null) return null;
      this.#seen.set(next, this.#root);
      // The page contains a part of a value. The row is read, and the damage is reported.
      if (this.#file.isChanged(next)) this.#bad(next);
      const take = Math.min(left, usable - 4);
      parts.push(more.subarray(4, 4 + take));
      left -= take;
      next = more.readUInt32BE(0);
    }
    return next === 0 ? Buffer.concat(parts, size) : null;
  }
}

/** The rows of a leaf page that no b-tree refers to; null if the page isn't a leaf, or can't be read completely. */
export function readLooseLeaf(file: PageFile, number: number): TreeRow[] | null {
  const page = file.page(number);
  if (page === null || (page[0] !== LEAF_TABLE && page[0] !== LEAF_INDEX) || page.readUInt16BE(3) === 0) return null;
  const reader = new TreeReader(file, number);
  const rows = [...reader.rows()];
  return reader.damage.pages.length === 0 && reader.damage.rows === 0 ? rows : null;
}
