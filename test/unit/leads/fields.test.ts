import { expect, it } from 'vitest';
import { FIELD_NAMES, packFields, unpackFields } from '../../../src-main/leads/fields.ts';
import { NO_FIELDS } from '../../../src-main/vendors/lead-record.ts';

/** The fields in the order in which stored records hold their values. New ones are added at the end. */
const STORED = [
  ...[
    'firstName',
    'lastName',
    'email',
    'phone',
    'address',
    'address2',
    'city',
    'state',
    'zip',
    'license',
    'experience',
  ],
  ...['employmentType', 'specialties', 'contactTime', 'preferredDestinations', 'preferredCities', 'licensedStates'],
  ...['licenseState', 'licenseDateIssued', 'licenseDateExpires', 'licenseInvestigated', 'licenseInvestigationDetails'],
  ...['sent', 'hasJobApps', 'unlockedBy', 'employmentHistory', 'jobApplications'],
];

it('keeps the order of the fields, on which every stored record depends', () => {
  expect(FIELD_NAMES.slice(0, STORED.length)).toEqual(STORED);
  const fields = { ...NO_FIELDS, lastName: 'Doe', experience: 14, specialties: ['ER'] };
  const stored = '[0,"Doe",0,0,0,0,0,0,0,0,"14",0,["ER"]]';
  expect(packFields(fields)).toBe(stored);
  expect(unpackFields(stored)).toEqual(fields);
});
