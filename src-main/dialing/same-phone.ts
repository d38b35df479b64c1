import { type Issue, verdicts } from '../../src-preload/contract/index.ts';
import { DO_NOT_CALL_ISSUES } from '../../src-preload/rules/issues.ts';
import { valuesLost } from './check-row/index.ts';
import { verdictOf } from './verdict.ts';

/** Issues that say of a phone, not of its row. */
export const ABOUT_THE_PHONE: ReadonlySet<string> = new Set([
  'duplicate-in-file',
  'duplicate-chosen',
  'duplicate-earlier',
  'on-dnc',
]);

const MOST = 200;
const LEFT_OUT = 0;

/**
 * How strongly a row claims its phone among the rows of its file that have the same, 0 to 255. A row that is left out claims
 * nothing, so that it makes no other a duplicate; of the others the one that keeps most of its values goes, the first of equals. A row
 * that says not to call stands above all: its phone isn't called for another row either.
 */
export function claimOf(issues: readonly Issue[], leftOut: boolean): number {
  const own = issues.length === 0 ? issues : issues.filter(({ code }) => !ABOUT_THE_PHONE.has(code));
  if (own.some(({ code }) => DO_NOT_CALL_ISSUES.has(code))) return 255;
  if (leftOut || verdictOf(own) !== verdicts.send) return LEFT_OUT;
  return MOST - Math.min(valuesLost(own), MOST - 1);
}

/** What is said of a row whose phone another row of the file goes by. */
export function duplicateOf(row: number): Issue {
  return { code: 'duplicate-in-file', field: 'phone_number', severity: 'error', note: `row ${row}` };
}

/** What is said of the row that goes in place of an earlier one that could have gone too. */
export function chosenOver(row: number): Issue {
  return { code: 'duplicate-chosen', field: 'phone_number', severity: 'warning', note: `row ${row}` };
}

/** The row that a duplicate names. */
export function namedRow({ note = '' }: Issue): number {
  return Number(/^row (\d+)$/.exec(note)?.[1] ?? 0);
}
