import { type Outcome, successLine } from './answers.ts';
import type { Behaviour } from './behaviour.ts';
import { type CheckedLead, type Dialer, type Params, serverTime } from './check-lead.ts';
import { cut, digits, kept, passed, wholeNumber } from './fields.ts';

/**
 * Inserts a checked lead and does what the settings request in addition: alternate numbers, custom fields, hopper, scheduled callback
 * (Croco-dial "Load Lead", settings and example response). It always succeeds, and what could not be done is reported in notices.
 * Duplicates are not checked again. The script writes the last value of the request unescaped into its log statement: if that breaks the
 * statement, the lead is inserted, and nothing after it happens (`docs/vendors.md`, Croco-dial).
 */
export function insertLead(dialer: Dialer, checked: CheckedLead, params: Params, lastValue: string): Outcome {
  const { store, behaviour, now } = dialer;
  const { lead } = checked;
  const extras = EXTRAS.some((name) => params(name) !== '');
  const insert = (): Outcome => {
    const leadId = store.addLead(lead, now);
    const logBreaks = lastValue.includes("'") || lastValue.endsWith('\\');
    const notices = logBreaks
      ? []
      : [
          ...altPhones(dialer, leadId, lead.user, params),
          ...customFields(dialer, leadId, checked, params),
          ...hopper(dialer, leadId, checked, params),
          ...callback(dialer, leadId, params),
        ];
    const success = successLine(behaviour, {
      phone: lead.phone_number,
      list: lead.list_id,
      leadId,
      gmt: lead.gmt_offset_now,
      user: lead.user,
    });
    return { kind: 'added', leadId, earlyNotices: checked.notices, success, notices };
  };
  return extras ? store.db.transaction(insert)() : insert();
}

/** Parameters for which an insert needs more than one statement. */
const EXTRAS = ['multi_alt_phones', 'custom_fields', 'add_to_hopper', 'callback'];

/** `multi_alt_phones`: `number_code_note`, joined by `!`. */
function altPhones({ store, behaviour }: Dialer, leadId: number, user: string, params: Params): string[] {
  const given = cut(passed('multi_alt_phones', params('multi_alt_phones'), behaviour), 1024);
  if (given.length < 5) return [];
  const entries = given.split('!').filter((entry) => digits(entry.split('_')[0] ?? '') !== '');
  entries.forEach((entry, index) => {
    const [number = '', code = '', note = ''] = entry.split('_');
    store.insertAlt.run(leadId, index + 1, digits(code, 4) || '1', digits(number), note.slice(0, 30));
  });
  const fields = behaviour.fieldOrder === 'server' ? [entries.length, leadId, user] : [entries.length, user, leadId];
  return [`NOTICE: add_lead MULTI-ALT-PHONE NUMBERS LOADED - ${fields.join('|')}`];
}

function customFields({ store, behaviour }: Dialer, leadId: number, { lead }: CheckedLead, params: Params): string[] {
  if (params('custom_fields') !== 'Y') return [];
  const notAdded = 'NOTICE: add_lead CUSTOM FIELDS NOT ADDED,';
  if (!behaviour.customFieldsEnabled) return [`${notAdded} CUSTOM FIELDS DISABLED - ${lead.phone_number}|Y|0`];
  const where = `${lead.phone_number}|${leadId}|${lead.list_id}`;
  const defined = store.list.get(lead.list_id)?.custom_fields ?? null;
  if (defined === null) return [`${notAdded} NO CUSTOM FIELDS DEFINED FOR THIS LIST - ${where}`];
  const labels = JSON.parse(defined) as string[];
  if (labels.length === 0) return [`${notAdded} NO FIELDS DEFINED - ${where}`];
  for (const defined of labels) {
    const [label = '', max = '255'] = defined.split(':');
    const value = kept(params(label), Number(max), behaviour);
    store.insertCustom.run(leadId, label, value === '--BLANK--' ? '' : value);
  }
  store.setEntryList.run(lead.list_id, leadId);
  return [`NOTICE: add_lead CUSTOM FIELDS VALUES ADDED - ${where}`];
}

function hopper({ store, behaviour, now }: Dialer, leadId: number, checked: CheckedLead, params: Params): string[] {
  if (params('add_to_hopper') !== 'Y') return [];
  const { phone_number: phone, user, list_id: listId } = checked.lead;
  const campaignId = store.list.get(listId)?.campaign_id ?? '';
  if (params('hopper_local_call_time_check') === 'Y') {
    const campaign = store.campaign.get(campaignId);
    const hour = (((now / 3_600_000 + checked.gmtOffset) % 24) + 24) % 24;
    if (campaign === undefined || hour < campaign.call_from_hour || hour >= campaign.call_until_hour) {
      const gmt = checked.lead.gmt_offset_now;
      const fields = behaviour.fieldOrder === 'server' ? [phone, leadId, gmt, 0, user] : [phone, user, leadId, gmt, 0];
      return [`NOTICE: add_lead NOT ADDED TO HOPPER, OUTSIDE OF LOCAL TIME - ${fields.join('|')}`];
    }
  }
  const priority = wholeNumber(params('hopper_priority'), -99, 99);
  const hopperId = store.addToHopper(leadId, campaignId, priority);
  const fields = behaviour.fieldOrder === 'server' ? [phone, leadId, hopperId, user] : [phone, user, leadId, hopperId];
  return [`NOTICE: add_lead ADDED TO HOPPER - ${fields.join('|')}`];
}

/** If a callback can't be added, the lead stays in CBHOLD (`docs/vendors.md`, Croco-dial). */
function callback({ store, behaviour, now }: Dialer, leadId: number, params: Params): string[] {
  if (params('callback') !== 'Y') return [];
  const server = behaviour.fieldOrder === 'server';
  const campaign = kept(params('campaign_id'), 8, behaviour);
  if (store.campaign.get(campaign) === undefined) {
    return [`NOTICE: add_lead SCHEDULED CALLBACK NOT ADDED, CAMPAIGN NOT VALID - ${leadId}|${campaign}`];
  }
  const userOnly = params('callback_type') === 'USERONLY';
  const type = userOnly ? 'USERONLY' : 'ANYONE';
  const user = userOnly ? kept(params('callback_user'), 20, behaviour) : '';
  if (userOnly && store.user.get(user) === undefined) {
    const fields = [leadId, campaign, user, server ? type : ''];
    return [`NOTICE: add_lead SCHEDULED CALLBACK NOT ADDED, USER NOT VALID - ${fields.join('|')}`];
  }
  const time = callbackTime(params('callback_datetime'), behaviour, now);
  const status = kept(params('callback_status'), 6, behaviour) || 'CALLBK';
  const comments = kept(params('callback_comments'), 255, behaviour);
  store.insertCallback.run(leadId, campaign, time, type, user, status, comments);
  const fields = server ? [leadId, campaign, time, type, user, status] : [leadId, time, campaign, user, type, status];
  return [`NOTICE: add_lead SCHEDULED CALLBACK ADDED - ${fields.join('|')}`];
}

/** `YYYY-MM-DD+HH:MM:SS` (the plus is a space), `NOW`, or `xDAYS` from now; anything else is the zero date. */
function callbackTime(value: string, behaviour: Behaviour, now: number): string {
  const given = value.replaceAll('+', ' ').trim();
  if (given === 'NOW') return serverTime(now, behaviour);
  const days = /^(\d{1,4})DAYS$/i.exec(given);
  if (days !== null) return serverTime(now + Number(days[1]) * 86_400_000, behaviour);
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(given) ? given : '0000-00-00 00:00:00';
}
