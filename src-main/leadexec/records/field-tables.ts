import type { RecordKind } from '../../../src-preload/contract/index.ts';

/**
 * The fields of each kind of record, in the order of a form; from the sections of the document that read and write it. A line is
 * `Path type marks = Label ; note`. Marks: `!` must be sent, `+` may be sent, `?` may be null, `~` deprecated; without `!` or `+` no call
 * writes it. `choice:` is followed by its enumeration, `id:` by the kind of record, or by nothing where none is kept here.
 */
export const FIELD_TABLES: Readonly<Record<RecordKind, string>> = {
  clients: `
ClientUID id:clients ! = Client
Name text ; From the client’s fields or a list of active clients, where they were read.
Username text +? = User name ; Must be unique.
Password text +? ; No call tells it. Empty leaves it as it is.
Status choice:CLIENT_STATUS ! ; LeadExec lists it as a number without saying which is which: read by its place in the document’s list.
GroupUID id:clientGroups +? = Group
DeliveryAccountAutomationType choice:AUTOMATION_TYPE +? = Automation preference ; Which of its delivery accounts gets a lead.
Priority number = Priority
Notes long-text +?
UserUID id: +? = User assigned to
ResellerUID id: +? = Reseller
TimeZoneName text +? = Time zone
TimeOffset number +? = Hours from UTC
OverrideReassign flag +? = May override an assignment
DateAdded date ! = Added ; Pacific Time.
AllowReassign flag = May reassign leads
AllowCalls flag = May place calls
ShowLeadGrade flag = Sees the lead’s grade
ShowLeadSource flag = Sees the lead’s source
ShowCampaign flag = Sees the campaign
UseDeliveryTiers flag = Delivery tiers
DeliveryGroupUID id: = Delivery group
UserAssigned id: = User
MFAPhone text = Phone of two-factor authentication
MFAEmail text = E-mail of two-factor authentication
AccountUID id: = Own account
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
DisplayOrder whole ! = Place in lists
ClientCount whole + = Clients ; Counted by LeadExec.
`,
  clientFields: clientField(),
  clientValues: clientField(),
  activeClients: `
ClientUID id:clients = Client
Name text
Email text = E-mail
Phone text
Priority number
Price number
LastSentDate date = Last sent
DateCreated date = Created
Agent.Name text = Agent
Agent.Phone text = Agent’s phone
`,
  accounts: `
ClientAccountUID id:accounts ! = Delivery account
ClientUID id:clients ! = Client
ClientName text = Client’s name
Description text !? = Name
DeliveryUID id:methods ! = Delivery method
AccountType choice:ACCOUNT_TYPE ! = Type
Status choice:ACCOUNT_STATUS !
AutomationEnabled flag ! = Automation
Price number !
HourMax whole>-1 !? = Most in 60 minutes ; -1 is no maximum, 0 allows none.
DayMax whole>-1 !? = Most a day ; -1 is no maximum, 0 allows none.
WeekMax whole>-1 !? = Most a week ; -1 is no maximum, 0 allows none.
MonthMax whole>-1 !? = Most a month ; -1 is no maximum, 0 allows none.
useOrder flag ! = Needs an open order
DeliveryDelay whole !? = Delay, seconds
AlternatePosting id:methods !? = Alternate method
RedirectURL text !? = Redirect address
AgentName text !? = Agent
AgentPhone text !? = Agent’s phone
LeadTypeUID id:leadTypes = Lead type ; That of its delivery method.
MethodName text = Method’s name
CriteriaCount number = Criteria
Criteria rows + ; All of them must be met. The list is sent whole.
Criteria.ClientCriteriaUID id: ! = Criterion
Criteria.LeadFieldUID id:leadFields ! = Field
Criteria.Type choice:CRITERIA_TYPE !
Criteria.Expression text !?
Criteria.Operator choice:CRITERIA_OPERATOR !
Criteria.Value text !?
`,
  methods: `
ClientDeliveryUID id:methods ! = Delivery method
ClientUID id:clients ! = Client
ClientName text = Client’s name
Name text !
Type choice:DELIVERY_TYPE !
Status flag ! = Enabled
inTesting flag ! = Test mode ; Test values are sent where there are some.
LeadTypeUID id:leadTypes ! = Lead type
LeadCatUID id:categories !? = Category
DeliveryAddress text !? = Address
XML long-text !? = XML or JSON schema
useRegEx flag ! = Search the response by a regular expression
ResponseSearch text !? = Search the response for
EmailAddress text !? = To
fAddress text !? = From address
tAddress text !? = To address
NotifyCC text !? = Copy to
NotifyBCC text !? = Blind copy to
EmailSubject text !? = Subject
EmailTemplate long-text !? = E-mail template
SMTPServer text !? = SMTP server
SMTPAuth flag ! = SMTP server needs a login
SMTPUsername text !? = SMTP user name
SMTPPassword text !? = SMTP password
FTPUser text !? = FTP user name
FTPPassword text !? = FTP password
FTPPath text !? = FTP path
DateAdded date ! = Added ; Pacific Time.
EmailNotify flag !?~ = Notify by e-mail
NotifyEmail text !?~ = Notify at
ClientEmail text !?~ = Client’s e-mail
FieldSettings rows + = Field settings
FieldSettings.DeliverySettingUID id: ! = Setting
FieldSettings.DeliveryUID id:methods ! = Delivery method
FieldSettings.FieldName text !? = Name sent
FieldSettings.FieldType choice:FIELD_TYPE ! = Comes from
FieldSettings.LeadFieldUID id:leadFields !? = Lead field
FieldSettings.Value text !?
FieldSettings.Format text !?
FieldSettings.Expr text !? = Expression
FieldSettings.hasMap flag ! = Has value mappings
FieldSettings.Delete flag !
FieldSettings.FieldMappings rows +? = Value mappings
FieldSettings.FieldMappings.DeliveryMappingUID id: ! = Mapping
FieldSettings.FieldMappings.DeliverySettingUID id: ! = Setting
FieldSettings.FieldMappings.FieldValue text !? = Value of the field
FieldSettings.FieldMappings.DeliveryValue text !? = Value sent
FieldSettings.FieldMappings.Delete flag !
DeliveryDays rows + = Days and hours ; No rows: always. The list is sent whole.
DeliveryDays.DeliveryDayUID id: ! = Row
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
ClientName text = Client’s name
Status choice:ORDER_STATUS !
StartDate date !? = Start
EndDate date !? = End
Renewal choice:RENEWAL !
AutoCharge flag ! = Charge the card by itself
Qty number = Ordered
SentQty number = Sent
PriceTotal number = Ordered, dollars
SentPriceTotal number = Sent, dollars
Filled number ; Sent against ordered, in leads or, by dollars, in dollars: 1 is full.
Items rows ! ; The list is sent whole.
Items.ClientOrderItemUID id: ! = Item
Items.ClientAccountUID id:accounts +? = Delivery account ; None: any account of the client.
Items.Qty whole !? = Leads ; Empty where the order is by dollars.
Items.Price number ! ; A lead’s price, or the dollars of the order.
Items.ConstrainQuantity flag ! = Stop at the quantity
Items.SentQty number = Sent
Items.SentPrice number = Sent, dollars
`,
  lists: `
CustomListUID id:lists = Distribution list
Description text = Name
ItemCount number = Items
LeadTypeUID id:leadTypes = Lead type
LeadFieldUID id:leadFields = Field
FieldName text = Field’s name
Status choice:LIST_STATUS
DefaultClient id:clients = Default client
ClientName text = Default client’s name
Assigned number
Unassigned number
DependField id:leadFields = Depends on field
Value text
LinkFieldText text = Linked field
AccountUID id: = Own account
`,
  listItems: `
CustomListItemUID id:listItems ! = Item
CustomListUID id:lists ! = Distribution list
Description text !? = Name
Value text !?
Tag1 text !? = Tag 1
Tag2 text !? = Tag 2
AssignedClient id:clients !? = Client ; 0 where several are assigned.
AssignedClients text !? = Clients ; Client numbers parted by |.
AssignedName text = Client’s name
`,
  sources: `
LPVendorUID id:sources ! = Lead source
Name text !
Status choice:SOURCE_STATUS !
UserName text ! = User name ; Must be unique.
Password text !?
Address text !?
Address2 text !? = Address, line 2
City text !?
State text !?
Zip text !? = ZIP code
Phone text !?
Fax text !?
Email text !? = E-mail
DefaultReturnDay whole !? = Days to return a lead
ImageURL text !? = Image address
AccountUID id: ! = Own account
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
HourMax whole !? = Most in 60 minutes ; Empty for no maximum.
DayMax whole !? = Most a day ; Empty for no maximum.
MonthMax whole !? = Most a month ; Empty for no maximum.
LeadPrice number !? = Price of a lead
RevenueSharePercentage number +? = Share of revenue, percent
RevenueShareFlatRate number +? = Share of revenue, dollars a sale
MaxSell whole !? = Most sales of a lead ; 0: no limit.
DupDayMax whole !? = Days to look for duplicates
ReturnDayCount whole !? = Days to return a lead
countReturns flag ! = Count returned leads
useQCBin flag ! = Quality control
LeadCatUID id:categories !? = Category
AppendCityStateFromPostalCode flag !? = Add city and state by ZIP code
AllowSendResponse flag !? = Tell the source who got the lead
UseDeliveryQueue flag !? = Deliver later
Rules rows !
Rules.VendorRuleUID id: ! = Rule
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
AccountUID id: = Own account
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
ComputedExpr text = Computed by
Enumerated flag = Has a list of values
Validation text = Format
InvalidChars text = Removed characters
FmtError text = Message of a wrong format
FormatString text = Shown as
isState flag = US state
SpecialBit text = Used as
FieldEnums rows = Values
FieldEnums.LeadFieldEnumUID id: = Value’s number
FieldEnums.Descriptor text = Value
FieldEnums.Priority number = Place
`,
  categories: `
LeadCatUID id:categories = Category
Caption text = Name
`,
  states: `
StateUID id: = State’s number
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
ComputedExpr text = Computed by
Enumerated flag = Has a list of values
Validation text = Format
InvalidChars text = Removed characters
FormatError text = Message of a wrong format
FormatString text = Shown as
SpecialBit text = Used as
isState flag = US state
Enums rows = Values
Enums.ClientFieldEnumUID id: = Value’s number
Enums.Descriptor text = Value
Enums.Priority number = Place
PastValues rows = Past values
`;
}
