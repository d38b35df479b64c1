import { shape } from '../shape.ts';

const INFO = shape(`
ClientUID! int
DateAdded! date
Status! client_status status
UserUID int
TimeOffset int
TimeZoneName text
Notes text
ResellerUID int
GroupUID int groupUid
Username text username
Password text password
OverrideReassign bool
DeliveryAccountAutomationType automation_type automationType
`);
const FIELD_DATA = shape(`
ClientFieldUID! int
Value! text
`);
/** Create / Modify Client. */
export const CLIENT_BODY = shape(
  `
Info! object:info
FieldData list:field
`,
  { info: INFO, field: FIELD_DATA },
);
export const CLIENT_INFO = INFO;

/** List Clients. Status is a number in the example. */
export const CLIENT_ROW = shape(`
ClientUID int clientUid
AccountUID int
DateAdded date?
Status client_status# status
InternalUID int
UserUID int
TimeOffset int
Image text
Notes text
IsLocked bool
LockedBy int
DateLocked date?
LockedReason text
OutLookUID text
TimeZoneName text
ResellerUID int
GroupUID int groupUid
AutomationType automation_type automationType
Priority int priority
DeliveryGroupUID int
Username text username
ShowLeadGrade bool
ShowLeadSource bool
ShowCampaign bool
AllowCalls bool
AllowReassign bool
UserAssigned int
UseDeliveryTiers bool useDeliveryTiers
OverrideReassign bool
MFAPhone text
MFAEmail text
`);

/** Client Login: the same, with the password, and Status by its name. */
export const CLIENT_LOGIN = shape(`
ClientUID int clientUid
DateAdded date?
Status client_status status
InternalUID int
UserUID int
TimeOffset int
Image text
Notes text
IsLocked bool
LockedBy int
DateLocked date?
LockedReason text
OutLookUID text
TimeZoneName text
ResellerUID int
GroupUID int groupUid
Username text username
Password text password
OverrideReassign bool
`);

/** Fields for Client. */
export const CLIENT_FIELD = shape(`
ClientFieldUID int clientFieldUid
Descriptor text descriptor
DataType data_type dataType
Required bool required
Status bool status
Computed bool
ComputedExpr text
`);
export const CLIENT_FIELD_END = shape(`
Validation text
InvalidChars text
FormatError text
FormatString text
SpecialBit client_bit specialBit
isState bool
`);

export const GROUP_BODY = shape(`
ClientGroupUID! int
Description! text
DisplayOrder! int
ClientCount int
`);

const FILTERS = shape(`
ClientGroupUIDs ints
HasActiveOrder bool
AutomationEnabled bool
`);
/** Client Active List by Lead Type. */
export const ACTIVE_LIST_BODY = shape(
  `
DeliveryAccountType! active_list_type
SortBy! sort_by
SortDirection! sort_direction
Filters object:filters?
Skip! int
Take! int
`,
  { filters: FILTERS },
);
