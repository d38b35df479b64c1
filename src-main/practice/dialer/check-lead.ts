import type { Outcome } from './answers.ts';
import type { Behaviour } from './behaviour.ts';
import { type DuplicateCheck, type duplicateFinder, parseDuplicateCheck } from './duplicates.ts';
import {
  cut,
  dateOfBirth,
  digits,
  gender,
  kept,
  passed,
  TEXT_FIELD_NAMES,
  TEXT_FIELDS,
  type TextField,
} from './fields.ts';
import type { LeadColumn } from './schema.ts';
import { throughSql } from './sql-escape.ts';
import type { Store, UserRow } from './store.ts';
import { isAreaCode, offsetOfAreaCode, offsetOfPostalCode, offsetOfZoneCode, stateOfAreaCode } from './zones.ts';

/** The column `rank` is a 16-bit number. */
const HIGHEST_RANK = 32_767;

/** A parameter of the request, or the empty string. */
export type Params = (name: string) => string;

export interface Dialer {
  readonly store: Store;
  readonly behaviour: Behaviour;
  readonly findDuplicate: ReturnType<typeof duplicateFinder>;
  readonly now: number;
  readonly wait: (ms: number) => Promise<unknown>;
}

/** A lead that passed every check and will be inserted. */
export interface CheckedLead {
  readonly kind: 'checked';
  readonly lead: Readonly<Record<LeadColumn, string>>;
  readonly gmtOffset: number;
  readonly notices: readonly string[];
}

/**
 * The checks of `add_lead` (Croco-dial "Load Lead") in a server's order: source, permission, list, phone number, do-not-call, duplicates.
 * Nothing is written. `params` are the request's, unchanged.
 */
export function checkLead(dialer: Dialer, user: UserRow, params: Params): CheckedLead | Outcome {
  const { store, behaviour, now } = dialer;
  const notices: string[] = [];
  const refused = (line: string): Outcome => ({ kind: 'refused', notices, line });
  const refuse = (line: string): Outcome => refused(`ERROR: add_lead ${line}`);

  const source = kept(params('source'), 20, behaviour);
  if (source.length < 2) return refused(`ERROR: Invalid Source: |${source}|`);
  const forbidden = forbiddenTo(user);
  if (forbidden !== undefined) return refused(forbidden);

  const phone = digits(params('phone_number'));
  const askedList = digits(params('list_id'), 12);
  const listId = askedList.length < 3 ? '999' : askedList;
  if (user.allowed_lists !== null && !(JSON.parse(user.allowed_lists) as string[]).includes(listId)) {
    return refuse(`NOT AN ALLOWED LIST ID - ${phone}|${askedList}`);
  }
  if (params('list_exists_check') === 'Y' && store.list.get(askedList) === undefined) {
    return refuse(`NOT A DEFINED LIST ID, LIST EXISTS CHECK ENABLED - ${phone}|${askedList}`);
  }

  const nanpaCheck = params('nanpa_ac_prefix_check') === 'Y';
  const tzMethod = params('tz_method');
  const nanpaLoaded = nanpaCheck || tzMethod === 'NANPA' ? (store.nanpaCount.get()?.n ?? 0) : 0;
  if ((nanpaCheck || tzMethod === 'NANPA') && nanpaLoaded === 0) {
    notices.push(`NOTICE: add_lead NANPA options disabled, NANPA prefix data not loaded - 0|${user.user}`);
  }

  const wrong = wrongWithPhone(store, phone, {
    prefix: params('usacan_prefix_check') === 'Y',
    areaCode: params('usacan_areacode_check') === 'Y',
    nanpa: nanpaCheck && nanpaLoaded > 0,
  });
  if (wrong !== undefined) return refuse(`INVALID PHONE NUMBER ${wrong} - ${phone}|${user.user}`);
  const listed = listedIn(dialer, phone, params);
  if (listed !== undefined) return refuse(`PHONE NUMBER IN ${listed}|${user.user}`);

  const phoneCode = digits(params('phone_code'), 4) || '1';
  const text = textsOf(params, phone, phoneCode, behaviour);
  const duplicateCheck: DuplicateCheck = parseDuplicateCheck(params('duplicate_check'));
  const byName = duplicateCheck.checks.some(({ what }) => what === 'NAMEPHONE');
  if (byName && `${text.first_name}${text.last_name}`.includes("'")) return { kind: 'died' };
  const subject = { ...text, phone_number: phone, list_id: listId };
  const duplicate = dialer.findDuplicate(duplicateCheck, subject, now);
  if (duplicate.kind === 'duplicate') return refuse(duplicate.line);

  const gmtOffset = findOffset(tzMethod, phoneCode, phone, text, behaviour, now);
  const stored = TEXT_FIELD_NAMES.some((name) => text[name].includes('\\')) ? throughSql(text) : text;
  if (stored === undefined) return { kind: 'died' };
  const values = { phone, phoneCode, listId, user: user.user, gmtOffset, source };
  const lead = leadOf(dialer, params, stored, values);
  if (duplicate.kind === 'failed') {
    if (behaviour.unknownListCampCheck === 'http500-empty') return { kind: 'died' };
    return refused(notAddedLine(lead));
  }
  return { kind: 'checked', lead, gmtOffset, notices };
}

