import type { LeadFields } from '../../src-preload/contract/index.ts';
import { FIELD_NAMES, isEmpty, type LeadField } from './fields.ts';

/**
 * The members of a JSON object's top level, with each value exactly as written (long numbers keep their digits); null if the text is not an
 * object. Scans the text once without recursion, however deeply it is nested.
 */
export function membersOf(json: string): Map<string, string> | null {
  const members = new Map<string, string>();
  let at = skipSpace(json, 0);
  if (json[at] !== '{') return null;
  at = skipSpace(json, at + 1);
  if (json[at] === '}') return members;
  for (;;) {
    if (json[at] !== '"') return null;
    const keyEnd = stringEnd(json, at);
    const name = keyEnd < 0 ? null : readName(json.slice(at, keyEnd));
    if (name === null) return null;
    at = skipSpace(json, keyEnd);
    if (json[at] !== ':') return null;
    const from = skipSpace(json, at + 1);
    const to = valueEnd(json, from);
    if (to <= from) return null;
    members.set(name, json.slice(from, to).trimEnd());
    if (json[to] === '}') return members;
    at = skipSpace(json, to + 1);
  }
}

function readName(quoted: string): string | null {
  try {
    return String(JSON.parse(quoted));
  } catch {
    // A member's name must be a quoted text.
    return null;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 32) at++;
  return at;
}

/** The position after a string that starts at `from`, or -1. */
function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === 92) at++;
    else if (c === 34) return at + 1;
  }
  return -1;
}

/** The position of the comma or brace after a value that starts at `from`, or -1. */
function valueEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === 34) {
      at = stringEnd(text, at) - 1;
      if (at < 0) return -1;
    } else if (c === 123 || c === 91) depth++;
    else if (depth === 0 && (c === 44 || c === 125)) return at;
    else if (c === 125 || c === 93) depth--;
  }
  return -1;
}

/**
 * A vendor's record combined from all its answers: the members of the newer one, followed by those that only the older one has.
 * LocumJobsOnline's list request, for example, returns fewer fields than the request that unlocked the lead.
 */
export function mergeRaw(older: string, newer: string): string {
  const [before, after] = [membersOf(older), membersOf(newer)];
  if (!before || !after) return newer;
  const kept = [...before].filter(([name]) => !after.has(name));
  if (kept.length === 0) return newer;
  return `{${[...after, ...kept].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Other names that vendors use for a field. */
const ALSO: Partial<Record<LeadField, readonly string[]>> = {
  phone: ['mobilephone', 'homephone', 'officephone'],
  address: ['address1', 'streetaddress', 'streetaddress1'],
  address2: ['streetaddress2'],
  zip: ['zipcode', 'postalcode'],
  sent: ['createdat'],
};

/** The names in a record, including those in its objects but not in its lists: an employer's phone is not the lead's. */
function namesIn(raw: string): Set<string> | null {
  const names = new Set<string>();
  let objects = [raw];
  for (let depth = 0; depth < 3; depth++) {
    const inner: string[] = [];
    for (const text of objects) {
      const members = membersOf(text);
      if (!members) {
        if (depth === 0) return null;
        continue;
      }
      for (const [name, value] of members) {
        names.add(plain(name));
        if (value.startsWith('{')) inner.push(value);
      }
    }
    objects = inner;
  }
  return names;
}

/**
 * The fields of a record that was received again: the newer values, and the older value of a field whose name doesn't occur in the newer
 * record. A field that occurs without a value was cleared, and is empty.
 */
export function mergeFields(older: LeadFields, newer: LeadFields, newerRaw: string): LeadFields {
  const missing = FIELD_NAMES.filter((name) => isEmpty(newer[name]) && !isEmpty(older[name]));
  if (missing.length === 0) return newer;
  const sentNames = namesIn(newerRaw);
  if (!sentNames) return newer;
  const notSent = missing.filter((name) => ![plain(name), ...(ALSO[name] ?? [])].some((one) => sentNames.has(one)));
  return notSent.length === 0 ? newer : { ...newer, ...Object.fromEntries(notSent.map((name) => [name, older[name]])) };
}
