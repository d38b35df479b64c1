import { expect, test } from 'vitest';
import { type CallTime, callDate, callInstant } from '../../../../src-main/vendors/leadreceiver/call-date.ts';

const at = (date: string, hour: number, minute: number, zone: string): CallTime => ({
  date,
  minutes: hour * 60 + minute,
  zone,
});

test.each<[string, CallTime, string]>([
  ['the sample', at('2020-11-13', 12, 15, 'America/Los_Angeles'), '11/13/2020 12:15 PM'],
  ['from Eastern Time', at('2026-07-04', 9, 5, 'America/New_York'), '07/04/2026 06:05 AM'],
  ['the day before', at('2026-01-01', 2, 59, 'America/New_York'), '12/31/2025 11:59 PM'],
  ['midnight', at('2026-03-10', 3, 0, 'America/New_York'), '03/10/2026 12:00 AM'],
  ['noon', at('2026-06-01', 12, 0, 'America/Los_Angeles'), '06/01/2026 12:00 PM'],
  ['Arizona does not change its clocks', at('2026-07-01', 8, 0, 'America/Phoenix'), '07/01/2026 08:00 AM'],
  ['between the changes of two zones', at('2026-03-08', 3, 30, 'America/New_York'), '03/07/2026 11:30 PM'],
  ['a time that never was is the hour after', at('2026-03-08', 2, 30, 'America/Los_Angeles'), '03/08/2026 03:30 AM'],
  ['of a time that comes twice the first is meant', at('2026-11-01', 1, 30, 'America/New_York'), '10/31/2026 10:30 PM'],
  [
    'before the hour that comes twice in Pacific Time',
    at('2026-11-01', 3, 30, 'America/New_York'),
    '11/01/2026 01:30 AM',
  ],
  ['and an hour later, written alike', at('2026-11-01', 4, 30, 'America/New_York'), '11/01/2026 01:30 AM'],
])('%s', (_, time, written) => expect(callDate(callInstant(time))).toBe(written));

test('the first of two is an hour before the second', () => {
  expect(new Date(callInstant(at('2026-11-01', 1, 30, 'America/Los_Angeles'))).toISOString()).toBe(
    '2026-11-01T08:30:00.000Z',
  );
});
