import type { Account, LeadField, LeadType } from '../../account/model.ts';
import { type Call, found } from '../call.ts';
import { type EnumerationsAs, shape, toWire } from '../shape.ts';

const FIELD = shape(`
LeadFieldUID int leadFieldUid
LeadTypeUID int
Descriptor text descriptor
FieldDataType data_type dataType
Required bool required
Status bool status
Computed bool computed
ComputedExpr text
Enumerated bool
Validation text validation
InvalidChars text invalidChars
FmtError text fmtError
FormatString text
isState bool
FieldDescription text
ColSpan int
Width int
Height int
SpecialBit lead_bit specialBit
`);

/** The account's sections on lead types. */
export const LEAD_TYPE_CALLS: readonly Call[] = [
  {
    title: 'Lead Type List',
    method: 'GET',
    path: '/v1/leadtypes',
    changes: false,
    serve: ({ world: { account } }) => ({ json: account.leadTypes.map(typeRow) }),
  },
  {
    title: 'Lead Type Properties',
    method: 'GET',
    path: '/v1/leadtypes/[LeadTypeUID]',
    changes: false,
    serve: ({ world: { account }, uid }) => ({ json: typeRow(typeOf(account, uid('LeadTypeUID'))) }),
  },
  {
    title: 'Lead Type For Lead',
    method: 'GET',
    path: '/v1/leadtypes/locate/[LeadUID]',
    changes: false,
    serve({ world: { account, store }, uid }) {
      const lead = found(store.lead.get(uid('LeadUID')), 'Lead', uid('LeadUID'));
      return { json: typeRow(typeOf(account, lead.lead_type_uid)) };
    },
  },
  {
    title: 'Fields for Lead Type',
    method: 'GET',
    path: '/v1/leadtypes/[LeadTypeUID]/fields',
    changes: false,
    serve({ world: { account, behaviour }, uid }) {
      const type = typeOf(account, uid('LeadTypeUID'));
      return { json: type.fields.map((field) => fieldRow(type, field, behaviour.enumerations)) };
    },
  },
  {
    title: 'Lead Categories',
    method: 'GET',
    path: '/v1/leadtypes/[LeadTypeUID]/categories',
    changes: false,
    serve: ({ world: { account }, uid }) => ({
      json: {
        LeadCategories: typeOf(account, uid('LeadTypeUID')).categories.map(({ leadCatUid, caption }) => ({
          LeadCatUID: leadCatUid,
          Caption: caption,
        })),
      },
    }),
  },
];

export const typeOf = ({ leadTypes }: Account, uid: number): LeadType =>
  found(
    leadTypes.find(({ leadTypeUid }) => leadTypeUid === uid),
    'Lead type',
    uid,
  );

/** InQC is a bool in the table and 0 in the example. */
const typeRow = ({ leadTypeUid, descriptor, status, dupSets, rest }: LeadType) => ({
  LeadTypeUID: leadTypeUid,
  AccountUID: 0,
  InQC: 0,
  Descriptor: descriptor,
  Status: status,
  DefaultDupSets: dupSets.map((set) => set.join(',')).join('|'),
  TypeUID: Number(rest.TypeUID ?? 0),
});

function fieldRow({ leadTypeUid }: LeadType, field: LeadField, as: EnumerationsAs) {
  return {
    ...toWire(FIELD, field, as),
    LeadTypeUID: leadTypeUid,
    Enumerated: field.enums.length > 0,
    isState: field.specialBit === 'State',
    FieldEnums: field.enums.map((descriptor, at) => ({
      LeadFieldEnumUID: field.leadFieldUid * 100 + at + 1,
      LeadFieldUID: field.leadFieldUid,
      Descriptor: descriptor,
      Priority: at,
      Delete: false,
    })),
  };
}
