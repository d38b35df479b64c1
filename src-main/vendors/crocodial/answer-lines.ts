import type { DialerLine } from './answer-text.ts';

/** The parts of the request that are needed to parse an answer, which repeats them in different orders. */
export interface AnswerContext {
  readonly phone: string;
  readonly user: string;
  readonly listId: string;
}

export interface AddedLead {
  readonly phone: string;
  readonly listId: string;
  readonly leadId: string;
}

const isOffset = (text: string | undefined): boolean =>
  text !== undefined && /^-?\d{1,2}(?:\.\d{1,2})?$/.test(text) && Math.abs(Number(text)) <= 14;

/**
 * Parses what follows `LEAD HAS BEEN ADDED`: servers send `phone|list|lead_id|gmt|user`, the document's example has
 * `phone|user|list|lead_id|gmt`. The user, the list and the offset distinguish them; otherwise the servers' order is assumed.
 */
export function readAdded(details: readonly string[], asked: AnswerContext): AddedLead {
  const [phone = '', a, b, c, d] = details;
  const documented = score(a === asked.user, b === asked.listId, isOffset(d));
  const served = score(d === asked.user, a === asked.listId, isOffset(c));
  const [listId, leadId] = documented > served ? [b, c] : [a, b];
  return { phone, listId: listId ?? '', leadId: /^\d+$/.test(leadId ?? '') ? (leadId ?? '') : '' };
}

const score = (user: boolean, list: boolean, offset: boolean): number =>
  (user ? 2 : 0) + (list ? 2 : 0) + (offset ? 1 : 0);

/** Whether a phone in the answer is the one that was sent. It may have its country code. */
export function samePhone(echoed: string, sent: string): boolean {
  const digits = echoed.replace(/\D/g, '');
  if (digits === sent) return true;
  return digits.length >= 10 && sent.length >= 10 && (digits.endsWith(sent) || sent.endsWith(digits));
}

export interface FoundDuplicate {
  readonly scope: 'list' | 'campaign' | 'system';
  readonly by: 'phone' | 'title and other phone' | 'name and phone';
  readonly leadId: string;
  readonly listId: string;
}

const DUPLICATE = /^DUPLICATE (PHONE NUMBER|TITLE ALT_PHONE|NAME PHONE) IN (LIST|CAMPAIGN LISTS|SYSTEM)/;
const BY = {
  'PHONE NUMBER': 'phone',
  'TITLE ALT_PHONE': 'title and other phone',
  'NAME PHONE': 'name and phone',
} as const;
const SCOPE = { LIST: 'list', 'CAMPAIGN LISTS': 'campaign', SYSTEM: 'system' } as const;

/**
 * Parses a duplicate line: after the compared values come the requested list, the existing lead and, in some, its list. At the end PHONE or
 * ALT may say which number matched. A name may contain a bar, so the values are counted from the phone.
 */
export function readDuplicate(line: DialerLine, asked: AnswerContext): FoundDuplicate | undefined {
  const found = DUPLICATE.exec(line.message);
  if (!found) return undefined;
  const what = found[1] as keyof typeof BY;
  const usual = { 'PHONE NUMBER': 0, 'TITLE ALT_PHONE': 1, 'NAME PHONE': 2 }[what];
  const ours =
    what === 'TITLE ALT_PHONE' ? -1 : line.details.findIndex((d, i) => i >= usual && samePhone(d, asked.phone));
  const at = ours < 0 ? usual : ours;
  const [, list = '', lead = '', foundIn] = line.details.slice(at);
  const listId = foundIn !== undefined && /^\d+$/.test(foundIn) ? foundIn : list;
  return { scope: SCOPE[found[2] as keyof typeof SCOPE], by: BY[what], leadId: /^\d+$/.test(lead) ? lead : '', listId };
}

/** A refusal of this one lead, or of every lead of the list. */
export interface KnownRefusal {
  readonly code: string;
  readonly reason: string;
  /** Whether every other row of the same dial list would be refused in the same way. */
  readonly everyRow: boolean;
  /** What to do about it, if every row is refused; otherwise empty. */
  readonly cure: string;
}

