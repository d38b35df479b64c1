import type { Progress } from './progress.ts';

/** Requests that any read may take, whatever it finds. */
const BASE = 150;
/** And for each page of leads that was read whole: parts are asked for, and which of them are locked. */
const A_PAGE = 3;
/** And for each page of new leads: they were not expected, so how to cut them had to be found out. */
const A_NEW_PAGE = 30;

/**
 * How many requests a read may take by now: a number that grows with the leads it has read, and above all with the new ones, and never
 * with time.
 *
 * @param held how many leads of the source are here: reading the same ones again and again earns nothing
 * @param page how many leads the vendor gives at once
 */
export function budgetOf({ read, fresh }: Pick<Progress, 'read' | 'fresh'>, held: number, page: number): number {
  const pages = (count: number) => Math.ceil(count / Math.max(1, page));
  return BASE + A_PAGE * pages(Math.min(read, held)) + A_NEW_PAGE * pages(fresh);
}
