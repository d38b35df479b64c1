import type { IssueCode, IssueFix, IssueSeverity } from '../contract/issues.ts';

/** The month up to which the table of North American area codes is current. */
export const AREA_CODES_AS_OF = 'January 2026';

/** A reason as the screen shows it. */
export interface IssueKind {
  readonly severity: IssueSeverity;
  readonly fixes: readonly IssueFix[];
  /**
   * The value can't be parsed, and the row is sent without it: a warning, or an error if the list leaves such rows out
   * (`mapping.unreadable`).
   */
  readonly withoutIt?: true;
  /** What is wrong, with a field's label: "phone shorter than 6 digits". */
  readonly what: (field: string) => string;
}

const PHONE_FIXES = ['edit', 'leave-out'] as const;
const FIELD_FIXES = ['edit', 'clear', 'set', 'leave-out'] as const;

const error = (what: IssueKind['what'], fixes: IssueKind['fixes']): IssueKind => ({ severity: 'error', what, fixes });
const change = (what: IssueKind['what'], fixes: IssueKind['fixes'] = ['edit', 'clear', 'leave-out']): IssueKind => ({
  severity: 'change',
  what,
  fixes,
});
const unreadable = (what: IssueKind['what'], fixes: IssueKind['fixes'] = FIELD_FIXES): IssueKind => ({
  severity: 'warning',
  what,
  fixes,
  withoutIt: true,
});
const warning = (
  what: IssueKind['what'],
  fixes: IssueKind['fixes'] = ['send-anyway', 'edit', 'leave-out'],
): IssueKind => ({
  severity: 'warning',
  what,
  fixes,
});

const OPERATOR_DECIDES = ['leave-out', 'send-anyway'] as const;

