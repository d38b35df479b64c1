import type { Store } from './store.ts';

const WHATS = ['PHONE', 'PHONEALT', 'TITLEALTPHONE', 'NAMEPHONE'] as const;
const SCOPES = ['LIST', 'CAMP', 'SYS'] as const;
type What = (typeof WHATS)[number];
type Scope = (typeof SCOPES)[number];

/** The time windows in the document. Any other number of days means no window. */
const WINDOWS: readonly number[] = [1, 2, 3, 7, 14, 15, 21, 28, 30, 60, 90, 180, 360];

/** Where duplicates are searched for. Parameters are bound by position, because binding by name takes eight times as long. */
const SQL_WHAT: Readonly<
  Record<What, { readonly sql: string; readonly values: (subject: DuplicateSubject) => string[] }>
> = {
  PHONE: { sql: 'phone_number = ?', values: (subject) => [subject.phone_number] },
  PHONEALT: {
    sql: '(phone_number = ? OR alt_phone = ?)',
    values: (subject) => [subject.phone_number, subject.phone_number],
  },
  TITLEALTPHONE: {
    sql: 'title = ? COLLATE NOCASE AND alt_phone = ?',
    values: (subject) => [subject.title, subject.alt_phone],
  },
  NAMEPHONE: {
    sql: 'phone_number = ? AND first_name = ? COLLATE NOCASE AND last_name = ? COLLATE NOCASE',
    values: (subject) => [subject.phone_number, subject.first_name, subject.last_name],
  },
};
const SQL_SCOPE: Readonly<Record<Scope, string>> = {
  LIST: ' AND list_id = ?',
  CAMP: ' AND list_id IN (SELECT list_id FROM lists WHERE campaign_id = ?)',
  SYS: '',
};
const SCOPE_WORDS: Readonly<Record<Scope, string>> = { LIST: 'IN LIST', CAMP: 'IN CAMPAIGN LISTS', SYS: 'IN SYSTEM' };

interface DuplicateSubject {
  readonly phone_number: string;
  readonly alt_phone: string;
  readonly title: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly list_id: string;
}

/** A line to answer with, `none`, or that the check itself failed (a CAMP check on an unknown list). */
export type DuplicateFinding =
  | { readonly kind: 'none' }
  | { readonly kind: 'duplicate'; readonly line: string }
  | { readonly kind: 'failed' };

export interface DuplicateCheck {
  readonly checks: readonly { readonly what: What; readonly scope: Scope }[];
  /** Only leads loaded in the last `days` days count; undefined means all. */
  readonly days: number | undefined;
}

/**
 * Parses `duplicate_check` (Croco-dial "Load Lead", settings): options joined by `-`, each with or without a time window. The largest
 * window applies to all of them (`docs/vendors.md`), and undocumented options are silently ignored. The checks run in the document's order,
 * regardless of the order in the request.
 */
export function parseDuplicateCheck(value: string): DuplicateCheck {
  const asked = new Set<string>();
  let days: number | undefined;
  for (const option of value.toUpperCase().split('-')) {
    const match = /^DUP(PHONEALT|TITLEALTPHONE|NAMEPHONE|)(LIST|CAMP|SYS)(?:(\d+)DAY)?$/.exec(option.trim());
    if (match === null) continue;
    asked.add(`${match[1] || 'PHONE'} ${match[2]}`);
    const window = Number(match[3] ?? 0);
    if (WINDOWS.includes(window)) days = Math.max(days ?? 0, window);
  }
  const checks = WHATS.flatMap((what) =>
    SCOPES.filter((scope) => asked.has(`${what} ${scope}`)).map((scope) => ({ what, scope })),
  );
  return { checks, days };
}

/** Searches for duplicates as parsed by `parseDuplicateCheck`; `now` in milliseconds since 1970. */
export function duplicateFinder(store: Store) {
  const statements = new Map<string, ReturnType<typeof prepare>>();
  const prepare = (what: What, scope: Scope) =>
    store.db.prepare<(string | number)[], { lead_id: number; list_id: string; phone_number: string }>(
      `SELECT lead_id, list_id, phone_number FROM leads
       WHERE ${SQL_WHAT[what].sql}${SQL_SCOPE[scope]} AND entry_at > ? LIMIT 1`,
    );
  for (const what of WHATS) {
    for (const scope of SCOPES) statements.set(`${what} ${scope}`, prepare(what, scope));
  }

  return (check: DuplicateCheck, subject: DuplicateSubject, now: number): DuplicateFinding => {
    if (check.checks.length === 0) return { kind: 'none' };
    let campaign = '';
    if (check.checks.some(({ scope }) => scope === 'CAMP')) {
      const list = store.list.get(subject.list_id);
      if (list === undefined) return { kind: 'failed' };
      campaign = list.campaign_id;
    }
    const since = check.days === undefined ? Number.MIN_SAFE_INTEGER : now - check.days * 86_400_000;
    for (const { what, scope } of check.checks) {
      const values: (string | number)[] = SQL_WHAT[what].values(subject);
      if (scope === 'LIST') values.push(subject.list_id);
      if (scope === 'CAMP') values.push(campaign);
      values.push(since);
      const found = statements.get(`${what} ${scope}`)?.get(...values);
      if (found !== undefined) return { kind: 'duplicate', line: duplicateLine(what, scope, subject, found) };
    }
    return { kind: 'none' };
  };
}

/** The line for a phone that is already in the list, exactly as in the document's "Example Error". */
export const duplicatePhoneLine = (phone: string, list: string, leadId: number): string =>
  `DUPLICATE PHONE NUMBER ${SCOPE_WORDS.LIST} - ${phone}|${list}|${leadId}`;

/** Exactly as in the document's "Example Error". */
function duplicateLine(
  what: What,
  scope: Scope,
  subject: DuplicateSubject,
  found: { readonly lead_id: number; readonly list_id: string; readonly phone_number: string },
): string {
  const { phone_number: phone, list_id: list } = subject;
  const elsewhere = scope === 'LIST' ? '' : `|${found.list_id}`;
  switch (what) {
    case 'PHONE':
      return `DUPLICATE PHONE NUMBER ${SCOPE_WORDS[scope]} - ${phone}|${list}|${found.lead_id}${elsewhere}`;
    case 'PHONEALT': {
      const where = found.phone_number === phone ? 'PHONE' : 'ALT';
      return `DUPLICATE PHONE NUMBER ${SCOPE_WORDS[scope]} - ${phone}|${list}|${found.lead_id}${elsewhere}|${where}`;
    }
    case 'TITLEALTPHONE':
      return `DUPLICATE TITLE ALT_PHONE ${SCOPE_WORDS[scope]} - ${subject.title}|${subject.alt_phone}|${list}|${found.lead_id}${elsewhere}`;
    case 'NAMEPHONE':
      return `DUPLICATE NAME PHONE ${SCOPE_WORDS[scope]} - ${subject.first_name}|${subject.last_name}|${phone}|${list}|${found.lead_id}|${found.list_id}`;
  }
}
