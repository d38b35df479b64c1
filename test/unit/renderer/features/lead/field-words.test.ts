import { expect, test } from 'vitest';
import { NO_FIELDS } from '../../../../../src-main/vendors/lead-record.ts';
import { leadFields } from '../../../../../src-preload/contract/index.ts';
import { sectionsOf } from '../../../../../src-renderer/features/lead/field-words.ts';

/** Fields that the head of a lead, its list of phones, its unlocking and its lists of employments and applications show. */
const SHOWN_ELSEWHERE = ['firstName', 'lastName', 'phone', 'unlockedBy', 'employmentHistory', 'jobApplications'];

test('every field of a lead is shown', () => {
  const texts = Object.entries(NO_FIELDS).map(([name, value]) => [
    name,
    Array.isArray(value) ? ['x'] : (value ?? 'x') || 'x',
  ]);
  const lists = { employmentHistory: [], jobApplications: [] };
  const fields = leadFields.parse({
    ...Object.fromEntries(texts),
    ...lists,
    experience: 3,
    licenseInvestigated: true,
    hasJobApps: true,
  });
  const shown = sectionsOf({ fields, emails: [] }).flatMap(({ facts }) => facts.flatMap((fact) => fact.fields));
  expect(shown.length).toBeGreaterThan(15);
  const missing = Object.keys(fields).filter((name) => !shown.some((one) => one === name));
  expect(missing.sort()).toEqual(SHOWN_ELSEWHERE.sort());
});
