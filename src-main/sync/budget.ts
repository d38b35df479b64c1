import type { Progress } from './progress.ts';

/** The number of requests that any read may make. */
const BASE = 150;
/** The additional requests for each page of leads that was completely read: for its parts, and for which of them are locked. */
const A_PAGE = 3;
/** The additional requests for each page of new leads. Their number was not known, so the places to split them had to be found. */
const A_NEW_PAGE = 30;

/**
 * How many requests a read may have made by now. The number grows with the leads it has read, especially new ones, and never with time.
 *
 * @param held how many leads of the source are stored; reading the same ones repeatedly doesn't count
 * @param page how many leads the vendor returns at once
 */
export function budgetOf({ read, fresh }: Pick<Progress, 'read' | 'fresh'>, held: number, page: number): number {
  const pages = (count: number) => Math.ceil(count / Math.max(1, page));
  return BASE + A_PAGE * pages(Math.min(read, held)) + A_NEW_PAGE * pages(fresh);
}
