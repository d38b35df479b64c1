import type { RecordKind, WhatIfChange } from '../../../../src-preload/contract/index.ts';
import { choiceWords } from '../choice-words.ts';
import { typedDate } from '../record/record-date.ts';

/** The parts of an account that a what-if can change. */
export type ChangeOf = WhatIfChange['of'];

/** A field that can be changed, and its input. */
export interface ChangeField {
  readonly name: string;
  readonly label: string;
  readonly type: 'money' | 'maximum' | 'whole' | 'flag' | 'choice' | 'date' | 'criteria' | 'days' | 'zone';
  readonly choices?: readonly string[];
  /** The numbers that records may have in place of the choices. */
  readonly numbers?: readonly number[];
  /** The words for no value, if the field may be empty. */
  readonly none?: string;
  /** The member of the record with the current value. */
  readonly member: string | null;
}

export interface ChangeLook {
  readonly of: ChangeOf;
  readonly label: string;
  /** The kind of record that is changed; null for the rules of the whole account. */
  readonly kind: RecordKind | null;
  /** The fields that name a record; the first with a value is used. */
  readonly names: readonly string[];
  readonly fields: readonly ChangeField[];
}

const field = (name: string, label: string, type: ChangeField['type'], member: string | null): ChangeField => ({
  ...{ name, label, type, member },
});
const choice = (name: string, label: string, member: string | null, choices: readonly string[]): ChangeField => ({
  ...{ name, label, type: 'choice', member, choices },
});

export const PREFERENCES = ['Price', 'Priority', 'RoundRobin'];
const CAMPAIGN_STATUS = ['Active', 'Inactive', 'Late', 'OnHold', 'Suspended', 'Closed'];
/** Account API, "account_status", "campaign_status", "Channel", "Status" of a lead source: each counts in its own way. */
const NUMBERS = { account: [12, 11, 10, 9], campaign: [1, 2, 3, 4, 5, 6], channel: [0, 1, 2, 3], source: [1, 0] };
const CLIENT_STATUS = [
  ...['New', 'Pending', 'Working', 'Waiting', 'Dead', 'Inactive', 'Active', 'Late', 'Suspended', 'Closed'],
];

export const CHANGE_LOOKS: readonly ChangeLook[] = [
  {
    ...{ of: 'account', label: 'Delivery account', kind: 'accounts', names: ['Description'] },
    fields: [
      field('price', 'Price', 'money', 'Price'),
      field('hourMax', 'Hourly max', 'maximum', 'HourMax'),
      field('dayMax', 'Daily max', 'maximum', 'DayMax'),
      field('weekMax', 'Weekly max', 'maximum', 'WeekMax'),
      field('monthMax', 'Monthly max', 'maximum', 'MonthMax'),
      field('criteria', 'Criteria', 'criteria', 'Criteria'),
      field('useOrder', 'Needs an open order', 'flag', 'useOrder'),
      field('automationEnabled', 'Automation', 'flag', 'AutomationEnabled'),
      { ...choice('status', 'Status', 'Status', ['Open', 'OnHold', 'Suspended', 'Closed']), numbers: NUMBERS.account },
      field('exclusive', 'Only buys leads no one else bought', 'flag', null),
    ],
  },
  {
    ...{ of: 'client', label: 'Client', kind: 'clients', names: ['Name', 'Username'] },
    fields: [
      choice('status', 'Status', 'Status', CLIENT_STATUS),
      choice('automationType', 'Automation preference', 'DeliveryAccountAutomationType', PREFERENCES),
      field('priority', 'Priority', 'whole', 'Priority'),
      field('useDeliveryTiers', 'Delivery tiers', 'flag', 'UseDeliveryTiers'),
    ],
  },
  {
    ...{ of: 'method', label: 'Delivery method', kind: 'methods', names: ['Name'] },
    fields: [field('days', 'Days and hours', 'days', 'DeliveryDays'), field('enabled', 'Enabled', 'flag', 'Status')],
  },
  {
    ...{ of: 'order', label: 'Order', kind: 'orders', names: ['ClientName'] },
    fields: [
      choice('status', 'Status', 'Status', ['Pending', 'Open', 'Closed', 'OnHold', 'Filled', 'Paused']),
      choice('renewal', 'Renewal', 'Renewal', ['No_Renewal', 'On_End', 'On_Qty_Fill']),
      { ...field('qty', 'Leads of each item', 'whole', null), none: 'By dollars' },
      field('constrainQuantity', 'Stop at the quantity', 'flag', null),
      { ...field('startDate', 'Start', 'date', 'StartDate'), none: 'No start' },
      { ...field('endDate', 'End', 'date', 'EndDate'), none: 'No end' },
    ],
  },
  {
    ...{ of: 'campaign', label: 'Campaign', kind: 'campaigns', names: ['AccountName'] },
    fields: [
      field('maxSell', 'Maximum sales per lead (0: no limit)', 'whole', 'MaxSell'),
      { ...field('hourMax', 'Hourly max of leads', 'whole', 'HourMax'), none: 'No maximum' },
      { ...field('dayMax', 'Daily max of leads', 'whole', 'DayMax'), none: 'No maximum' },
      { ...field('monthMax', 'Monthly max of leads', 'whole', 'MonthMax'), none: 'No maximum' },
      field('dupDayMax', 'Duplicate check, days (0: none)', 'whole', 'DupDayMax'),
      field('rules', 'Rules', 'criteria', 'Rules'),
      { ...choice('status', 'Status', 'Status', CAMPAIGN_STATUS), numbers: NUMBERS.campaign },
      { ...choice('channel', 'Channel', 'Channel', ['Web', 'PING/POST', 'Phone', 'Chat']), numbers: NUMBERS.channel },
      field('exclusiveClientUid', 'Only to the client with this number (0: no limit)', 'whole', 'ExclusiveClientUID'),
    ],
  },
  {
    ...{ of: 'source', label: 'Lead source', kind: 'sources', names: ['Name', 'UserName'] },
    fields: [{ ...choice('status', 'Status', 'Status', ['Active', 'Inactive']), numbers: NUMBERS.source }],
  },
  {
    ...{ of: 'field', label: 'Lead field', kind: 'leadFields', names: ['Descriptor'] },
    fields: [field('required', 'Required', 'flag', 'Required')],
  },
  {
    ...{ of: 'rules', label: 'Whole account', kind: null, names: [] },
    fields: [
      choice('preference', 'Which client comes first', null, PREFERENCES),
      field('timeZone', 'Time zone', 'zone', null),
    ],
  },
];

/** A value in words. */
export function valueWords({ type, none = 'none', choices, numbers }: ChangeField, value: unknown): string {
  if (value === null || value === undefined || value === '') return none.toLowerCase();
  if (Array.isArray(value))
    return value.length === 0 ? 'none' : `${value.length} ${value.length === 1 ? 'row' : 'rows'}`;
  if (type === 'money') return Number(value).toLocaleString('en-US', { style: 'currency', currency: 'USD' });
  if (type === 'maximum') return Number(value) < 0 ? 'no maximum' : Number(value).toLocaleString('en-US');
  if (type === 'choice') return choiceWords(choices?.[numbers?.indexOf(Number(value)) ?? -1] ?? String(value));
  if (type === 'date') return dayWords(String(value));
  if (type === 'flag') return value === true ? 'yes' : 'no';
  return String(value);
}

const time = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });

/** A day as it is entered here, or a date of a record. */
function dayWords(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return day.format(Date.parse(`${text}T00:00:00Z`));
  return typedDate(text) === '' ? text : time.format(Date.parse(text));
}
