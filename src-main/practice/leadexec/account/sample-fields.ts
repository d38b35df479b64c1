import type { AccountInput } from './model.ts';

type FieldInput = AccountInput['leadTypes'][number]['fields'][number];

const STATES =
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY'.split(
    ' ',
  );

/** Contact fields, which are the same in every lead type, numbered from `first`. */
export const contactFields = (first: number): FieldInput[] => [
  {
    leadFieldUid: first,
    descriptor: 'FirstName',
    specialBit: 'FirstName',
    required: true,
    maxLength: 50,
    invalidChars: '[0-9<>"]',
  },
  {
    leadFieldUid: first + 1,
    descriptor: 'LastName',
    specialBit: 'LastName',
    required: true,
    maxLength: 50,
    invalidChars: '[0-9<>"]',
  },
  {
    leadFieldUid: first + 2,
    descriptor: 'Email',
    specialBit: 'Email',
    required: true,
    maxLength: 100,
    validation: '^[^@\\s]+@[^@\\s]+\\.[A-Za-z]{2,}$',
    fmtError: 'Email must be an e-mail address',
  },
  {
    leadFieldUid: first + 3,
    descriptor: 'PrimaryPhone',
    specialBit: 'PrimaryPhone',
    required: true,
    invalidChars: '[^0-9]',
    validation: '^[2-9]\\d{9}$',
    fmtError: 'PrimaryPhone must have 10 digits',
  },
  {
    leadFieldUid: first + 4,
    descriptor: 'State',
    specialBit: 'State',
    required: true,
    enums: STATES,
  },
  {
    leadFieldUid: first + 5,
    descriptor: 'Zip',
    specialBit: 'Zip',
    required: true,
    validation: '^\\d{5}(-\\d{4})?$',
    fmtError: 'Zip must have 5 digits',
  },
];

/** Fields of the lead type "Auto insurance". */
export const AUTO_FIELDS: FieldInput[] = [
  ...contactFields(100),
  { leadFieldUid: 106, descriptor: 'Address', specialBit: 'Address', maxLength: 100 },
  { leadFieldUid: 107, descriptor: 'City', specialBit: 'City', maxLength: 60 },
  { leadFieldUid: 108, descriptor: 'DateOfBirth', dataType: 'DateTime' },
  { leadFieldUid: 109, descriptor: 'IPAddress', specialBit: 'IPAddress', maxLength: 45 },
  { leadFieldUid: 110, descriptor: 'Insured', enums: ['Yes', 'No'] },
  { leadFieldUid: 111, descriptor: 'VehicleYear', dataType: 'Int', min: 1950, max: 2030 },
  { leadFieldUid: 112, descriptor: 'VehicleMake', maxLength: 40 },
  { leadFieldUid: 113, descriptor: 'CreditRating', enums: ['Excellent', 'Good', 'Fair', 'Poor'] },
  { leadFieldUid: 114, descriptor: 'HouseholdIncome', dataType: 'Money', invalidChars: '[$,]' },
  { leadFieldUid: 115, descriptor: 'Homeowner', dataType: 'Bit' },
  // In .NET's notation: ignoring case.
  {
    leadFieldUid: 116,
    descriptor: 'ReferralCode',
    validation: '(?i)^[A-Z]{2}\\d{4}$',
    fmtError: 'ReferralCode is two letters and four digits',
  },
  { leadFieldUid: 117, descriptor: 'Comments', specialBit: 'Comments', maxLength: 500 },
];

/** Fields of the lead type "Home services". */
export const HOME_FIELDS: FieldInput[] = [
  ...contactFields(200),
  {
    leadFieldUid: 206,
    descriptor: 'Service',
    required: true,
    enums: ['Roofing', 'Windows', 'Solar', 'Plumbing'],
  },
  { leadFieldUid: 207, descriptor: 'Budget', dataType: 'Money', invalidChars: '[$,]' },
];
