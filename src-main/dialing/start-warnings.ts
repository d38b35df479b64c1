import { issueCode, type ReasonCount } from '../../src-preload/contract/index.ts';
import { DO_NOT_CALL_ISSUES, issueSentence } from '../../src-preload/rules/issues.ts';
import type { Store } from '../db/store.ts';
import { fieldLabel, listReasons } from './reasons.ts';
import { countSentAnyway } from './rows/import-edits.ts';

/** Reasons that should be read again before anything is sent, because they are about whom not to call and when. */
const LAST_LOOK: ReadonlySet<string> = new Set([
  'zone-disagrees',
  'zone-no-postal',
  'zone-no-owner',
  'dnc-column-doubtful',
  'dnc-column-phone',
  'alt-on-dnc',
  'more-on-dnc',
]);
/** Above this number rows are not counted individually. */
const COUNTED = 10_000;

/** The warnings about do-not-call and time zones before a list is started, as sentences. */
export function startWarnings(store: Store, importId: number): string[] {
  const reasons = listReasons(store, importId);
  const anyway = sentAnyway(store, importId, reasons);
  const sent =
    anyway === 0
      ? []
      : [
          `${goes(anyway)} despite your do-not-call list or the file’s: you chose to send ${anyway === 1 ? 'it' : 'them'} anyway.`,
        ];
  const others = reasons
    .filter(({ code }) => LAST_LOOK.has(code))
    .map(({ code, rows, field, severity }) => issueSentence(issueCode.parse(code), rows, fieldLabel(field), severity));
  return [...sent, ...others.map((sentence) => `${sentence}.`)];
}

const goes = (rows: number): string =>
  rows === 1 ? '1 row goes' : `${rows.toLocaleString('en-US')} rows${rows === COUNTED ? ' or more' : ''} go`;

/** The number of rows that must not be called and are sent anyway because the operator decided so. */
function sentAnyway(store: Store, importId: number, reasons: readonly ReasonCount[]): number {
  const ids = reasons.filter(({ code }) => DO_NOT_CALL_ISSUES.has(issueCode.parse(code))).map(({ id }) => id);
  if (ids.length === 0) return 0;
  return countSentAnyway(store, importId, ids, COUNTED);
}
