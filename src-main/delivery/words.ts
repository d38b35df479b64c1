import type { RowIssue } from '../../src-preload/contract/index.ts';

/** The text of an issue of a change. */
export function changeWords({ code, field, before = '', detail }: RowIssue): string {
  switch (code) {
    case 'required':
      return `${field} is required and can’t be emptied.`;
    case 'type':
      return `${field} must be of the type ${detail ?? 'that its lead type says'}: “${before}”.`;
    case 'validation':
      return `${field} doesn’t match the vendor’s expression ${detail ?? ''}: “${before}”.`;
    case 'not-in-values':
      return `${field} has a value that isn’t allowed: “${before}”.`;
    case 'too-long':
      return `${field} is longer than ${detail ?? ''} characters.`;
    case 'out-of-range':
      return `${field} must be ${detail ?? 'in its range'}: “${before}”.`;
    default:
      return `${issueWords(code, field, 1)}.`;
  }
}

/** The text of an issue of rows. */
export function issueWords(code: RowIssue['code'], field: string, rows: number): string {
  const n = `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}`;
  switch (code) {
    case 'required':
      return `${n} without ${field}, which is required`;
    case 'type':
      return field === 'callduration'
        ? `${n} whose callduration is not a whole number of seconds`
        : `${n} whose ${field} is of the wrong type`;
    case 'validation':
      return `${n} whose ${field} does not match the vendor’s expression`;
    case 'not-in-values':
      return `${n} whose ${field} is none of the allowed values`;
    case 'too-long':
      return `${n} whose ${field} is too long`;
    case 'out-of-range':
      return `${n} whose ${field} is too small or too large`;
    case 'file-marks':
      return `${n} whose ${field} is wrapped in marks of the file (="…", quotes, HTML), which are removed`;
    case 'placeholder-cleared':
      return `${n} whose ${field} is a placeholder (NULL, N/A, -), which is left empty`;
    case 'characters-removed':
      return `${n} whose ${field} loses characters`;
    case 'unknown-field':
      return `${n} with ${field}, which the lead type does not have`;
    case 'do-not-call':
      return `${n} with a phone on your do-not-call list`;
    case 'erased':
      return `${n} about someone who was erased from this desk`;
    case 'posted-before':
      return `${n} posted to this source before`;
    case 'posted-and-open':
      return `${n} posted to this source before, and the result is not known yet`;
    case 'duplicate-in-file':
      return `${n} with the phone or email address of an earlier row`;
    case 'same-file':
      return `${n} of a file that was posted to this connection before`;
    case 'unreadable-row':
      return `${n} that can’t be read`;
    case 'call-date':
      return `${n} with a call date that can’t be read: write it as 11/28/2026 06:05 PM, in your own time`;
  }
}
