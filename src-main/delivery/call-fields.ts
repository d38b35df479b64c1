import type { RowIssue } from '../../src-preload/contract/index.ts';
import { callDate, callInstant } from '../vendors/leadreceiver/call-date.ts';
import { readCallTime } from './call-time.ts';

/** Fields of the desk that are not the lead's, but describe the call that it came from ("Create Call Lead"). */
const CALL_FIELDS = ['ivrnumber', 'callduration', 'callresult', 'calldate'] as const;
export type CallField = (typeof CALL_FIELDS)[number];

const NAMES: ReadonlySet<string> = new Set(CALL_FIELDS);

/** The part of the call that a field describes, in any spelling; null for a field of the lead. */
export function callFieldOf(name: string): CallField | null {
  const lower = name.toLowerCase();
  return NAMES.has(lower) ? (lower as CallField) : null;
}

/** What is wrong with the call that a lead came from: the called number and the duration are required, and the date must be parsable. */
export function callIssues(callValues: Readonly<Partial<Record<CallField, string>>>): RowIssue[] {
  const { ivrnumber = '', callduration = '', calldate = '' } = callValues;
  const issues: RowIssue[] = [];
  if (ivrnumber === '') issues.push({ code: 'required', field: 'ivrnumber', severity: 'error' });
  if (callduration === '') issues.push({ code: 'required', field: 'callduration', severity: 'error' });
  else if (!/^\d+$/.test(callduration)) {
    issues.push({ code: 'type', field: 'callduration', severity: 'error', before: callduration, detail: 'seconds' });
  }
  if (calldate !== '' && readCallTime(calldate) === null) {
    issues.push({ code: 'call-date', field: 'calldate', severity: 'error', before: calldate });
  }
  return issues;
}

/** A call's date as sent, in Pacific Time; null if it can't be parsed. */
export function callDateAsPosted(calldate: string): string | null {
  const at = readCallTime(calldate);
  return at === null ? null : callDate(callInstant(at));
}
