import { LOCK_PAGE } from '../ledger/layout.ts';
import { INNER_TABLE, innerCell, LEAF_INDEX, LEAF_TABLE, makeEmptyLeaf, makeInner, makeLeafRow } from './cells.ts';
import { PAGE_SIZE } from './page-file.ts';
import type { PageLinks } from './page-links.ts';
import { type PageOwners, pageOwners, type Tree } from './page-owners.ts';

/** The most children that a page gets here: fewer than fit on it with any row ids. */
const CHILDREN = 300;

/** The columns of the collector. */
const COLUMNS = 2;

/**
 * Plans how to take pages that can't be read out of their b-trees, so that SQLite can read the rest, without a copy of the file. What they
 * led to is lost too. All of these pages become leaves of the b-tree of `collector`, a table whose rows can then be deleted in small steps;
 * what was on them is overwritten.
 *
 * @param bad pages that can't be read
 * @param mayLose whether rows of a b-tree may be lost
 * @param collector a table `(id INTEGER PRIMARY KEY, zeros BLOB)` with rows on at least two leaves
 * @returns the pages to write, with their content, in this order; null if anything else can't be read, because then it is unknown what the
 *   pages that nothing leads to belong to
 */
export function cutOut(
  links: PageLinks,
  fd: number,
  trees: readonly Tree[],
  bad: ReadonlySet<number>,
  { mayLose, collector }: { readonly mayLose: (tree: Tree) => boolean; readonly collector: Tree },
): Iterable<readonly [page: number, content: Buffer]> | null {
  const cut = new Map<number, Buffer>();
  const lost = new Set(bad);
  const put = (page: number, content: Buffer) => {
    links.put(page, content);
    cut.set(page, content);
  };
  let owners: PageOwners | null;
  for (;;) {
    owners = pageOwners(links, trees, lost, fd);
    if (owners === null || !owners.breaks.every(({ tree }) => mayLose(tree))) return null;
    if (owners.breaks.length === 0) break;
    for (const { tree, page, parent } of owners.breaks) {
      if (parent === null) {
        lost.delete(page);
        put(page, makeEmptyLeaf(tree.keys === 'table' ? LEAF_TABLE : LEAF_INDEX));
        continue;
      }
      const rest = links.without(parent, page);
      if (rest === null) lost.add(parent);
      else put(parent, rest);
    }
  }
  for (const page of bad) if (owners.isUnused(page)) cut.set(page, Buffer.alloc(PAGE_SIZE));
  const loose = loosePages(links, owners, collector);
  if (loose.length < 2) return null;
  return inOrder(loose, collector.root, cut);
}

/** The pages that nothing leads to, and those of the collector besides its root. */
function loosePages(links: PageLinks, owners: PageOwners, collector: Tree): number[] {
  const loose: number[] = [];
  for (let page = 2; page <= links.pages; page++) {
    if (page === LOCK_PAGE || page === collector.root || owners.isUnused(page)) continue;
    const tree = owners.treeOf(page);
    if (tree === null || tree === collector) loose.push(page);
  }
  return loose;
}

/** What nothing leads to is written first, so that an interruption leaves no page that can be reached in two ways. */
function* inOrder(
  loose: readonly number[],
  root: number,
  cut: ReadonlyMap<number, Buffer>,
): Generator<readonly [number, Buffer]> {
  const levels = levelsFor(loose.length);
  const leaves = loose.slice(0, levels[0]);
  for (const [at, page] of leaves.entries()) yield [page, makeLeafRow(at + 1, COLUMNS)];
  let below = leaves.map((page, at) => ({ page, highest: at + 1 }));
  let used = leaves.length;
  for (const count of levels.slice(1)) {
    const pages = loose.slice(used, used + count);
    used += count;
    const above = spread(below, count).map((children, at) => ({ children, page: pages[at] ?? root }));
    for (const { page, children } of above) if (page !== root) yield [page, innerOf(children)];
    below = above.map(({ page, children }) => ({ page, highest: children.at(-1)?.highest ?? 0 }));
  }
  yield* cut;
  yield [root, innerOf(below)];
}

/** How many pages there are on each level below the root, from the leaves up, if all of these are used. */
function levelsFor(pages: number): number[] {
  if (pages <= CHILDREN) return [pages];
  const above = [Math.ceil(pages / CHILDREN)];
  for (let last = above[0] ?? 0; last > CHILDREN; above.push(last)) last = Math.ceil(last / CHILDREN);
  return [pages - above.reduce((sum, count) => sum + count, 0), ...above];
}

interface Child {
  readonly page: number;
  readonly highest: number;
}

const innerOf = (children: readonly Child[]): Buffer =>
  makeInner(
    INNER_TABLE,
    children.slice(0, -1).map(({ highest }) => innerCell(highest)),
    children.map(({ page }) => page),
  );

/** Divides a list into so many parts of about the same length. */
function spread<T>(list: readonly T[], parts: number): T[][] {
  const at = (part: number) => Math.floor((part * list.length) / parts);
  return Array.from({ length: parts }, (_, part) => list.slice(at(part), at(part + 1)));
}
