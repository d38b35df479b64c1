import { shape } from '../shape.ts';

const CRITERION = shape(`
ClientCriteriaUID! int criteriaUid
LeadFieldUID! int leadFieldUid
Type! criteria_type type
Expression! text expression
Operator! operator operator
Value! text value
`);
const MAPPING = shape(`
DeliveryMappingUID! int
Delete! bool
DeliverySettingUID! int
DeliveryValue! text
FieldValue! text
`);
const SETTING = shape(
  `
DeliverySettingUID! int
DeliveryUID! int
Delete! bool
Format! text
FieldType! field_type#
FieldName! text
Value! text
LeadFieldUID! scalar
Expr! text
hasMap! bool
FieldMappings list:mapping
`,
  { mapping: MAPPING },
);
const DAY = shape(`
DeliveryDayUID! int dayUid
DeliveryUID! int
WeekDay! week_day# weekDay
StaticDate! date? staticDate
StartTime! date startTime
EndTime! date endTime
Allow! bool allow
`);

/** Create or Modify Delivery Method, and DeliveryDetails of an account. It contains secrets. */
export const METHOD = shape(
  `
ClientDeliveryUID! int deliveryUid
ClientUID! int clientUid
Type! delivery_type# type
Name! text name
Status! bool status
DateAdded! date
inTesting! bool
LeadTypeUID! int leadTypeUid
XML! text
EmailTemplate! text
EmailSubject! text
FTPUser! text
FTPPassword! text
FTPPath! text
EmailAddress! text
useRegEx! bool
ResponseSearch! text
DeliveryAddress! text
SMTPServer! text
SMTPAuth! bool
SMTPUsername! text
SMTPPassword! text
fAddress! text
tAddress! text
EmailNotify! bool
NotifyCC! text
NotifyBCC! text
NotifyEmail! text
LeadCatUID! int
ClientEmail! text
FieldSettings list:setting fieldSettings
DeliveryDays list:day days
`,
  { setting: SETTING, day: DAY },
);

/** Create or Modify Delivery Account. */
export const ACCOUNT = shape(
  `
ClientAccountUID! int clientAccountUid
ClientUID! int clientUid
DeliveryUID! int deliveryUid
Price! number price
HourMax! int hourMax
DayMax! int dayMax
MonthMax! int monthMax
WeekMax! int weekMax
useOrder! bool useOrder
Status! account_status# status
DeliveryDelay! int
Description! text description
RedirectURL! text redirectUrl
AutomationEnabled! bool automationEnabled
AlternatePosting! int
AccountType! account_type# accountType
AgentName! text agentName
AgentPhone! text agentPhone
Criteria list:criterion criteria
`,
  { criterion: CRITERION },
);

/** Update Delivery Quantity Maxes: it has its own names, and 0 means no maximum. */
export const MAXES = shape(`
HourMax int hourMax
DailyMax int dayMax
WeeklyMax int weekMax
MonthlyMax int monthMax
`);
