/** A documented list of values. */
export interface Enumeration {
  readonly name: string;
  readonly values: readonly { readonly name: string; readonly number: number }[];
  /** Whether the document has the numbers. Otherwise they are the positions in its list, which is a guess and never sent. */
  readonly numbered: boolean;
}

/** A value in an answer: its name or its number, or something that is not in the document. */
export type EnumValue = string | number;

const numbered = (name: string, values: Readonly<Record<string, number>>): Enumeration => ({
  name,
  values: Object.entries(values).map(([one, number]) => ({ name: one, number })),
  numbered: true,
});
const named = (name: string, values: readonly string[]): Enumeration => ({
  name,
  values: values.map((one, number) => ({ name: one, number })),
  numbered: false,
});

/** "Create / Modify Client", Info.Status. */
export const CLIENT_STATUS = named('ClientStatus', [
  ...['New', 'Pending', 'Working', 'Waiting', 'Dead', 'Inactive', 'Active', 'Late', 'Suspended', 'Closed'],
]);
/** "Create / Modify Client", Info.DeliveryAccountAutomationType. The vendor also has others, such as Weighted. */
export const AUTOMATION_TYPE = named('AutomationType', ['Price', 'Priority', 'RoundRobin']);
/** "Client Active List by Lead Type". */
export const ACTIVE_ACCOUNT_TYPE = named('AccountType', ['Web', 'Redirect', 'TransferForm', 'PhoneRouting']);
export const SORT_BY = named('SortBy', ['Name', 'Price', 'Priority', 'LastSentDate']);
/** This is the document's spelling. */
export const SORT_DIRECTION = named('SortDirection', ['Ascending', 'Decending']);
/** "Client Scanner": the four kinds of account again, with the positions of ACCOUNT_TYPE and ACTIVE_ACCOUNT_TYPE. */
export const SCAN_TYPE = named('scan_type', ['General', 'Redirect', 'LiveCall', 'IVR']);
export const ACCOUNT_TYPE = numbered('account_type', { General: 0, Redirect: 1, 'Live Call': 2, '800 IVR': 3 });
export const ACCOUNT_STATUS = numbered('account_status', { Closed: 9, Suspended: 10, OnHold: 11, Open: 12 });
export const CRITERIA_TYPE = named('criteria_type', ['FieldValue', 'Expression', 'Function']);
export const CRITERIA_OPERATOR = named('criteria_operator', [
  ...['Equal', 'NotEqual', 'Greater', 'Less', 'GreaterOrEqual', 'LessOrEqual', 'Between', 'In', 'NotIn'],
  ...['DateCompare', 'Distance_Compare', 'Contains', 'Doesnt_Contain'],
]);
export const DELIVERY_TYPE = numbered('delivery_type', {
  'HTTP POST': 0,
  'HTTP GET': 1,
  'XML / JSON': 2,
  SalesExec: 3,
  FTP: 4,
  'E-Mail': 5,
  'CSV Attachment': 6,
  SOAP: 7,
  'Internal System': 8,
  'PING/POST': 9,
  'Batch Email File Delivery': 10,
  'SMS Notification': 11,
});
export const FIELD_TYPE = numbered('field_type', {
  'Static Value': 0,
  'Lead Field': 1,
  'Special Field': 2,
  'Custom Expr': 3,
  'Sub-String': 4,
  'String Concatenation': 5,
  'Client Field': 6,
  'Lead Source Field': 7,
  'Evaluate Function': 8,
});
export const WEEK_DAY = numbered('WeekDay', {
  Sunday: 0,
  Monday: 1,
  Tuesday: 2,
  Wednesday: 3,
  Thursday: 4,
  Friday: 5,
  Saturday: 6,
});
/** In the order of "Retrieve Order Details or List"; "Create or Modify Order" has a different one. */
export const ORDER_STATUS = named('order_status', ['Pending', 'Open', 'Closed', 'OnHold', 'Filled', 'Paused']);
export const RENEWAL = named('renewal_type', ['No_Renewal', 'On_End', 'On_Qty_Fill']);
export const LIST_STATUS = numbered('list status', { Inactive: 0, Active: 1 });
export const SOURCE_STATUS = numbered('source_status', {
  Inactive: 0,
  Active: 1,
  OnHold: 2,
  Suspended: 3,
  Closed: 4,
});
export const CAMPAIGN_STATUS = numbered('campaign_status', {
  Active: 1,
  Inactive: 2,
  Late: 3,
  OnHold: 4,
  Suspended: 5,
  Closed: 6,
});
export const CHANNEL = numbered('Channel', { Web: 0, 'PING/POST': 1, Phone: 2, Chat: 3 });
export const DATA_TYPE = named('DataType', [
  ...['No_DataType', 'Int', 'Bigint', 'Bit', 'Money', 'Decimal', 'Float', 'DateTime', 'Varchar'],
]);
/** The system's use of a lead field. */
export const SYSTEM_FIELD = named('system_field_bit', [
  ...['No_SpecialBit', 'FirstName', 'LastName', 'Email', 'PrimaryPhone', 'Address', 'City', 'State', 'Zip'],
  ...['MobilePhone', 'IPAddress', 'DirectTrackAffiliateID', 'DirectTrackCampaignID', 'ClientSendNotes', 'IndexDate'],
  ...['Address2', 'SubSource', 'ForceID', 'SubSourceCategory', 'SubCategory', 'StandardAddress', 'StandardCity'],
  ...['StandardState', 'StandardZip', 'Comments', 'Country', 'MobileCheck', 'ContactConsent', 'OrigFirstName'],
  ...['OrigLastName', 'OrigAddress', 'OrigCity', 'OrigState', 'OrigPostalCode', 'OrigCountry', 'OrigPhoneNumber'],
  ...['IPLat', 'IPLong', 'OrigIP', 'ConsentText', 'Status', 'LastAction', 'CurrentWorkflow', 'DateClosed'],
  ...['PipelineOneTimeFees', 'PipelineRecurringFees'],
]);
/** "Search for Lead by Contact Information". */
export const RESPONSE_TYPE = named('response_type', [
  ...['No_Error', 'System_ID_Missing', 'LeadType_ID_Missing', 'Vendor_ID_Missing', 'No_Account_Found'],
  ...['Outside_Criteria', 'Duplicate_Lead', 'Account_Disabled', 'Post_Over_Max', 'Data_Errors'],
]);

/** Letters and digits only: "Live Call", LiveCall and live_call are the same. */
const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The documented value that an answer means; null if it is not in the document. */
export function valueIn(
  { values }: Enumeration,
  raw: EnumValue | null | undefined,
): Enumeration['values'][number] | null {
  if (raw === null || raw === undefined) return null;
  const number = typeof raw === 'number' ? raw : /^\d{1,3}$/.test(raw) ? Number(raw) : null;
  if (number !== null) return values.find((one) => one.number === number) ?? null;
  const text = plain(String(raw));
  return values.find(({ name }) => plain(name) === text) ?? null;
}

/** How a value is shown: by its documented name, marked as a guess if its number is a position in the list; otherwise as received. */
export function shownValue(enumeration: Enumeration, raw: EnumValue | null | undefined): string {
  const value = valueIn(enumeration, raw);
  if (value === null) return raw === null || raw === undefined ? '' : String(raw);
  const guessed = !enumeration.numbered && /^\d+$/.test(String(raw));
  return guessed ? `${value.name}? (${raw})` : value.name;
}
