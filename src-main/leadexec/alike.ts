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

/** Nothing: null, an empty text, 0 and what is missing are one to the vendor. */
const isNothing = (value: unknown): boolean => value === null || value === undefined || value === '' || value === 0;

function isSameValue(sent: unknown, read: unknown): boolean {
  if (isNothing(sent) && isNothing(read)) return true;
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

/** An id of 0 in a row that is sent is a new one: what it was given is not known. */
const isNewId = (name: string, value: unknown): boolean => /UID$/.test(name) && value === 0;

/**
 * The members in which a record that was read differs from what was sent. Only what was sent counts: a record has more. Lists are compared row by
 * row, whatever their order, without rows that were to be deleted.
 */
export function differences(sent: unknown, read: unknown): string[] {
  const [body, record] = [objectOf(sent), objectOf(read)];
  if (body === null || record === null) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    if (isNewId(name, value) || name === 'Delete' || value === undefined) return [];
    const there = record[name];
    if (Array.isArray(value)) return isSameList(value, there) ? [] : [name];
    if (objectOf(value) !== null) return differences(value, there).map((inner) => `${name}.${inner}`);
    return isSameValue(value, there) ? [] : [name];
  });
}

function isSameList(sent: readonly unknown[], read: unknown): boolean {
  const left = Array.isArray(read) ? [...(read as unknown[])] : [];
  const rows = sent.filter((row) => objectOf(row)?.Delete !== true);
  if (rows.length !== left.length) return false;
  return rows.every((row) => {
    const at = left.findIndex((other) =>
      objectOf(row) === null ? isSameValue(row, other) : differences(row, other).length === 0,
    );
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
