import type { CallDetails, LeadField, LeadToPost } from '../vendors/leadreceiver/request-types.ts';
import { type CallField, callFieldOf } from './call-fields.ts';
import { readCallTime } from './call-time.ts';
import type { BatchOptions } from './rows/batches.ts';
import type { StoredPost } from './rows/post.ts';

/** The lead of a post, or why it can't be posted in this way. */
export function leadToPost(
  post: StoredPost,
  kind: string,
  { noSell }: Pick<BatchOptions, 'noSell'>,
): { readonly lead: LeadToPost } | { readonly reject: string } {
  const { fields, reference } = post;
  const common = { ...(reference === '' ? {} : { reference }), ...(noSell ? { noSell } : {}) };
  if (kind !== 'calldata') return { lead: { ...common, fields: Object.entries(fields) } };
  const callValues: Partial<Record<CallField, string>> = {};
  const own: [string, string][] = [];
  for (const [name, value] of Object.entries(fields)) {
    const call = callFieldOf(name);
    if (call === null) own.push([name, value]);
    else callValues[call] = value.trim();
  }
  const { ivrnumber = '', callduration = '', callresult = '', calldate = '' } = callValues;
  if (ivrnumber === '') return { reject: 'A call lead needs the number that was called (ivrnumber)' };
  if (!/^\d+$/.test(callduration)) return { reject: 'A call lead needs the call’s duration in seconds (callduration)' };
  const at = calldate === '' ? null : readCallTime(calldate);
  if (calldate !== '' && at === null) {
    return { reject: 'The date of the call can’t be read: write it as MM/DD/YYYY hh:mm AM or PM, in your own time' };
  }
  const call: CallDetails = {
    ivrNumber: ivrnumber,
    durationSeconds: Number(callduration),
    ...(callresult === '' ? {} : { result: callresult }),
    ...(at === null ? {} : { at }),
  };
  return { lead: { ...common, fields: own, call } };
}

/** The fields of a lead that a ping may contain: none that identify a person. */
export function pingFields(
  fields: readonly LeadField[],
  contact: readonly string[],
): { readonly sent: LeadField[]; readonly leftOut: string[] } {
  const hidden = new Set(contact.map((name) => name.toLowerCase()));
  const sent: LeadField[] = [];
  const leftOut: string[] = [];
  for (const [name, value] of fields) {
    if (hidden.has(name.toLowerCase())) leftOut.push(name);
    else sent.push([name, value]);
  }
  return { sent, leftOut };
}
