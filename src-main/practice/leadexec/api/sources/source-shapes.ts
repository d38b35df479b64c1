import { shape } from '../shape.ts';

/** Create or Modify Lead Source. State is a text in the table and 0 in the example. */
export const SOURCE = shape(`
LPVendorUID! int vendorUid
Name! text name
Address! text
Address2! text
City! text
State! scalar
Zip! text
Phone! text
Fax! text
Email! text
ReturnString! text
ReturnPostURL! text
SystemVendor! bool
Status! source_status# status
UserName! text userName
Password! text password
AdminUID! int
CherryAccountUID! int
AccountUID! int
ImageURL! text
DefaultReturnDay! int
`);

const RULE = shape(`
VendorRuleUID! int criteriaUid
VendorAccountUID int
LeadFieldUID! int leadFieldUid
Operator! operator operator
Value! scalar value
Delete! bool
`);
const VALIDATION = shape(`
PhoneValidation! int
PhoneAddressValidation! int
EmailValidation! int
FullAddressValidation! int
CityStateZipVerification! int
DemographicInformation! int
IPAddressVerification! int
DNC! int
`);

/** Create or Modify Lead Source Campaign. "Set to null for no max." */
export const CAMPAIGN = shape(
  `
Channel! channel# channel
VendorUID! int vendorUid
VendorAccountUID! int campaignUid
AccountName! text accountName
LeadTypeUID! scalar leadTypeUid
Status! campaign_status# status
MonthMax! int? monthMax
DayMax! int? dayMax
HourMax! int? hourMax
Flagged! bool
OrderSystem! bool
ReturnDayCount! int returnDayCount
ShowOnCherryPick! bool
ClientDataVendor! bool
countReturns! bool countReturns
LeadPrice! number leadPrice
useQCBin! bool useQcBin
MaxSell! int maxSell
DupDayMax! int dupDayMax
ExclusiveClientUID! int exclusiveClientUid
LeadCatUID! int leadCatUid
EmailVerify! bool
AppendCityStateFromPostalCode! bool
Rules! list:rule rules
Validation! object:validation?
AllowSendResponse! bool allowSendResponse
UseDeliveryQueue! bool useDeliveryQueue
RevenueSharePercentage number? revenueSharePercentage
RevenueShareFlatRate number? revenueShareFlatRate
`,
  { rule: RULE, validation: VALIDATION },
);
