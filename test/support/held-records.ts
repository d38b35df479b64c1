import type { RecordKind } from '../../src-preload/contract/index.ts';

export type Members = Readonly<Record<string, unknown>>;

/** A record of an account in the form in which its document sends it: numbers if the document numbers an enumeration, otherwise names. */
export interface Held {
  readonly kind: RecordKind;
  readonly parent: number;
  readonly id: number;
  /** The member with its number, and those with its parents. */
  readonly numbers: readonly string[];
  readonly record: Members;
}

type Choices = Readonly<Record<string, number>>;
const inOrder = (...names: string[]): Choices => Object.fromEntries(names.map((name, at) => [name, at]));

/** Enumerations by kind and path: their values, and whether the document numbers them. */
export const ENUMERATIONS: Readonly<Record<string, { readonly values: Choices; readonly numbered: boolean }>> = {
  'clients Status': {
    values: inOrder(
      ...['New', 'Pending', 'Working', 'Waiting', 'Dead', 'Inactive', 'Active', 'Late', 'Suspended', 'Closed'],
    ),
    numbered: false,
  },
  'clients DeliveryAccountAutomationType': { values: inOrder('Price', 'Priority', 'RoundRobin'), numbered: false },
  'accounts Status': { values: { Closed: 9, Suspended: 10, OnHold: 11, Open: 12 }, numbered: true },
  'accounts AccountType': { values: inOrder('General', 'Redirect', 'Live Call', '800 IVR'), numbered: true },
  'accounts Criteria.Type': { values: inOrder('FieldValue', 'Expression', 'Function'), numbered: false },
  'accounts Criteria.Operator': { values: operators(), numbered: false },
  'methods Type': {
    values: inOrder(
      ...['HTTP POST', 'HTTP GET', 'XML / JSON', 'SalesExec', 'FTP', 'E-Mail', 'CSV Attachment', 'SOAP'],
      ...['Internal System', 'PING/POST', 'Batch Email File Delivery', 'SMS Notification'],
    ),
    numbered: true,
  },
  'methods FieldSettings.FieldType': {
    values: inOrder(
      ...['Static Value', 'Lead Field', 'Special Field', 'Custom Expr', 'Sub-String', 'String Concatenation'],
      ...['Client Field', 'Lead Source Field', 'Evaluate Function'],
    ),
    numbered: true,
  },
  'methods DeliveryDays.WeekDay': {
    values: inOrder('Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'),
    numbered: true,
  },
  'orders Status': { values: inOrder('Pending', 'Open', 'Closed', 'OnHold', 'Filled', 'Paused'), numbered: false },
  'orders Renewal': { values: inOrder('No_Renewal', 'On_End', 'On_Qty_Fill'), numbered: false },
  'sources Status': { values: inOrder('Inactive', 'Active', 'OnHold', 'Suspended', 'Closed'), numbered: true },
  'campaigns Status': {
    values: { Active: 1, Inactive: 2, Late: 3, OnHold: 4, Suspended: 5, Closed: 6 },
    numbered: true,
  },
  'campaigns Channel': { values: inOrder('Web', 'PING/POST', 'Phone', 'Chat'), numbered: true },
  'campaigns Rules.Operator': { values: operators(), numbered: false },
};

function operators(): Choices {
  return inOrder(
    ...['Equal', 'NotEqual', 'Greater', 'Less', 'GreaterOrEqual', 'LessOrEqual', 'Between', 'In', 'NotIn'],
    ...['DateCompare', 'Distance_Compare', 'Contains', 'Doesnt_Contain'],
  );
}

