import type { DialSettings } from '../../../../src-preload/contract/index.ts';

/** The name of each setting on screen. */
export const SETTING_LABELS: Readonly<Record<keyof DialSettings, string>> = {
  list_id: 'List',
  campaign: 'Campaign',
  campaign_id: 'Campaign ID',
  source: 'Source',
  phone_code: 'Country calling code',
  dnc_check: 'Dialer’s do-not-call list',
  campaign_dnc_check: 'Campaign’s do-not-call list',
  add_to_hopper: 'Add to hopper',
  hopper_priority: 'Hopper priority',
  hopper_local_call_time_check: 'Only if local time allows a call',
  usacan_prefix_check: 'Refuse a 4th digit of 0 or 1 (USA, Canada)',
  usacan_areacode_check: 'Refuse without 10 digits and a valid area code (USA, Canada)',
  nanpa_ac_prefix_check: 'Refuse area codes and prefixes not in NANPA',
  custom_fields: 'Send custom fields',
  tz_method: 'Time zone by',
  callback: 'Make each lead a scheduled callback',
  callback_status: 'Callback status',
  callback_datetime: 'Callback time',
  callback_type: 'For',
  callback_user: 'User',
  callback_comments: 'Comments for the caller',
  lookup_state: 'Fill an empty state from the area code',
  list_exists_check: 'Refuse if the list doesn’t exist',
  duplicate_check: 'Duplicates',
  entry_list_id: 'Entry list ID',
};

// A name without an underscore is an ordinary word too, and is only taken for the setting at the beginning of the sentence.
const NAMES = new RegExp(
  Object.keys(SETTING_LABELS)
    .map((name) => (name.includes('_') ? `\\b${name}\\b` : `^${name}\\b`))
    .join('|'),
  'g',
);

/** Sentences that contain the document's values are replaced entirely. */
const ANEW: readonly (readonly [RegExp, string])[] = [
  [/^callback_datetime is needed when/, 'Choose when to call back.'],
  [/^callback_user is needed when/, 'Enter the callback’s user.'],
  [/^campaign_id is needed for campaign_dnc_check/, 'Required for the campaign’s do-not-call list.'],
];

/** A sentence about a setting with the names used on screen. */
export function inWords(sentence: string): string {
  const anew = ANEW.find(([pattern]) => pattern.test(sentence))?.[1];
  return anew ?? sentence.replace(NAMES, (name) => SETTING_LABELS[name as keyof DialSettings]);
}