const REFUSALS: readonly (readonly [pattern: RegExp, code: string, reason: string, cure?: string])[] = [
  [/^INVALID PHONE NUMBER LENGTH/, 'phone-length', 'The dialer reports a wrong number of digits in the phone.'],
  [/^INVALID PHONE NUMBER PREFIX/, 'phone-prefix', 'The dialer doesn’t allow 0 or 1 as the phone’s fourth digit.'],
  [/^INVALID PHONE NUMBER AREACODE/, 'phone-area-code', 'The dialer reports that the phone’s area code doesn’t exist.'],
  [/^INVALID PHONE NUMBER NANPA/, 'phone-nanpa', 'The dialer’s NANPA data has no such area code and prefix.'],
  [/^PHONE NUMBER IN (?:SYSTEM )?DNC/, 'dnc', 'The phone is on the dialer’s do-not-call list.'],
  [/IN CAMPAIGN DNC|^PHONE NUMBER IN CAMP/, 'campaign-dnc', 'The phone is on the campaign’s do-not-call list.'],
  [
    /^NOT AN ALLOWED LIST ID/,
    'list-not-allowed',
    'The dialer doesn’t let this user load leads into this list.',
    'Allow the list for this user in the dialer, then resume the import.',
  ],
  [
    /^NOT A DEFINED LIST ID/,
    'list-unknown',
    'The dialer doesn’t know this list.',
    'Create the list in the dialer, then resume the import; or cancel it and load the file into the right list.',
  ],
  [/LEAD HAS NOT BEEN ADDED/, 'not-added', 'The dialer’s database refused the lead.'],
];

/** The plain text for an ERROR line that refuses the lead; undefined for an unknown one. */
export function readRefusal(message: string): KnownRefusal | undefined {
  const found = REFUSALS.find(([pattern]) => pattern.test(message));
  return found && { code: found[1], reason: found[2], everyRow: found[3] !== undefined, cure: found[3] ?? '' };
}

export interface KnownStop {
  readonly why: 'login' | 'permission' | 'lock-out' | 'ip' | 'request';
  readonly sentence: string;
  /** Whether only this dial list is refused, and others of the same connection may be accepted. */
  readonly listOnly: boolean;
}

/** Searched anywhere in the text, because servers send most of these without `ERROR:`. */
const STOPS: readonly (readonly [pattern: RegExp, why: KnownStop['why'], sentence: string, listOnly?: true])[] = [
  [
    /Too many login attempts/i,
    'lock-out',
    'The dialer has locked this user out after too many wrong logins: wait 15 minutes, check the password, then resume.',
  ],
  [
    /Your IP Address is not allowed/i,
    'ip',
    'The dialer doesn’t accept this computer’s internet address: add it to the dialer’s allowed addresses, then resume.',
  ],
  [
    /Login incorrect/i,
    'login',
    'The dialer doesn’t accept the user or password. Correct them, then resume. A few more attempts would lock the user out.',
  ],
  [
    /USER DOES NOT HAVE PERMISSION/,
    'permission',
    'This dialer user may not load leads: in the dialer, its “API allowed functions” must name add_lead, its “Agent API access” must be on, and it needs modify_leads 1 and user_level 8 or higher. Have it changed, then resume.',
  ],
  [
    /NO FUNCTION SPECIFIED/,
    'request',
    'The dialer didn’t receive the function name: the address may be wrong, or a proxy may drop parameters. Check the connection’s address, then resume.',
  ],
  [
    /Invalid Source/i,
    'request',
    'The dialer doesn’t accept the source of this dial list: import the file again with another, 2 to 20 characters, or have this one allowed there and resume the import.',
    true,
  ],
  [
    /user_?group DOES NOT EXIST/i,
    'request',
    'The dialer doesn’t know the user group that this user or list belongs to: have the group made or the user moved there, then resume the import.',
    true,
  ],
];

/** A refusal that concerns the whole connection. */
export function readStop(text: string): KnownStop | undefined {
  const found = STOPS.find(([pattern]) => pattern.test(text));
  return found && { why: found[1], sentence: found[2], listOnly: found[3] ?? false };
}

/**
 * Whether a connection was stopped with this sentence because its credentials were refused. The same credentials must not be tried again
 * automatically.
 */
export function refusedCredentials(sentence: string): boolean {
  return STOPS.some(([, why, said]) => (why === 'login' || why === 'lock-out') && said === sentence);
}

const CONCERNS: readonly (readonly [pattern: RegExp, sentence: string])[] = [
  [
    /SCHEDULED CALLBACK NOT ADDED.*USER/,
    'The callback was not scheduled because the dialer doesn’t know its user. The lead was added, but is stuck in CBHOLD.',
  ],
  [
    /SCHEDULED CALLBACK NOT ADDED.*CAMPAIGN/,
    'The callback was not scheduled because the dialer doesn’t know its campaign. The lead was added, but is stuck in CBHOLD.',
  ],
  [/SCHEDULED CALLBACK NOT ADDED/, 'The callback was not scheduled. The lead was added, but is stuck in CBHOLD.'],
  [/NOT ADDED TO HOPPER/, 'The lead is in its list, but was not added to the hopper.'],
  [/CUSTOM FIELDS NOT ADDED/, 'The lead was added without its custom fields.'],
  [/NANPA options disabled/i, 'The dialer has no NANPA data, so the NANPA check was skipped.'],
];

/** The sentence for a NOTICE that something requested was not done; undefined if it was done. */
export function readConcern(message: string): string | undefined {
  return CONCERNS.find(([pattern]) => pattern.test(message))?.[1];
}
