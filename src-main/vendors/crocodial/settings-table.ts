import type { DialSettings } from '../../../src-preload/contract/dial-settings.ts';

export type SettingName = keyof DialSettings;

/** One setting of the document, for the form, the terminal's help and the messages about invalid values. */
export interface SettingField {
  readonly name: SettingName;
  /** The parameter's name in the request, if it differs: the document spells `campaing`. */
  readonly wire: string;
  readonly kind: 'flag' | 'choice' | 'number' | 'text' | 'duplicates';
  /** The allowed values, for flags and choices. */
  readonly allowed?: readonly string[];
  /** The document's default if the parameter isn't sent; undefined if there is none. */
  readonly default?: string;
  readonly label: string;
  readonly help: string;
}

type Extra = Pick<SettingField, 'wire' | 'allowed' | 'default'>;

function setting(
  name: SettingName,
  kind: SettingField['kind'],
  label: string,
  help: string,
  extra: Partial<Extra> = {},
): SettingField {
  return { name, wire: name, kind, label, help, ...extra };
}

function flag(name: SettingName, label: string, help: string): SettingField {
  return setting(name, 'flag', label, help, { allowed: ['Y', 'N'], default: 'N' });
}

const DNC = ['Y', 'N', 'AREACODE'] as const;

/** Every parameter of "Load Lead" that is the same for all rows of a dial list, in the document's order. */
export const SETTING_TABLE: readonly SettingField[] = [
  setting('list_id', 'text', 'List', 'The dialer’s list the leads go into: 3 to 12 digits.', { default: '999' }),
  setting('source', 'text', 'Source', 'The source stored with each lead: at most 20 characters.'),
  setting('campaign', 'text', 'Campaign', 'The campaign to load the leads for.', { wire: 'campaing' }),
  setting('phone_code', 'text', 'Country calling code', 'For phones without one: 1 to 4 digits.', {
    default: '1',
  }),
  setting('entry_list_id', 'text', 'Entry list', 'Advanced, can break custom fields: 3 to 12 digits.'),
  setting(
    'dnc_check',
    'choice',
    'DNC check',
    'Refuse phones on the dialer’s do-not-call list, or whose area code is on it.',
    {
      allowed: DNC,
      default: 'N',
    },
  ),
  setting(
    'campaign_dnc_check',
    'choice',
    'Campaign DNC check',
    'The same for the campaign’s own list. Needs the campaign ID.',
    {
      allowed: DNC,
      default: 'N',
    },
  ),
  setting(
    'campaign_id',
    'text',
    'Campaign ID',
    '2 to 8 characters. Needed for the campaign DNC check and for callbacks.',
  ),
  flag('add_to_hopper', 'Add to hopper', 'Add each lead to the hopper, to be dialed soon.'),
  setting('hopper_priority', 'number', 'Hopper priority', '-99 to 99, higher is sooner.', { default: '0' }),
  flag('hopper_local_call_time_check', 'Call-time check', 'Add to the hopper only if local time allows a call.'),
  flag('usacan_prefix_check', 'USA/Canada prefix check', 'Refuse phones whose fourth digit is 0 or 1.'),
  flag('usacan_areacode_check', 'USA/Canada area code check', 'Refuse phones without 10 digits and a valid area code.'),
  flag(
    'nanpa_ac_prefix_check',
    'NANPA check',
    'Refuse area codes and prefixes not in NANPA, if the dialer has that data.',
  ),
  flag('custom_fields', 'Custom fields', 'Send columns as custom fields of the list.'),
  setting(
    'tz_method',
    'choice',
    'Time zone by',
    'Area code when empty, POSTAL the postal code, TZCODE the owner field, NANPA the NANPA data.',
    {
      allowed: ['', 'POSTAL', 'TZCODE', 'NANPA'],
      default: '',
    },
  ),
  flag('callback', 'Schedule a callback', 'Each lead becomes a scheduled callback. Needs the campaign ID.'),
  setting('callback_status', 'text', 'Callback status', '1 to 6 characters.', { default: 'CALLBK' }),
  setting(
    'callback_datetime',
    'text',
    'Callback time',
    'YYYY-MM-DD HH:MM:SS, NOW, or a number of days such as 15DAYS.',
  ),
  setting('callback_type', 'choice', 'Callback for', 'One user, or anyone.', {
    allowed: ['USERONLY', 'ANYONE'],
    default: 'ANYONE',
  }),
  setting('callback_user', 'text', 'Callback user', 'The user whose callback it is.'),
  setting('callback_comments', 'text', 'Callback comments', 'Shown when the callback is due.'),
  flag('lookup_state', 'Look up state', 'Fill an empty state from the area code.'),
  flag('list_exists_check', 'List exists check', 'Refuse leads for a list that the dialer doesn’t know.'),
  setting(
    'duplicate_check',
    'duplicates',
    'Duplicate checks',
    'DUP, then PHONEALT, TITLEALTPHONE, NAMEPHONE or nothing, then LIST, CAMP or SYS, then a day window such as 90DAY or nothing; several joined by -.',
  ),
];

/** The setting of that name, under our name or the document's; undefined where there is none. */
export function settingField(name: string): SettingField | undefined {
  return SETTING_TABLE.find((s) => s.name === name || s.wire === name);
}