const CLIENT = {
  ...{ ClientUID: 4, DateAdded: '2020-08-21T21:21:50.585Z', Status: 'Active', UserUID: 3, TimeOffset: -8 },
  ...{ Notes: ' Calls back  on Tuesdays ', TimeZoneName: 'Pacific Standard Time', ResellerUID: 2, GroupUID: 301 },
  ...{ Username: 'client4', OverrideReassign: true, DeliveryAccountAutomationType: 'Price' },
  FieldData: { 401: 'Ann Davis', 402: '' },
};
const GROUP = { ClientGroupUID: 301, Description: 'Agencies', DisplayOrder: 2, ClientCount: 7 };
const CRITERION = { LeadFieldUID: 204, Type: 'FieldValue', Expression: '', Operator: 'Between', Value: '5 and  6' };
const ACCOUNT = {
  ...{ ClientAccountUID: 7, ClientUID: 4, DeliveryUID: 9, Price: 25.5, HourMax: -1, DayMax: 0, MonthMax: 500 },
  ...{
    WeekMax: 100,
    useOrder: true,
    Status: 12,
    DeliveryDelay: 30,
    Description: 'Auto',
    RedirectURL: 'https://a.test',
  },
  ...{ AutomationEnabled: false, AlternatePosting: 8, AccountType: 2, AgentName: 'Ann', AgentPhone: '7025551212' },
  Criteria: [
    { ClientCriteriaUID: 71, ...CRITERION },
    { ClientCriteriaUID: 72, ...CRITERION, Operator: 'In', Type: 'Function', Expression: 'AGE', Value: '01|02' },
  ],
};
const METHOD = {
  ...{ ClientDeliveryUID: 9, ClientUID: 4, Type: 2, Name: 'Post', Status: true, inTesting: false, LeadTypeUID: 1 },
  ...{ DateAdded: '2020-01-02T03:04:05Z', XML: '<a>[Zip]</a>', EmailTemplate: 'Hi', EmailSubject: 'Lead' },
  ...{ FTPUser: 'ftp', FTPPassword: 'Emu-4410', FTPPath: '/in', EmailAddress: 'to@a.test', useRegEx: true },
  ...{ ResponseSearch: 'OK', DeliveryAddress: 'https://example.com', SMTPServer: 'smtp.a.test', SMTPAuth: false },
  ...{ SMTPUsername: 'smtp', SMTPPassword: 'Ibis-2281', fAddress: 'f@a.test', tAddress: 't@a.test', EmailNotify: true },
  ...{ NotifyCC: 'cc@a.test', NotifyBCC: 'bcc@a.test', NotifyEmail: 'old@a.test', LeadCatUID: 5 },
  ClientEmail: 'client@a.test',
  FieldSettings: [
    {
      ...{ DeliverySettingUID: 91, DeliveryUID: 9, Delete: false, Format: '{0}', FieldType: 1, FieldName: 'state' },
      ...{ Value: 'x', LeadFieldUID: 204, Expr: 'y', hasMap: true },
      FieldMappings: [
        { DeliveryMappingUID: 911, Delete: false, DeliverySettingUID: 91, DeliveryValue: '06', FieldValue: 'CA' },
        { DeliveryMappingUID: 912, Delete: false, DeliverySettingUID: 91, DeliveryValue: '32', FieldValue: 'NV' },
      ],
    },
    {
      ...{ DeliverySettingUID: 92, DeliveryUID: 9, Delete: false, Format: '', FieldType: 0, FieldName: 'src' },
      ...{ Value: '1', LeadFieldUID: 0, Expr: '', hasMap: false, FieldMappings: [] },
    },
  ],
  DeliveryDays: [1, 2].map((WeekDay) => ({
    ...{ DeliveryDayUID: 94 + WeekDay, DeliveryUID: 9, WeekDay, StaticDate: '2020-01-01T00:00:00Z', Allow: true },
    ...{ StartTime: '2020-01-01T08:00:00Z', EndTime: '2020-01-01T17:00:00Z' },
  })),
};
const ORDER = {
  ...{ ClientOrderUID: 70, ClientUID: 4, StartDate: '2026-01-01T08:00:00Z', EndDate: '2026-02-01T08:00:00Z' },
  ...{ Status: 'Open', Renewal: 'On_End', AutoCharge: true },
  Items: [
    { ClientOrderItemUID: 701, ClientAccountUID: 7, Qty: 100, Price: 12.5, ConstrainQuantity: true },
    { ClientOrderItemUID: 702, ClientAccountUID: 0, Qty: 50, Price: 1, ConstrainQuantity: false },
  ],
};
const ITEM = {
  ...{ CustomListItemUID: 811, CustomListUID: 81, Description: 'Vegas', Tag1: 'West', Tag2: '', Value: '08901' },
  ...{ AssignedClient: 0, AssignedClients: '4|5' },
};
const SOURCE = {
  ...{ LPVendorUID: 18, Name: 'Web', Address: '1 Elm', Address2: 'b', City: 'Reno', State: 'NV', Zip: '08901' },
  ...{ Phone: '7025551212', Fax: '7025551213', Email: 'a@a.test', ReturnString: 'r', ReturnPostURL: 'u' },
  ...{ SystemVendor: true, Status: 2, UserName: 'web', Password: 'Rhea-7710', AdminUID: 6, CherryAccountUID: 7 },
  ...{ AccountUID: 1, ImageURL: 'https://i.test', DefaultReturnDay: 14 },
};
const VALIDATION = {
  ...{ PhoneValidation: 1, PhoneAddressValidation: 0, EmailValidation: 2, FullAddressValidation: 0 },
  ...{ CityStateZipVerification: 1, DemographicInformation: 0, IPAddressVerification: 0, DNC: 1 },
};
const CAMPAIGN = {
  ...{ Channel: 1, VendorUID: 18, VendorAccountUID: 23, AccountName: 'Auto, web', LeadTypeUID: 1, Status: 4 },
  ...{ MonthMax: 900, DayMax: 0, HourMax: 5, Flagged: true, OrderSystem: false, ReturnDayCount: 9 },
  ...{ ShowOnCherryPick: true, ClientDataVendor: true, countReturns: false, LeadPrice: 12.5, useQCBin: true },
  ...{ MaxSell: 3, DupDayMax: 30, ExclusiveClientUID: 4, LeadCatUID: 5, EmailVerify: true },
  AppendCityStateFromPostalCode: true,
  Rules: [
    { VendorRuleUID: 231, VendorAccountUID: 23, LeadFieldUID: 204, Operator: 'Equal', Value: '5', Delete: false },
    { VendorRuleUID: 232, VendorAccountUID: 23, LeadFieldUID: 101, Operator: 'In', Value: 'a|b', Delete: false },
  ],
  Validation: VALIDATION,
  ...{ AllowSendResponse: false, UseDeliveryQueue: true, RevenueSharePercentage: 12.5, RevenueShareFlatRate: 1 },
};

/** A record of each kind that can be edited, with every member that its document has. */
export const HELD: readonly Held[] = [
  { kind: 'clients', parent: 0, id: 4, numbers: ['ClientUID'], record: CLIENT },
  { kind: 'clientGroups', parent: 0, id: 301, numbers: ['ClientGroupUID'], record: GROUP },
  { kind: 'accounts', parent: 4, id: 7, numbers: ['ClientAccountUID', 'ClientUID'], record: ACCOUNT },
  { kind: 'methods', parent: 4, id: 9, numbers: ['ClientDeliveryUID', 'ClientUID'], record: METHOD },
  { kind: 'orders', parent: 0, id: 70, numbers: ['ClientOrderUID'], record: ORDER },
  { kind: 'listItems', parent: 81, id: 811, numbers: ['CustomListItemUID', 'CustomListUID'], record: ITEM },
  { kind: 'sources', parent: 0, id: 18, numbers: ['LPVendorUID'], record: SOURCE },
  { kind: 'campaigns', parent: 18, id: 23, numbers: ['VendorAccountUID', 'VendorUID'], record: CAMPAIGN },
];