/** Every reason: its severity, its text, and what can be done about it. */
export const ISSUES: Readonly<Record<IssueCode, IssueKind>> = {
  'phone-empty': error(() => 'no phone', PHONE_FIXES),
  'phone-scientific': error(
    () => 'phone damaged by a spreadsheet (such as 7.27E+09): its last digits are lost; get it from the source again',
    PHONE_FIXES,
  ),
  'phone-two': change((f) => `${f}: more than one phone in the cell, the first is used`, ['edit', 'leave-out']),
  'phone-unreadable': error(() => 'phone can’t be read', PHONE_FIXES),
  'phone-short': error(() => 'phone shorter than 6 digits', PHONE_FIXES),
  'phone-long': error(() => 'phone longer than 16 digits', PHONE_FIXES),
  'phone-country-unknown': error(() => 'phone starts with a country calling code that doesn’t exist', PHONE_FIXES),
  'phone-code-unreadable': unreadable((f) => `${f} isn’t 1 to 4 digits`),
  'phone-code-differs': warning((f) => `${f} differs from the one written in the phone, which is sent`),
  'phone-invalid': warning(() => 'phone isn’t a number that exists in its country’s plan'),
  'phone-area-unknown': warning(
    () => `the area code isn’t in our table of ${AREA_CODES_AS_OF}: sent as it is, check it unless it is newer`,
  ),
  'phone-no-area-code': error(() => 'phone without an area code: seven digits can’t be dialed', PHONE_FIXES),
  'phone-no-country': error(
    () => 'phone isn’t a number of the USA or Canada, and its country calling code is unknown',
    PHONE_FIXES,
  ),
  'phone-code-from-country': change(
    () => 'phone: the country calling code is taken from the country',
    ['edit', 'leave-out'],
  ),
  'phone-country-differs': warning(
    () => 'phone and country disagree: the phone has the calling code of another country',
  ),
  'phone-extension': change((f) => `${f}: the extension is left out because the dialer can’t dial it`),
  'phone-letters': change((f) => `${f}: letters converted to keypad digits`),
  'phone-text': change((f) => `${f}: words around the number left out`),
  'phone-decimal': change((f) => `${f}: the “.0” that a spreadsheet added is left out`),
  'phone-code-guessed': change(() => 'phone read as international: it is valid abroad, but not at home'),
  'alt-phone-unreadable': unreadable((f) => `${f} isn’t a phone of 1 to 12 digits`, ['edit', 'clear', 'leave-out']),
  'alt-phone-code-differs': warning(
    (f) => `${f} is in another country than the phone: the dialer will dial it with the phone’s code`,
  ),
  cut: change((f) => `${f} too long for the dialer: cut`),
  'characters-dropped': change((f) => `${f}: characters that the dialer drops replaced or left out`),
  'plus-to-space': change((f) => `${f}: + becomes a space in the dialer`),
  'accents-folded': change((f) => `${f}: accented letters and curly quotes simplified, because many dialers lose them`),
  'letters-dropped': change((f) => `${f}: characters that the dialer can’t store left out`),
  'backslash-replaced': change((f) => `${f}: backslash replaced, because the dialer’s database would interpret it`),
  'lines-joined': change((f) => `${f}: line breaks and tabs replaced by spaces, because the dialer drops them`),
  'apostrophe-dropped': change((f) => `${f}: apostrophe left out, because the dialer fails on it with these settings`),
  'nothing-left': change((f) => `nothing is left of ${f}: the dialer stores none of its characters`),
  'held-uncertain': warning(
    (f) => `${f} may be cut in the dialer: its limit isn’t known`,
    ['send-anyway', 'edit', 'clear', 'leave-out'],
  ),
  'spreadsheet-marks': change((f) => `${f}: spreadsheet wrapping (="…", a leading ') removed`),
  'html-decoded': change((f) => `${f}: HTML codes and tags written as plain text`),
  'export-prefix': change((f) => `${f}: the prefix of a lead-ad export (p:, z:, l:) left out`),
  'quotes-removed': change((f) => `${f}: quotes around the value left out`),
  'invisible-removed': change((f) => `${f}: invisible characters left out`),
  'escapes-removed': change((f) => `${f}: backslash codes (\\r\\n, \\') written as plain text`),
  'width-plain': change((f) => `${f}: full-width letters, or digits of another script, written plain`),
  'number-ruined': unreadable(
    (f) => `${f} damaged by a spreadsheet (such as 1.23E+11): its last digits are lost; get it from the source again`,
  ),
  'placeholder-cleared': change((f) => `${f} says there is none: left empty`, ['edit', 'leave-out']),
  'state-to-code': change((f) => `${f} written as its two-letter code`),
  'state-unreadable': unreadable(
    (f) => `${f} isn’t two letters, nor a state’s name`,
    ['edit', 'clear', 'cut', 'set', 'leave-out'],
  ),
  'state-unknown': warning((f) => `${f} isn’t a state of the USA or Canada`, ['send-anyway', 'edit', 'clear', 'set']),
  'state-looked-up': change(
    (f) => `${f} is empty: the dialer fills it from the area code, and the result isn’t certain`,
    ['edit', 'leave-out'],
  ),
  'postal-zero': change((f) => `${f}: the leading zero removed by a spreadsheet is restored`),
  'postal-decimal': change((f) => `${f}: the “.0” that a spreadsheet added is left out`),
  'postal-short': warning(
    (f) => `${f} has fewer than 5 digits: it may have lost a leading zero, which the row doesn’t reveal`,
    ['send-anyway', 'edit', 'clear', 'leave-out'],
  ),
  'postal-form': change((f) => `${f} written in its usual form`),
  'postal-unreadable': unreadable((f) => `${f} can’t be read as a postal code`),
  'postal-state-differs': warning((f) => `${f} is in another state than the lead`),
  'date-to-iso': change((f) => `${f} written as year-month-day`),
  'date-ambiguous': unreadable((f) => `${f} is ambiguous: choose whether day or month comes first`),
  'date-impossible': unreadable((f) => `${f} is a day that doesn’t exist`),
  'date-future': unreadable((f) => `${f} is in the future`),
  'date-old': warning((f) => `${f} is more than 120 years ago`, ['send-anyway', 'edit', 'clear', 'leave-out']),
  'date-other-order': warning((f) => `${f} has day and month in the opposite order to the rest of the column`),
  'date-unreadable': unreadable((f) => `${f} can’t be read as a date`),
  'date-cleared': change((f) => `${f} all zeros: left empty`, ['edit', 'leave-out']),
  'gender-to-letter': change((f) => `${f} written as M, F or U`),
  'gender-unknown': change((f) => `${f} not understood: sent as U, undefined`),
  'email-no-at': warning((f) => `${f} without @`, ['send-anyway', 'edit', 'clear', 'leave-out']),
  'country-to-code': change((f) => `${f} written as its three-letter code`),
  'country-unreadable': unreadable((f) => `${f} isn’t a country’s name or three-letter code`),
  'country-unknown': warning(
    (f) => `${f} isn’t a three-letter code of a country`,
    ['send-anyway', 'edit', 'clear', 'set'],
  ),
  'rank-to-digits': change((f) => `${f} written in digits alone, without leading zeros`),
  'rank-limit': change((f) => `${f} higher than 32767, the highest that the dialer stores`),
  'rank-unreadable': unreadable((f) => `${f} isn’t 1 to 5 digits`),
  'gmt-offset-unreadable': unreadable((f) => `${f} isn’t hours from -12 to 14`),
  'multi-alt-formatted': change((f) => `${f} written as the dialer needs it: number_code_note, with ! between`),
  'note-cut': change((f) => `${f}: a note longer than the dialer stores (30 characters) cut`),
  'multi-alt-unreadable': unreadable((f) => `${f} can’t be read as phones`, ['edit', 'clear', 'leave-out']),
  'zone-disagrees': warning(() => 'time zones disagree: the dialer may call at the wrong time'),
  'zone-no-postal': warning(() => 'no postal code to find the time zone by: the dialer uses the area code'),
  'zone-no-owner': warning(() => 'no time zone code in Owner, where this dial list takes it from', FIELD_FIXES),
  'extra-cells': warning(() => 'more cells than columns: what is beyond the last column isn’t sent'),
  'missing-cells': warning(() => 'fewer cells than columns: the missing ones count as empty'),
  'unclosed-quote': error(() => 'a quote is never closed: the row is read as is', ['edit', 'leave-out']),
  'stray-quote': error(
    () => 'text follows a closing quote after a line end: other rows may be inside this one',
    ['edit', 'leave-out'],
  ),
  'too-long': error(() => 'longer than a million characters: cut there', ['leave-out']),
  'duplicate-in-file': error(() => 'duplicate phone in this file', OPERATOR_DECIDES),
  'duplicate-chosen': warning(
    () => 'duplicate of an earlier row: this row is sent, because more of its values can be read',
    ['send-anyway', 'leave-out'],
  ),
  'duplicate-earlier': error(() => 'phone already loaded into this list', OPERATOR_DECIDES),
  'on-dnc': error(() => 'phone is on your do-not-call list', OPERATOR_DECIDES),
  'alt-on-dnc': change(
    (f) => `${f} is on your do-not-call list: it is left out, and the lead is sent with its main phone`,
    ['leave-out'],
  ),
  'more-on-dnc': change(
    (f) => `${f}: those on your do-not-call list are left out, and the lead is sent with its others`,
    ['leave-out'],
  ),
  'dnc-column': error(() => 'the file says not to call', OPERATOR_DECIDES),
  'dnc-column-unclear': error(() => 'the file’s do-not-call column can’t be read as yes or no', OPERATOR_DECIDES),
  'dnc-column-doubtful': warning(() => 'the file doesn’t say that calling is allowed', ['send-anyway', 'leave-out']),
  'dnc-column-phone': change((f) => `${f}: the file says not to call this one, so it is not sent`, ['leave-out']),
  'phone-from-other': change(
    () => 'no phone in the phone column: another phone of the row is used instead',
    ['edit', 'leave-out'],
  ),
  'name-split': change(() => 'full name split', ['edit', 'leave-out']),
  'name-whole': warning(() => 'full name can’t be split: sent whole as first name'),
};

/** Reasons why a row must not be called, which only the operator can override. */
export const DO_NOT_CALL_ISSUES: ReadonlySet<IssueCode> = new Set(['on-dnc', 'dnc-column', 'dnc-column-unclear']);

const AFTERMATH: Readonly<Record<IssueSeverity, string>> = {
  error: 'left out',
  change: 'changed',
  warning: 'sent with a warning',
};

/**
 * The sentence for a reason with its number of rows: "112 rows left out: phone shorter than 6 digits". `severity` is that of the rows; by
 * default the usual one.
 */
export function issueSentence(
  code: IssueCode,
  rows: number,
  fieldLabel: string,
  severity: IssueSeverity = ISSUES[code].severity,
): string {
  const kind = ISSUES[code];
  const count = rows === 1 ? '1 row' : `${rows.toLocaleString('en-US')} rows`;
  const aftermath = kind.withoutIt && severity === 'warning' ? 'sent without it' : AFTERMATH[severity];
  return `${count} ${aftermath}: ${kind.what(fieldLabel)}`;
}
