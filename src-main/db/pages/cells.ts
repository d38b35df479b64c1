import { PAGE_SIZE } from './page-file.ts';
import { smallVarint, varintLength } from './record.ts';

/** The kinds of pages of a b-tree, as in their first byte (https://sqlite.org/fileformat2.html#b_tree_pages). */
export const INNER_INDEX = 2;
export const INNER_TABLE = 5;
export const LEAF_INDEX = 10;
export const LEAF_TABLE = 13;

/** How many bytes of a payload are in its cell. The rest is on overflow pages. */
export function localBytes(size: number, usable: number, table: boolean): number {
  const most = table ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  if (size <= most) return size;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const rest = least + ((size - least) % (usable - 4));
  return rest <= most ? rest : least;
}

/** The number of bytes of a cell on its page; null if it is inconsistent. */
export function cellBytes(
  page: Buffer,
  at: number,
  { table, inner }: { table: boolean; inner: boolean },
): number | null {
  if (table && inner) {
    const key = varintLength(page, at + 4);
    return key === null ? null : 4 + key;
  }
  let bytes = inner ? 4 : 0;
  const size = smallVarint(page, at + bytes);
  if (size === null || size.value < 0) return null;
  bytes += size.length;
  if (table) {
    const key = varintLength(page, at + bytes);
    if (key === null) return null;
    bytes += key;
  }
  const local = localBytes(size.value, page.length, table);
  return Math.max(4, bytes + local + (local === size.value ? 0 : 4));
}

/** Whether cells, free blocks and fragments fill the content area of a page exactly. */
export function addsUp(
  page: Buffer,
  start: number,
  cells: readonly number[],
  kind: { table: boolean; inner: boolean },
): boolean {
  const content = page.readUInt16BE(start + 5) || 65_536;
  let bytes = page[start + 7] ?? 0;
  for (const at of cells) {
    const size = cellBytes(page, at, kind);
    if (size === null || at + size > page.length) return false;
    bytes += size;
  }
  let free = page.readUInt16BE(start + 1);
  let last = 0;
  while (free !== 0) {
    if (free <= last || free < content || free > page.length - 4) return false;
    bytes += page.readUInt16BE(free + 2);
    last = free;
    free = page.readUInt16BE(free);
  }
  return bytes === page.length - content;
}

/** The offsets of a page's cells, in order; null if the page is inconsistent. */
export function cellsOf(page: Buffer, start: number, inner: boolean, pageSize: number): number[] | null {
  const count = page.readUInt16BE(start + 3);
  const head = start + (inner ? 12 : 8);
  const pointersEnd = head + count * 2;
  const content = page.readUInt16BE(start + 5) || 65_536;
  if (pointersEnd > pageSize || content < pointersEnd || content > pageSize || (page[start + 7] ?? 0) > 60) return null;
  if (count === 0 && inner && start === 0) return null;
  const cells: number[] = [];
  const taken = new Set<number>();
  for (let i = 0; i < count; i++) {
    const at = page.readUInt16BE(head + i * 2);
    // Two rows are never at the same offset. A changed pointer would return one row twice and lose another.
    if (at < content || at > pageSize - 4 || taken.has(at)) return null;
    taken.add(at);
    cells.push(at);
  }
  return cells;
}

/** The content of a page without cells: the root of an empty table or index. */
export const makeEmptyLeaf = (kind: number): Buffer => makePage(kind, [], 8);

/** The content of a leaf of a table with a single row, whose columns are null but for its id, which is not stored with them. */
export function makeLeafRow(rowId: number, columns: number): Buffer {
  const record = Buffer.from([columns + 1, ...new Array<number>(columns).fill(0)]);
  const cell = Buffer.concat([Buffer.from([record.length]), varintOf(rowId), record]);
  return makePage(LEAF_TABLE, [cell], 8);
}

/** The content of a page that leads to others. @param cells of all children but the last; their pointers are set here */
export function makeInner(kind: number, cells: readonly Buffer[], children: readonly number[]): Buffer {
  const pointing = cells.map((cell, at) => {
    const own = Buffer.from(cell);
    own.writeUInt32BE(children[at] ?? 0, 0);
    return own;
  });
  const page = makePage(kind, pointing, 12);
  page.writeUInt32BE(children.at(-1) ?? 0, 8);
  return page;
}

/** A cell of a table's page that leads to others, without its pointer: the highest row id of the child. */
export const innerCell = (rowId: number): Buffer => Buffer.concat([Buffer.alloc(4), varintOf(rowId)]);

function makePage(kind: number, cells: readonly Buffer[], head: number): Buffer {
  const page = Buffer.alloc(PAGE_SIZE);
  let content = PAGE_SIZE;
  for (const [i, cell] of cells.entries()) {
    content -= cell.length;
    cell.copy(page, content);
    page.writeUInt16BE(content, head + i * 2);
  }
  page[0] = kind;
  page.writeUInt16BE(cells.length, 3);
  page.writeUInt16BE(content, 5);
  return page;
}

/** A number up to 2³⁵ as a varint. */
function varintOf(value: number): Buffer {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift(128 + (rest % 128));
  return Buffer.from(bytes);
}
