import { describe, expect, test } from 'vitest';
import { choiceWords } from '../../../../../src-renderer/screens/account/choice-words.ts';
import { valuesOfLead, valuesOfPost } from '../../../../../src-renderer/screens/account/record/own-lead.ts';
import { dateWords, sentDate, typedDate } from '../../../../../src-renderer/screens/account/record/record-date.ts';

describe('a date of a record', () => {
  const added = { path: 'DateAdded' };
  const start = { path: 'StartDate' };
  test('keeps its digits where they are Pacific Time, in whatever zone this computer is', () => {
    expect(dateWords(added, '2024-09-03T23:30:00.000Z')).toMatch(/2024.*30.*, Pacific Time$/);
  });
  test('is the same instant again where it is UTC', () => {
    expect(sentDate(typedDate('2026-01-01T08:00:00Z'))).toBe('2026-01-01T08:00:00Z');
  });
  test.each(['00-00-00T00:00:00Z', '0001-01-01T00:00:00', 'soon', ''])('that is none is no date: %s', (raw) => {
    expect(typedDate(raw)).toBe('');
    expect(dateWords(start, raw)).toBe(raw);
  });
});

test('values of enumerations are words; guesses stay guesses, unknown ones as they came', () => {
  expect(choiceWords('On_Qty_Fill')).toBe('When it is filled');
  expect(choiceWords('OnHold? (3)')).toBe('On hold? (3)');
  expect(choiceWords('Weighted')).toBe('Weighted');
});

const field = (name: string, id: number) => ({
  ...{ id, name, dataType: 'Varchar', values: [] },
  required: false,
  format: '',
});

test('a lead of the inbox fills the fields of a lead type by their names, else by what its sources called so', () => {
  const fields = { firstName: 'Ann', lastName: '', phone: '7025550123', zip: '89101', state: 'NV' };
  const record = (changedAt: number, raw: string) => ({ changedAt, raw });
  const lead = {
    fields,
    records: [
      record(2, '{"Coverage":"Full","Own Home":true,"last_name":"Davis"}'),
      record(1, '{"Coverage":"Old"}'),
      record(3, '<x/>'),
    ],
  } as unknown as Parameters<typeof valuesOfLead>[0];
  const names = ['FirstName', 'LastName', 'PrimaryPhone', 'Zip Code', 'Coverage', 'OwnHome', 'Income'];
  expect(valuesOfLead(lead, names.map(field))).toEqual({
    ...{ FirstName: 'Ann', LastName: 'Davis', PrimaryPhone: '7025550123', 'Zip Code': '89101' },
    ...{ Coverage: 'Full', OwnHome: 'true', Income: '' },
  });
});

test('a posted lead fills the fields of the names that it was posted with, in whatever case', () => {
  const posted = { firstname: 'Ann', Zip: '89101', Other: 'x' };
  expect(valuesOfPost(posted, ['FirstName', 'Zip', 'State'].map(field))).toEqual({
    ...{ FirstName: 'Ann', Zip: '89101', State: '' },
  });
});
