import type { RecordKind } from '../../../src-preload/contract/index.ts';

/**
 * The fields of each kind of record, in the order of a form; from the sections of the document that read and write it. A line is `Path type
 * marks = Label ; note`. Marks: `!` must be sent, `+` may be sent, `?` may be null, `~` deprecated, `@` not for a
 * person to edit, `*` a text that is sent back as a number if it was read as one; without `!` or `+` no call writes it. `choice:` is followed by its enumeration, `id:` by the kind of record, or by nothing
 * if this desk has no copies of it.
 */
export const FIELD_TABLES: Readonly<Record<RecordKind, string>> = {
  clients: `
ClientUID id:clients ! = Client
Name text ; From the client’s fields or the list of active clients.
Username text +? = User name ; Must be unique.
Password text +? ; Leave empty to keep the current one.
Status choice:CLIENT_STATUS ! ; LeadExec lists clients by status number without documenting it; numbers are read by position.
GroupUID id:clientGroups +? = Group
DeliveryAccountAutomationType choice:AUTOMATION_TYPE +? = Automation preference ; How a delivery account is chosen for a lead.
Priority number = Priority
Notes long-text +?
UserUID id: +? = Assigned user
ResellerUID id: +? = Reseller
TimeZoneName text +? = Time zone
TimeOffset number +? = UTC offset (hours)
OverrideReassign flag +? = Can override assignments
DateAdded date !@ = Added ; Pacific Time.
AllowReassign flag = Can reassign leads
AllowCalls flag = Can place calls
ShowLeadGrade flag = Shows lead grade
ShowLeadSource flag = Shows lead source
ShowCampaign flag = Shows campaign
UseDeliveryTiers flag = Delivery tiers
DeliveryGroupUID id: = Delivery group
UserAssigned id: = User
MFAPhone text = 2FA phone
MFAEmail text = 2FA email
AccountUID id: = Account
InternalUID number ~
Image long-text ~
IsLocked flag ~
LockedBy number ~
DateLocked date ~
LockedReason text ~
OutLookUID text ~
`,
  clientGroups: `
ClientGroupUID id:clientGroups ! = Group
Description text ! = Name
DisplayOrder whole ! = Display order
ClientCount whole + = Clients ; Counted by LeadExec.
`,
  clientFields: clientField(),
  clientValues: clientField(),
  activeClients: `
ClientUID id:clients = Client
Name text
Email text = Email
Phone text
Priority number
Price number
LastSentDate date = Last sent
DateCreated date = Created
Agent.Name text = Agent
Agent.Phone text = Agent phone
`,
  accounts: `
ClientAccountUID id:accounts ! = Delivery account
ClientUID id:clients ! = Client
ClientName text = Client name
Description text !? = Name
DeliveryUID id:methods ! = Delivery method
AccountType choice:ACCOUNT_TYPE ! = Type
Status choice:ACCOUNT_STATUS !
AutomationEnabled flag ! = Automation
Price number !
HourMax whole>-1 !? = Hourly max ; -1 means no maximum; 0 allows none.
DayMax whole>-1 !? = Daily max ; -1 means no maximum; 0 allows none.
WeekMax whole>-1 !? = Weekly max ; -1 means no maximum; 0 allows none.
MonthMax whole>-1 !? = Monthly max ; -1 means no maximum; 0 allows none.
useOrder flag ! = Requires an open order
DeliveryDelay whole !? = Delivery delay (seconds)
AlternatePosting id:methods !? = Alternate method
RedirectURL text !? = Redirect URL
AgentName text !? = Agent
AgentPhone text !? = Agent phone
LeadTypeUID id:leadTypes = Lead type ; The lead type of its delivery method.
MethodName text = Method name
CriteriaCount number = Criteria
Criteria rows + ; A lead must meet all of them.
Criteria.ClientCriteriaUID id: ! = Criterion ID
Criteria.LeadFieldUID id:leadFields ! = Field
Criteria.Type choice:CRITERIA_TYPE !
Criteria.Expression text !?
Criteria.Operator choice:CRITERIA_OPERATOR !
Criteria.Value text !?
`,
  methods: `
ClientDeliveryUID id:methods ! = Delivery method
ClientUID id:clients ! = Client
ClientName text = Client name
Name text !
Type choice:DELIVERY_TYPE !
Status flag ! = Enabled
inTesting flag ! = Test mode ; Sends test values where available.
LeadTypeUID id:leadTypes ! = Lead type
LeadCatUID id:categories !? = Category
DeliveryAddress text !? = Delivery URL
XML long-text !? = XML or JSON schema
useRegEx flag ! = Use regular expression
ResponseSearch text !? = Response search
EmailAddress text !? = To
fAddress text !? = From address
tAddress text !? = To address
NotifyCC text !? = CC
NotifyBCC text !? = BCC
EmailSubject text !? = Subject
EmailTemplate long-text !? = Email template
SMTPServer text !? = SMTP server
SMTPAuth flag ! = SMTP authentication
SMTPUsername text !? = SMTP user name
SMTPPassword text !? = SMTP password
FTPUser text !? = FTP user name
FTPPassword text !? = FTP password
FTPPath text !? = FTP path
DateAdded date !@ = Added ; Pacific Time.
EmailNotify flag !?~ = Email notification
NotifyEmail text !?~ = Notification email
ClientEmail text !?~ = Client email
FieldSettings rows + = Field settings
FieldSettings.DeliverySettingUID id: ! = Setting ID
FieldSettings.DeliveryUID id:methods ! = Delivery method
FieldSettings.FieldName text !? = Sent as
FieldSettings.FieldType choice:FIELD_TYPE ! = Value from
FieldSettings.LeadFieldUID id:leadFields !? = Lead field
FieldSettings.Value text !?
FieldSettings.Format text !?
FieldSettings.Expr text !? = Expression
FieldSettings.hasMap flag ! = Has value mappings
FieldSettings.Delete flag !
FieldSettings.FieldMappings rows +? = Value mappings
FieldSettings.FieldMappings.DeliveryMappingUID id: ! = Mapping ID
FieldSettings.FieldMappings.DeliverySettingUID id: ! = Setting ID
FieldSettings.FieldMappings.FieldValue text !? = Field value
FieldSettings.FieldMappings.DeliveryValue text !? = Delivered value
FieldSettings.FieldMappings.Delete flag !
DeliveryDays rows + = Delivery days ; With no rows, leads are delivered at any time.
DeliveryDays.DeliveryDayUID id: ! = Row ID
DeliveryDays.DeliveryUID id:methods ! = Delivery method
DeliveryDays.WeekDay choice:WEEK_DAY !? = Day
DeliveryDays.StaticDate date !? = Date
DeliveryDays.StartTime date !? = From
DeliveryDays.EndTime date !? = To
DeliveryDays.Allow flag ! = Deliver
`,
  orders: `
ClientOrderUID id:orders ! = Order
ClientUID id:clients ! = Client
ClientName text = Client name
Status choice:ORDER_STATUS !
StartDate date !? = Start
EndDate date !? = End
Renewal choice:RENEWAL !
AutoCharge flag ! = Auto charge
Qty number = Ordered
SentQty number = Sent
PriceTotal number = Ordered ($)
SentPriceTotal number = Sent ($)
Filled number ; Share of the order that was sent; 1 is full.
Items rows !
Items.ClientOrderItemUID id: ! = Item
Items.ClientAccountUID id:accounts +? = Delivery account ; Empty for any account of the client.
Items.Qty whole !? = Leads ; Empty for an order by dollars.
Items.Price number ! ; Price per lead, or the total for an order by dollars.
Items.ConstrainQuantity flag ! = Constrain quantity
Items.SentQty number = Sent
Items.SentPrice number = Sent ($)
`,
  lists: `
CustomListUID id:lists = Distribution list
Description text = Name
ItemCount number = Items
LeadTypeUID id:leadTypes = Lead type
LeadFieldUID id:leadFields = Field
FieldName text = Field name
Status choice:LIST_STATUS
DefaultClient id:clients = Default client
ClientName text = Default client name
Assigned number
Unassigned number
DependField id:leadFields = Depends on
Value text
LinkFieldText text = Linked field
AccountUID id: = Account
`,
  listItems: `
CustomListItemUID id:listItems ! = Item
CustomListUID id:lists ! = Distribution list
Description text !? = Name
Value text !?
Tag1 text !? = Tag 1
Tag2 text !? = Tag 2
AssignedClient id:clients !? = Client ; 0 if several are assigned.
AssignedClients text !? = Clients ; Client IDs separated by |.
AssignedName text = Client name
`,
  sources: `
LPVendorUID id:sources ! = Lead source
Name text !
Status choice:SOURCE_STATUS !
UserName text ! = User name ; Must be unique.
Password text !?
Address text !?
Address2 text !? = Address 2
City text !?
State text !?*
Zip text !? = ZIP code
Phone text !?
Fax text !?
Email text !? = Email
DefaultReturnDay whole !? = Return window (days)
ImageURL text !? = Image URL
AccountUID id: ! = Account
ReturnString text !?~
ReturnPostURL text !?~
SystemVendor flag !?~
AdminUID whole !?~
CherryAccountUID whole !?~
`,
  campaigns: `
VendorAccountUID id:campaigns ! = Campaign
VendorUID id:sources ! = Lead source
AccountName text ! = Name
Channel choice:CHANNEL !
LeadTypeUID id:leadTypes ! = Lead type
Status choice:CAMPAIGN_STATUS !
HourMax whole !? = Hourly max ; Empty for no maximum.
DayMax whole !? = Daily max ; Empty for no maximum.
MonthMax whole !? = Monthly max ; Empty for no maximum.
LeadPrice number !? = Lead price
RevenueSharePercentage number +? = Revenue share (%)
RevenueShareFlatRate number +? = Revenue share (flat rate)
MaxSell whole !? = Max sales per lead ; 0 for no limit.
DupDayMax whole !? = Duplicate window (days)
ReturnDayCount whole !? = Return window (days)
countReturns flag ! = Count returns
useQCBin flag ! = Use QC bin
LeadCatUID id:categories !? = Category
AppendCityStateFromPostalCode flag !? = Append city and state from ZIP
AllowSendResponse flag !? = Send response to source
UseDeliveryQueue flag !? = Use delivery queue
Rules rows !
Rules.VendorRuleUID id: ! = Rule ID
Rules.VendorAccountUID id:campaigns +? = Campaign
Rules.LeadFieldUID id:leadFields ! = Field
Rules.Operator choice:CRITERIA_OPERATOR !
Rules.Value text !?
Rules.Delete flag !
ExclusiveClientUID id:clients !?~ = Exclusive client
Flagged flag !?~
OrderSystem flag !?~
ShowOnCherryPick flag !?~
ClientDataVendor flag !?~
EmailVerify flag !?~
Validation.PhoneValidation whole !?~
Validation.PhoneAddressValidation whole !?~
Validation.EmailValidation whole !?~
Validation.FullAddressValidation whole !?~
Validation.CityStateZipVerification whole !?~
Validation.DemographicInformation whole !?~
Validation.IPAddressVerification whole !?~
Validation.DNC whole !?~
`,
  leadTypes: `
LeadTypeUID id:leadTypes = Lead type
Descriptor text = Name
Status flag = Enabled
InQC flag = In quality control
DefaultDupSets text = Duplicate check
TypeUID number = Type
AccountUID id: = Account
`,
  leadFields: `
LeadFieldUID id:leadFields = Field
LeadTypeUID id:leadTypes = Lead type
Descriptor text = Name
FieldDescription text = Description
FieldDataType choice:DATA_TYPE = Data type
Required flag
Status flag = Enabled
Computed flag
ComputedExpr text = Expression
Enumerated flag = Enumerated
Validation text = Format
InvalidChars text = Invalid characters
FmtError text = Format error
FormatString text = Display format
isState flag = US state
SpecialBit text = System field
FieldEnums rows = Values
FieldEnums.LeadFieldEnumUID id: = Value ID
FieldEnums.Descriptor text = Value
FieldEnums.Priority number = Position
`,
  categories: `
LeadCatUID id:categories = Category
Caption text = Name
`,
  states: `
StateUID id: = State ID
Name text
Abbr text = Abbreviation
`,
};

function clientField(): string {
  return `
ClientFieldUID id:clientFields = Field
Descriptor text = Name
FieldValue text = Value
DataType choice:DATA_TYPE = Data type
Required flag
Status flag = Enabled
Computed flag
ComputedExpr text = Expression
Enumerated flag = Enumerated
Validation text = Format
InvalidChars text = Invalid characters
FormatError text = Format error
FormatString text = Display format
SpecialBit text = System field
isState flag = US state
Enums rows = Values
Enums.ClientFieldEnumUID id: = Value ID
Enums.Descriptor text = Value
Enums.Priority number = Position
PastValues rows = Past values
`;
}
