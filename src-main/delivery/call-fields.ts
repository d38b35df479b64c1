import type { RowIssue } from '../../src-preload/contract/index.ts';
import { callDate, callInstant } from '../vendors/leadreceiver/call-date.ts';
import { readCallTime } from './call-time.ts';

/** Fields of the desk that are no fields of the lead, but tell the call that it came by ("Create Call Lead"). */
const CALL_FIELDS = ['ivrnumber', 'callduration', 'callresult', 'calldate'] as const;
export type CallField = (typeof CALL_FIELDS)[number];

const NAMES: ReadonlySet<string> = new Set(CALL_FIELDS);

/** Which part of the call a field tells, however its name is written; null for a field of the lead. */
export function callFieldOf(name: string): CallField | null {
  const lower = name.toLowerCase();
  return NAMES.has(lower) ? (lower as CallField) : null;
}

/** What is wrong with the call that a lead came by: the number called and the length are required, the date must be readable. */
export function callIssues(said: Readonly<Partial<Record<CallField, string>>>): RowIssue[] {
  const { ivrnumber = '', callduration = '', calldate = '' } = said;
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

/** A call's date as it leaves, in Pacific Time; null where it can't be read. */
export function callDateAsPosted(calldate: string): string | null {
  const at = readCallTime(calldate);
  return at === null ? null : callDate(callInstant(at));
}
