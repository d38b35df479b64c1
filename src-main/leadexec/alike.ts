import { instantIn } from '../vendors/leadexec/dates.ts';
import {
  ACCOUNT_STATUS,
  ACCOUNT_TYPE,
  AUTOMATION_TYPE,
  CAMPAIGN_STATUS,
  CHANNEL,
  CLIENT_STATUS,
  CRITERIA_OPERATOR,
  CRITERIA_TYPE,
  DELIVERY_TYPE,
  FIELD_TYPE,
  LIST_STATUS,
  ORDER_STATUS,
  RENEWAL,
  SOURCE_STATUS,
  valueIn,
  WEEK_DAY,
} from '../vendors/leadexec/enumerations.ts';

type Record_ = Readonly<Record<string, unknown>>;

const ENUMERATIONS = [
  ...[ACCOUNT_STATUS, ACCOUNT_TYPE, CAMPAIGN_STATUS, CHANNEL, CLIENT_STATUS, CRITERIA_OPERATOR, CRITERIA_TYPE],
  ...[DELIVERY_TYPE, FIELD_TYPE, ORDER_STATUS, SOURCE_STATUS, WEEK_DAY],
  ...[AUTOMATION_TYPE, LIST_STATUS, RENEWAL],
];

const objectOf = (value: unknown): Record_ | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record_) : null;

/** Members that hold an id, where 0 is none. */
const isId = (name: string): boolean => /UID$|^(?:AlternatePosting|AssignedClient|DefaultClient)$/.test(name);

/** Nothing: null, an empty text and what is missing are one to the vendor, and 0 of an id. Of a maximum 0 and null are not. */
const isNothing = (name: string, value: unknown): boolean =>
  value === null || value === undefined || value === '' || (value === 0 && isId(name));

function isSameValue(name: string, sent: unknown, read: unknown): boolean {
  const nothing = [isNothing(name, sent), isNothing(name, read)];
  if (nothing.includes(true)) return nothing.every(Boolean);
  if (sent === read || String(sent).trim() === String(read).trim()) return true;
  if (typeof sent === 'number' && !Number.isNaN(Number(read))) return sent === Number(read);
  const [one, other] = [instantIn(String(sent), 'utc'), instantIn(String(read), 'utc')];
  if (one !== null && other !== null) return one === other;
  // A name against a number of one list.
  const named = /^\d+$/.test(String(sent)) !== /^\d+$/.test(String(read));
  return named && ENUMERATIONS.some((list) => isSameChoice(list, sent, read));
}

function isSameChoice(list: Parameters<typeof valueIn>[0], sent: unknown, read: unknown): boolean {
  const known = valueIn(list, String(sent));
  return known !== null && known === valueIn(list, String(read));
}

/** An id of 0 in a new record, or in a row of one, is given by the vendor: what it was given is not known. */
const isGiven = (name: string, value: unknown): boolean => /UID$/.test(name) && value === 0;

/**
 * The members in which a record that was read differs from what was sent. Only what was sent counts: a record has more. Lists are compared row by
 * row, whatever their order, without rows that were to be deleted. Of a record that was `changed` an id of 0 is none.
 */
export function differences(sent: unknown, read: unknown, as: 'new' | 'changed' = 'new'): string[] {
  const [body, record] = [objectOf(sent), objectOf(read)];
  if (body === null || record === null) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    if ((as === 'new' && isGiven(name, value)) || name === 'Delete' || value === undefined) return [];
    const there = record[name];
    if (Array.isArray(value)) return isSameList(value, there) ? [] : [name];
    if (objectOf(value) !== null) return differences(value, there, as).map((inner) => `${name}.${inner}`);
    return isSameValue(name, value, there) ? [] : [name];
  });
}

function isSameList(sent: readonly unknown[], read: unknown): boolean {
  const left = Array.isArray(read) ? [...(read as unknown[])] : [];
  const rows = sent.filter((row) => objectOf(row)?.Delete !== true);
  if (rows.length !== left.length) return false;
  return rows.every((row) => {
    const at = left.findIndex((other) =>
      objectOf(row) === null ? isSameValue('', row, other) : differences(row, other).length === 0,
    );
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
