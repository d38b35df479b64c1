/** An enumeration of the account's document: its names, each with its number. */
export interface Enumeration {
  readonly names: readonly string[];
  /** The number of each name; its position if the document has none. */
  readonly numbers: readonly number[];
  /** Its form in the account's model. */
  readonly kept: 'name' | 'number';
  /** Values that the document doesn't list but that occur. */
  readonly also: readonly string[];
}

function enumeration(names: string, kept: Enumeration['kept'], numbers?: readonly number[], also = ''): Enumeration {
  const list = names.split('|');
  return {
    names: list,
    numbers: numbers ?? list.map((_, at) => at),
    kept,
    also: also === '' ? [] : also.split('|'),
  };
}

const OPERATORS =
  'Equal|NotEqual|Greater|Less|GreaterOrEqual|LessOrEqual|Between|In|NotIn|DateCompare|Distance_Compare|Contains|Doesnt_Contain';
const DATA_TYPES = 'No_DataType|Int|Bigint|Bit|Money|Decimal|Float|DateTime|Varchar';
const CLIENT_BITS =
  'NoSpecialBit|Company|FirstName|LastName|Email|PrimaryPhone|PrimaryPhoneExt|AlternatePhone|AlternatePhoneExt|Address|City|State|Zip|FaxNumber|Comments|JobTitle|WebSite|MobilePhone';
const LEAD_BITS =
  'No_SpecialBit|FirstName|LastName|Email|PrimaryPhone|Address|City|State|Zip|MobilePhone|IPAddress|DirectTrackAffiliateID|DirectTrackCampaignID|ClientSendNotes|IndexDate|Address2|SubSource|ForceID|SubSourceCategory|SubCategory|StandardAddress|StandardCity|StandardState|StandardZip|Comments|Country|MobileCheck|ContactConsent|OrigFirstName|OrigLastName|OrigAddress|OrigCity|OrigState|OrigPostalCode|OrigCountry|OrigPhoneNumber|IPLat|IPLong|OrigIP|ConsentText|Status|LastAction|CurrentWorkflow|DateClosed|PipelineOneTimeFees|PipelineRecurringFees';

/**
 * Account API, the "Available Values" of each enumeration. The statuses of orders are in two different orders in the document; the numbers
 * are those of Create Order.
 */
export const ENUMERATIONS = {
  client_status: enumeration('New|Pending|Working|Waiting|Dead|Inactive|Active|Late|Suspended|Closed', 'name'),
  automation_type: enumeration('Price|Priority|RoundRobin', 'name', undefined, 'Weighted|Percentage|GeoLocation'),
  active_list_type: enumeration('Web|Redirect|TransferForm|PhoneRouting', 'number'),
  sort_by: enumeration('Name|Price|Priority|LastSentDate', 'name'),
  sort_direction: enumeration('Ascending|Decending', 'name'),
  scan_type: enumeration('General|Redirect|LiveCall|IVR', 'number'),
  account_type: enumeration('General|Redirect|Live Call|800 IVR', 'number'),
  account_status: enumeration('Closed|Suspended|OnHold|Open', 'number', [9, 10, 11, 12]),
  criteria_type: enumeration('FieldValue|Expression|Function', 'name'),
  operator: enumeration(OPERATORS, 'name'),
  delivery_type: enumeration(
    'HTTP POST|HTTP GET|XML / JSON|SalesExec|FTP|E-Mail|CSV Attachment|SOAP|Internal System|PING/POST|Batch Email File Delivery|SMS Notification',
    'number',
  ),
  field_type: enumeration(
    'Static Value|Lead Field|Special Field|Custom Expr|Sub-String|String Concatenation|Client Field|Lead Source Field|Evaluate Function',
    'number',
  ),
  week_day: enumeration('Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday', 'number'),
  order_status: enumeration('Closed|Open|OnHold|Filled|Pending|Paused', 'name'),
  renewal: enumeration('No_Renewal|On_End|On_Qty_Fill', 'name'),
  list_status: enumeration('Inactive|Active', 'number'),
  source_status: enumeration('Inactive|Active|OnHold|Suspended|Closed', 'number'),
  campaign_status: enumeration('Active|Inactive|Late|OnHold|Suspended|Closed', 'number', [1, 2, 3, 4, 5, 6]),
  channel: enumeration('Web|PING/POST|Phone|Chat', 'number'),
  data_type: enumeration(DATA_TYPES, 'name'),
  client_bit: enumeration(CLIENT_BITS, 'name'),
  lead_bit: enumeration(LEAD_BITS, 'name'),
  response_type: enumeration(
    'No_Error|System_ID_Missing|LeadType_ID_Missing|Vendor_ID_Missing|No_Account_Found|Outside_Criteria|Duplicate_Lead|Account_Disabled|Post_Over_Max|Data_Errors',
    'name',
  ),
} as const satisfies Readonly<Record<string, Enumeration>>;
export type EnumerationName = keyof typeof ENUMERATIONS;

/** The value as a name or a number. An unknown one is unchanged. */
export function written(kind: Enumeration, value: unknown, as: 'name' | 'number'): unknown {
  const at = positionOf(kind, value);
  if (at === undefined) return value;
  return as === 'name' ? kind.names[at] : kind.numbers[at];
}

/** The position of a name or number in the enumeration. A number may be text. Undefined if it is unknown. */
export function positionOf(kind: Enumeration, value: unknown): number | undefined {
  const named = kind.names.findIndex((name) => typeof value === 'string' && name.toLowerCase() === value.toLowerCase());
  if (named >= 0) return named;
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  const numbered = typeof number === 'number' ? kind.numbers.indexOf(number) : -1;
  return numbered < 0 ? undefined : numbered;
}