/** The line for a user who may not add leads. */
function forbiddenTo({ user, may_add_leads, modify_leads, user_level }: UserRow): string | undefined {
  if (may_add_leads === 0) {
    return `ERROR: auth USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION: |${user}|add_lead|`;
  }
  return modify_leads < 1 || user_level < 8
    ? `ERROR: add_lead USER DOES NOT HAVE PERMISSION TO ADD LEADS TO THE SYSTEM - ${user}|0`
    : undefined;
}

/** The do-not-call list that the phone is on, by itself or by its area code, of those that are to be checked. */
function listedIn({ store, behaviour }: Dialer, phone: string, params: Params): string | undefined {
  const areaCodeEntry = `${phone.slice(0, 3)}XXXXXXX`;
  const second = (check: string) => (check === 'Y' ? phone : check === 'AREACODE' ? areaCodeEntry : undefined);
  const ofSystem = second(params('dnc_check'));
  if (ofSystem !== undefined && store.dnc.get(phone, ofSystem) !== undefined) return `DNC - ${phone}`;
  const ofCampaign = second(params('campaign_dnc_check'));
  const campaignId = kept(params('campaign_id'), 8, behaviour);
  return ofCampaign !== undefined && store.campaignDnc.get(campaignId, phone, ofCampaign) !== undefined
    ? `CAMPAIGN DNC - ${phone}|${campaignId}`
    : undefined;
}

/** The text fields of a request, with the state of the area code if that is requested. */
function textsOf(params: Params, phone: string, phoneCode: string, behaviour: Behaviour): Record<TextField, string> {
  const text = {} as Record<TextField, string>;
  for (const name of TEXT_FIELD_NAMES) text[name] = passed(name, params(name), behaviour);
  if (params('lookup_state') === 'Y' && text.state === '' && phoneCode === '1') {
    text.state = stateOfAreaCode(phone.slice(0, 3)) ?? '';
  }
  return text;
}

/** The columns of the lead. `stored` are its text fields as they leave the SQL statement. */
function leadOf(
  { behaviour, now }: Dialer,
  params: Params,
  stored: Readonly<Record<TextField, string>>,
  values: {
    readonly phone: string;
    readonly phoneCode: string;
    readonly listId: string;
    readonly user: string;
    readonly gmtOffset: number;
    readonly source: string;
  },
): Record<LeadColumn, string> {
  const entryList = digits(params('entry_list_id'), 12);
  const columns = {} as Record<TextField, string>;
  for (const name of TEXT_FIELD_NAMES) columns[name] = cut(stored[name], TEXT_FIELDS[name]);
  return {
    ...columns,
    phone_code: values.phoneCode,
    phone_number: values.phone,
    list_id: values.listId,
    status: params('callback') === 'Y' ? 'CBHOLD' : 'NEW',
    user: values.user,
    gmt_offset_now: String(values.gmtOffset),
    gender: gender(params('gender')),
    date_of_birth: dateOfBirth(params('date_of_birth')),
    rank: String(Math.min(Number(digits(params('rank'))), HIGHEST_RANK)),
    entry_list_id: params('custom_fields') === 'Y' || entryList.length < 3 ? '0' : entryList,
    source: values.source,
    campaing: kept(params('campaing'), 8, behaviour),
    entry_date: serverTime(now, behaviour),
  };
}

/** `LEAD HAS NOT BEEN ADDED` with the failed statement, which a real server reveals (`docs/vendors.md`, Croco-dial). */
export function notAddedLine(lead: Readonly<Record<LeadColumn, string>>): string {
  const set = Object.entries(lead).map(([column, value]) => `${column}="${value}"`);
  const sql = `INSERT INTO vicidial_list SET ${set.join(',')};`;
  return `ERROR: add_lead LEAD HAS NOT BEEN ADDED - ${lead.phone_number}|${lead.list_id}|${sql}|${lead.user}`;
}

/** `YYYY-MM-DD HH:MM:SS` in the server's local time. */
export function serverTime(now: number, behaviour: Behaviour): string {
  return new Date(now + behaviour.serverGmtOffset * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

function wrongWithPhone(
  store: Store,
  phone: string,
  checks: { readonly prefix: boolean; readonly areaCode: boolean; readonly nanpa: boolean },
): string | undefined {
  if (phone.length < 6 || phone.length > 16) return 'LENGTH';
  if (checks.prefix && (phone[3] === '0' || phone[3] === '1')) return 'PREFIX';
  if (checks.areaCode && (phone.length !== 10 || !isAreaCode(phone.slice(0, 3)))) return 'AREACODE';
  if (checks.nanpa && store.nanpaPrefix.get(phone.slice(0, 6)) === undefined) return 'NANPA AREACODE PREFIX';
  return undefined;
}

function findOffset(
  tzMethod: string,
  phoneCode: string,
  phone: string,
  text: Readonly<Record<TextField, string>>,
  behaviour: Behaviour,
  now: number,
): number {
  const byMethod =
    tzMethod === 'POSTAL'
      ? offsetOfPostalCode(text.postal_code, now)
      : tzMethod === 'TZCODE'
        ? offsetOfZoneCode(text.owner, now)
        : undefined;
  const found = byMethod ?? (phoneCode === '1' ? offsetOfAreaCode(phone.slice(0, 3), now) : undefined);
  // It is always looked up, and the request's value is never used.
  return found ?? behaviour.serverGmtOffset;
}
