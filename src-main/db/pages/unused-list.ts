import { readSync } from 'node:fs';
import { PAGE_SIZE } from './page-file.ts';
import type { PageLinks } from './page-links.ts';
import { type Tree, unreachablePages } from './page-owners.ts';

/** How many unused pages one page of the list names: fewer than fit, as SQLite does too. */
const NAMED = 1_000;

/**
 * Makes the list of unused pages again, for a file in which it can't be read but every b-tree can: then it has to name exactly the pages that
 * nothing leads to. Its length and its first page, which are in the header of the file, stay.
 *
 * @param bad pages that can't be read
 * @param fd of the data file
 * @returns the pages of the list to write, with their content; null if a b-tree can't be read, or if that isn't the list that the header
 *   tells of
 */
export function remakeUnusedList(
  links: PageLinks,
  trees: readonly Tree[],
  bad: { has(page: number): boolean },
  fd: number,
): Map<number, Buffer> | null {
  const unused = unreachablePages(links, trees, bad);
  const header = Buffer.alloc(40);
  if (unused === null || readSync(fd, header, 0, header.length, 0) !== header.length) return null;
  const first = header.readUInt32BE(32);
  if (unused.length !== header.readUInt32BE(36) || !unused.includes(first)) return null;
  const rest = unused.filter((page) => page !== first);
  const more = Math.ceil(unused.length / (NAMED + 1)) - 1;
  const lists = [first, ...rest.slice(0, more)];
  const named = rest.slice(more);
  const made = new Map<number, Buffer>();
  for (const [at, list] of lists.entries()) {
    const some = named.slice(at * NAMED, (at + 1) * NAMED);
    const page = Buffer.alloc(PAGE_SIZE);
    page.writeUInt32BE(lists[at + 1] ?? 0, 0);
    page.writeUInt32BE(some.length, 4);
    for (const [i, one] of some.entries()) page.writeUInt32BE(one, 8 + i * 4);
    made.set(list, page);
  }
  return made;
}
