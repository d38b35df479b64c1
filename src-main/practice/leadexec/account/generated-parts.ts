import type { Zip } from '../geography/zips.ts';
import type { AccountInput } from './model.ts';
import { contactFields } from './sample-fields.ts';

/** Client fields by the system's use of them. */
export const CLIENT_FIELDS: NonNullable<AccountInput['clientFields']> = [
  'Company',
  'FirstName',
  'LastName',
  'Email',
  'PrimaryPhone',
  'Address',
  'City',
  'State',
  'Zip',
  'WebSite',
].map((bit, at) => ({
  clientFieldUid: 401 + at,
  descriptor: bit === 'WebSite' ? 'Website' : bit.replace(/(?<=[a-z])(?=[A-Z])/g, ' '),
  specialBit: bit,
  required: at < 4,
  rest: { isState: bit === 'State' },
}));
CLIENT_FIELDS.push({
  clientFieldUid: 411,
  descriptor: 'Contract',
  enums: ['Monthly', 'Yearly', 'Prepaid'],
});

const FIRST_NAMES = ['Ann', 'Ben', 'Carla', 'David', 'Elena', 'Frank', 'Grace', 'Hugo'];
const LAST_NAMES = ['Alvarez', 'Brooks', 'Chen', 'Davis', 'Evans', 'Foster', 'Garcia'];

/** Values of a client's fields. */
export function clientFieldsOf(name: string, place: Pick<Zip, 'city' | 'state' | 'zip'>, clientUid: number) {
  const values = [
    name,
    FIRST_NAMES[clientUid % FIRST_NAMES.length] ?? '',
    LAST_NAMES[clientUid % LAST_NAMES.length] ?? '',
    `office${clientUid}@example.com`,
    `702555${String(clientUid % 10_000).padStart(4, '0')}`,
    `${100 + (clientUid % 900)} Main St`,
    place.city,
    place.state,
    place.zip,
    `https://example.com/${clientUid}`,
    ['Monthly', 'Yearly', 'Prepaid'][clientUid % 3] ?? '',
  ];
  return Object.fromEntries(values.map((value, at) => [String(401 + at), { value, past: [] as string[] }]));
}

/** Other properties of a client: they have no effect, some are deprecated, and none of them is empty. */
export const UNUSED_CLIENT = {
  TimeOffset: -8,
  TimeZoneName: 'Pacific Standard Time',
  ShowLeadGrade: true,
  ShowCampaign: true,
  AllowReassign: true,
  InternalUID: 77,
  OutLookUID: 'OL-77',
};

interface MethodSeed {
  readonly deliveryUid: number;
  readonly clientUid: number;
  readonly leadTypeUid: number;
  /** The delivery_type. */
  readonly type: number;
  readonly secret: string;
}

const time = (text: string) => `2020-08-25T${text}:00.000Z`;

/** A method of a type with what that type requires. Every third delivers on workdays only, and one in seven not on New Year's Day. */
export function generatedMethod(seed: MethodSeed): NonNullable<AccountInput['methods']>[number] {
  const { deliveryUid, clientUid, leadTypeUid, type, secret } = seed;
  const day = (weekDay: number) => ({ weekDay, startTime: time('08:00'), endTime: time('20:00'), allow: true });
  const workdays = deliveryUid % 3 === 0 ? [1, 2, 3, 4, 5].map(day) : [];
  const holiday = {
    weekDay: 0,
    staticDate: '2027-01-01T00:00:00.000Z',
    startTime: time('00:00'),
    endTime: time('00:00'),
    allow: false,
  };
  const days = deliveryUid % 7 === 0 && workdays.length > 0 ? [...workdays, holiday] : workdays;
  return {
    deliveryUid,
    clientUid,
    leadTypeUid,
    type,
    name: `Delivery ${deliveryUid}`,
    status: deliveryUid % 25 !== 24,
    days: days.map((one, at) => ({ ...one, dayUid: 500_000 + deliveryUid * 8 + at })),
    fieldSettings: settings(deliveryUid, leadTypeUid),
    rest: {
      DateAdded: new Date(Date.UTC(2022, deliveryUid % 40, 3)).toISOString(),
      inTesting: false,
      XML: type === 2 ? '{"first":"[FirstName]"}' : '',
      EmailSubject: type === 5 ? 'New lead' : '',
      EmailAddress: [5, 6, 10].includes(type) ? `leads${clientUid}@example.com` : '',
      FTPUser: type === 4 ? `ftp${clientUid}` : '',
      FTPPassword: type === 4 ? `${secret}-ftp-${deliveryUid}` : '',
      SMTPServer: type === 5 ? 'smtp.example.com' : '',
      SMTPAuth: type === 5,
      SMTPPassword: type === 5 ? `${secret}-smtp-${deliveryUid}` : '',
      DeliveryAddress: [0, 1, 2, 7, 9].includes(type) ? `https://example.com/leads/${clientUid}` : '',
      ResponseSearch: 'success',
      // It is deprecated, and must be sent back unchanged.
      NotifyEmail: `notify${clientUid}@example.com`,
      ClientEmail: `client${clientUid}@example.com`,
    },
  };
}

function settings(deliveryUid: number, leadTypeUid: number) {
  const base = { DeliveryUID: deliveryUid, Delete: false, Format: '', Expr: '' };
  const uid = 1_000_000 + deliveryUid * 4;
  const mapping = { DeliveryMappingUID: 9_000_000 + deliveryUid, Delete: false, DeliverySettingUID: uid + 1 };
  return [
    {
      ...base,
      DeliverySettingUID: uid,
      FieldType: 1,
      FieldName: 'first',
      Value: '',
      LeadFieldUID: leadTypeUid * 100,
      hasMap: false,
      FieldMappings: [],
    },
    {
      ...base,
      DeliverySettingUID: uid + 1,
      FieldType: 1,
      FieldName: 'owner',
      Value: '',
      LeadFieldUID: leadTypeUid * 100 + 6,
      hasMap: true,
      FieldMappings: [{ ...mapping, DeliveryValue: 'Y', FieldValue: 'Yes' }],
    },
    {
      ...base,
      DeliverySettingUID: uid + 2,
      FieldType: 0,
      FieldName: 'partner',
      Value: 'practice',
      LeadFieldUID: 0,
      hasMap: false,
      FieldMappings: [],
    },
  ];
}

/** Lead types in addition to the receiver's, which the generated accounts buy. */
export const MORE_LEAD_TYPES: AccountInput['leadTypes'] = (['Solar', 'Medicare'] as const).map((descriptor, at) => {
  const first = (at + 3) * 100;
  return {
    leadTypeUid: at + 3,
    descriptor,
    dupSets: [['Email'], ['PrimaryPhone']],
    rest: { TypeUID: at + 3 },
    categories: ['Exclusive', 'Shared'].map((caption, which) => ({ leadCatUid: 31 + at * 2 + which, caption })),
    fields: [
      ...contactFields(first),
      { leadFieldUid: first + 6, descriptor: at === 0 ? 'Homeowner' : 'Enrolled', enums: ['Yes', 'No'] },
      {
        leadFieldUid: first + 7,
        descriptor: at === 0 ? 'MonthlyBill' : 'MonthlyPremium',
        dataType: 'Money',
        invalidChars: '[$,]',
      },
      { leadFieldUid: first + 8, descriptor: 'DateOfBirth', dataType: 'DateTime' },
      { leadFieldUid: first + 9, descriptor: 'Address', specialBit: 'Address', maxLength: 100 },
    ],
  };
});
