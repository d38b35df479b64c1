import { readSync } from 'node:fs';
import { LOCK_PAGE } from '../ledger/layout.ts';
import { INNER_INDEX, INNER_TABLE, LEAF_INDEX, LEAF_TABLE } from './cells.ts';
import { PAGE_SIZE } from './page-file.ts';
import type { PageLinks } from './page-links.ts';

/** A b-tree of a data file. */
export interface Tree {
  readonly root: number;
  /** `table` for row ids as keys; a WITHOUT ROWID table is an index. */
  readonly keys: 'table' | 'index';
  readonly name: string;
  /** The table itself, or that of the index. */
  readonly table: string;
  readonly type: 'table' | 'index';
}

/** A page of a b-tree that can't be read, or a value of which can't be. */
export interface Break {
  readonly tree: Tree;
  readonly page: number;
  /** The page that leads to it; null for the root. */
  readonly parent: number | null;
}

/** What the pages of a data file belong to. */
export interface PageOwners {
  /** The b-tree of a page, whether or not the page can be read; null for an unused page, and one that nothing leads to. */
  treeOf(page: number): Tree | null;
  /** Whether the page is in the list of unused pages. */
  isUnused(page: number): boolean;
  readonly breaks: readonly Break[];
}

const UNUSED = -1;

/**
 * Walks all b-trees of a data file and its list of unused pages. What is below a page that can't be read has no owner.
 *
 * @param bad pages that can't be read, which are not entered
 * @param fd of the data file
 * @returns null if the list of unused pages can't be read
 */
export function pageOwners(
  links: PageLinks,
  trees: readonly Tree[],
  bad: { has(page: number): boolean },
  fd: number,
): PageOwners | null {
  const owners = new Int32Array(links.pages + 1);
  if (!markUnused(owners, links, bad, fd)) return null;
  const breaks: Break[] = [];
  for (const [at, tree] of trees.entries()) breaks.push(...walk(owners, at + 1, tree, links, bad));
  return {
    treeOf: (page) => trees[(owners[page] ?? 0) - 1] ?? null,
    isUnused: (page) => owners[page] === UNUSED,
    breaks,
  };
}

/**
 * The pages that neither a b-tree nor one of its values leads to: the unused ones, if the whole file is as it was written.
 *
 * @param bad pages that can't be read
 * @returns null if a b-tree leads to one of those, or to a page that can't be its own
 */
export function unreachablePages(
  links: PageLinks,
  trees: readonly Tree[],
  bad: { has(page: number): boolean },
): number[] | null {
  const owners = new Int32Array(links.pages + 1);
  for (const [at, tree] of trees.entries()) if (walk(owners, at + 1, tree, links, bad).length > 0) return null;
  const found: number[] = [];
  for (let page = 2; page <= links.pages; page++) if (owners[page] === 0 && page !== LOCK_PAGE) found.push(page);
  return found;
}

function walk(
  owners: Int32Array,
  owner: number,
  tree: Tree,
  links: PageLinks,
  bad: { has(page: number): boolean },
): Break[] {
  const [inner, leaf] = tree.keys === 'table' ? [INNER_TABLE, LEAF_TABLE] : [INNER_INDEX, LEAF_INDEX];
  const breaks: Break[] = [];
  const todo: [page: number, parent: number | null][] = [[tree.root, null]];
  const isFree = (page: number) => page >= 1 && page <= links.pages && owners[page] === 0;
  for (let next = todo.pop(); next; next = todo.pop()) {
    const [page, parent] = next;
    const kind = links.kind(page);
    const free = isFree(page);
    if (free) owners[page] = owner;
    if (!free || bad.has(page) || (kind !== inner && kind !== leaf)) {
      breaks.push({ tree, page, parent });
      continue;
    }
    for (const child of links.children(page)) todo.push([child, page]);
    for (const value of links.longValues(page)) {
      let at = value.first;
      let left = value.pages;
      for (; left > 0 && isFree(at) && !bad.has(at); left--) {
        owners[at] = owner;
        at = links.next(at);
      }
      if (left === 0 && at === 0) continue;
      if (left > 0 && isFree(at)) owners[at] = owner;
      breaks.push({ tree, page, parent });
      break;
    }
  }
  return breaks;
}

/** Marks the pages in the list of unused pages (https://sqlite.org/fileformat2.html#the_freelist). @returns whether it can be read */
function markUnused(owners: Int32Array, links: PageLinks, bad: { has(page: number): boolean }, fd: number): boolean {
  const page = Buffer.alloc(PAGE_SIZE);
  const read = (number: number) => readSync(fd, page, 0, PAGE_SIZE, (number - 1) * PAGE_SIZE) === PAGE_SIZE;
  const mark = (number: number) => {
    if (number < 2 || number > links.pages || owners[number] !== 0) return false;
    owners[number] = UNUSED;
    return true;
  };
  if (bad.has(1) || !read(1)) return false;
  let left = page.readUInt32BE(36);
  for (let trunk = page.readUInt32BE(32); trunk !== 0; trunk = page.readUInt32BE(0)) {
    if (!mark(trunk) || bad.has(trunk) || !read(trunk)) return false;
    const leaves = page.readUInt32BE(4);
    if (leaves > PAGE_SIZE / 4 - 2) return false;
    for (let at = 0; at < leaves; at++) if (!mark(page.readUInt32BE(8 + at * 4))) return false;
    left -= 1 + leaves;
  }
  return left === 0;
}
