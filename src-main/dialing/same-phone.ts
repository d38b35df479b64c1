import { type Issue, verdicts } from '../../src-preload/contract/index.ts';
import { DO_NOT_CALL_ISSUES } from '../../src-preload/rules/issues.ts';
import { valuesLost } from './check-row/index.ts';
import { verdictOf } from './verdict.ts';

/** Issues that are about a phone and not its row. */
export const ABOUT_THE_PHONE: ReadonlySet<string> = new Set([
  'duplicate-in-file',
  'duplicate-chosen',
  'duplicate-earlier',
  'on-dnc',
]);

const MOST = 200;
const LEFT_OUT = 0;

/**
 * How strongly a row claims its phone among the rows of its file with the same one, 0 to 255. A row that is left out claims nothing, so
 * that it makes no other row a duplicate. Of the others, the one that keeps most of its values is sent, and of equals the first. A row that
 * must not be called has the strongest claim, so that its phone isn't called for another row either.
 */
export function claimOf(issues: readonly Issue[], leftOut: boolean): number {
  const own = issues.length === 0 ? issues : issues.filter(({ code }) => !ABOUT_THE_PHONE.has(code));
  if (own.some(({ code }) => DO_NOT_CALL_ISSUES.has(code))) return 255;
  if (leftOut || verdictOf(own) !== verdicts.send) return LEFT_OUT;
  return MOST - Math.min(valuesLost(own), MOST - 1);
}

/** The issue of a row whose phone belongs to another row of the file. */
export function duplicateOf(row: number): Issue {
  return { code: 'duplicate-in-file', field: 'phone_number', severity: 'error', note: `row ${row}` };
}

/** The issue of a row that is sent instead of an earlier one that could also have been sent. */
export function chosenOver(row: number): Issue {
  return { code: 'duplicate-chosen', field: 'phone_number', severity: 'warning', note: `row ${row}` };
}

/** The row that a duplicate names. */
export function namedRow({ note = '' }: Issue): number {
  return Number(/^row (\d+)$/.exec(note)?.[1] ?? 0);
}
