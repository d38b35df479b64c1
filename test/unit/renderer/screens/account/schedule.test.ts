import { describe, expect, it } from 'vitest';
import {
  type DeliveryDay,
  datesOf,
  keptRows,
  openOn,
  withOpen,
  without,
  withoutDate,
} from '../../../../../src-renderer/screens/account/week/schedule.ts';
import { readSchedule, scheduleText } from '../../../../../src-renderer/screens/account/week/schedule-text.ts';

const row = (
  WeekDay: DeliveryDay['WeekDay'],
  from: string,
  to: string,
  more: Partial<DeliveryDay> = {},
): DeliveryDay => ({
  ...{ DeliveryDayUID: 500, DeliveryUID: 3, WeekDay, StaticDate: null, Allow: true },
  ...{ StartTime: `2020-08-25T${from}:00.000Z`, EndTime: `2020-08-25T${to}:00.000Z` },
  ...more,
});
const WORKDAYS = [1, 2, 3, 4, 5].map((day) => row(day, '09:00', '17:00', { DeliveryDayUID: 500 + day }));
const NEW_YEAR = row(0, '00:00', '00:00', { StaticDate: '2027-01-01T00:00:00.000Z', Allow: false });
const read = (text: string, rows: readonly DeliveryDay[] = []) => {
  const made = readSchedule(text, rows, 3);
  return typeof made === 'string' ? made : scheduleText(made);
};

describe('the days of a method', () => {
  it('no rows are always; else what no row allows is closed, and a refusal wins', () => {
    expect(openOn([], 3)).toEqual([{ from: 0, to: 1440 }]);
    expect(openOn(WORKDAYS, 0)).toEqual([]);
    const lunch = row('Monday', '12:00', '13:00', { Allow: false });
    expect(openOn([...WORKDAYS, lunch], 1)).toEqual([
      { from: 540, to: 720 },
      { from: 780, to: 1020 },
    ]);
    expect(openOn([row(1, '20:00', '00:00')], 1), 'midnight as an end').toEqual([{ from: 1200, to: 1440 }]);
    expect(without([{ from: 0, to: 1440 }], { from: 0, to: 1440 })).toEqual([]);
  });

  it('a date that is none is a row of its week day', () => {
    const none = ['0001-01-01T00:00:00', '1900-01-01T00:00:00Z', null];
    expect(datesOf(none.map((StaticDate) => row(1, '09:00', '17:00', { StaticDate })))).toEqual([]);
    expect(datesOf([NEW_YEAR])).toEqual(['2027-01-01']);
  });

  it('an edit of one day leaves the rows of the others as they came', () => {
    const rows = [...WORKDAYS, NEW_YEAR];
    const made = withOpen(rows, 2, [{ from: 600, to: 1020 }], 3);
    expect(made.filter((one) => one !== made[1])).toEqual(rows.filter((one) => one !== rows[1]));
    expect(made[1]).toEqual({ ...WORKDAYS[1], StartTime: '2020-08-25T10:00:00.000Z' });
    expect(withOpen(rows, 2, [{ from: 540, to: 1020 }], 3)).toEqual(rows);
  });

  it('a new span is a new row, one less is one row less, an open time from always closes no other day', () => {
    const two = withOpen(
      WORKDAYS,
      1,
      [
        { from: 540, to: 720 },
        { from: 780, to: 1020 },
      ],
      3,
    );
    expect(two.filter(({ WeekDay }) => WeekDay === 1).map((one) => one.DeliveryDayUID)).toEqual([501, 0]);
    expect(withOpen(WORKDAYS, 1, [], 3)).toEqual(WORKDAYS.slice(1));
    expect(scheduleText(withOpen([], 0, [], 3))).toBe('Mon–Sat all day');
  });

  it('closing the last open time is never, not always', () => {
    const never = withOpen([row(1, '09:00', '17:00')], 1, [], 3);
    expect(scheduleText(never)).toBe('Never');
    expect(scheduleText(withoutDate([NEW_YEAR], '2027-01-01', 3))).toBe('Never');
    expect(scheduleText(withOpen(never, 0, [{ from: 540, to: 600 }], 3))).toBe('Sun 9–10 AM');
  });

  it('rows that can’t be read stay', () => {
    const odd = [row('Someday', '09:00', '17:00'), row(1, '', '17:00', { StartTime: 'soon' })];
    expect(keptRows(odd)).toEqual(odd);
    const made = readSchedule('Mon 9 AM–5 PM', [...odd, ...WORKDAYS], 3);
    expect(made).toEqual([...odd, WORKDAYS[0]]);
  });
});

describe('a schedule as text', () => {
  it('says days that are alike together', () => {
    expect(scheduleText([])).toBe('Always');
    expect(scheduleText([...WORKDAYS, row(6, '10:30', '14:00'), NEW_YEAR])).toBe(
      'Mon–Fri 9 AM–5 PM; Sat 10:30 AM–2 PM; Jan 1, 2027 closed',
    );
    expect(scheduleText([NEW_YEAR])).toBe('Never; Jan 1, 2027 closed');
  });

  it.each([
    ['Mon–Fri 9 AM–5 PM PT', 'Mon–Fri 9 AM–5 PM'],
    ['weekdays 9-5pm, sat 10:30am to 2pm', 'Mon–Fri 9 AM–5 PM; Sat 10:30 AM–2 PM'],
    ['mon, wed & fri 1-5 pm', 'Mon, Wed, Fri 1–5 PM'],
    ['Daily 09:00-12:00 and 13:00-17:30', 'Every day 9 AM–12 PM and 1–5:30 PM'],
    ['Fri-Mon all day', 'Mon, Fri–Sun all day'],
    ['sunday noon to midnight', 'Sun 12 PM–12 AM'],
    [
      'Mon 9 AM–5 PM; 2027-01-01 closed; Dec 24, 2026 9 AM–noon',
      'Mon 9 AM–5 PM; Dec 24, 2026 9 AM–12 PM; Jan 1, 2027 closed',
    ],
    ['always', 'Always'],
    ['never', 'Never'],
    ['Never; Jan 1, 2027 9 AM–5 PM', 'Never; Jan 1, 2027 9 AM–5 PM'],
  ])('reads %s', (typed, said) => {
    expect(read(typed)).toBe(said);
    expect(read(said), 'and what it says of it').toBe(said);
  });

  it.each([
    ['9 AM–5 PM', /Name the days/],
    ['Mon', /Add the times/],
    ['Mon 5 PM–9 AM', /can’t be read/],
    ['Mon 25:00-26:00', /can’t be read/],
    ['Feb 30, 2027 closed', /There is no 2027-02-30/],
    ['whenever', /can’t be read/],
    ['', /Write days and times/],
  ])('says why it can’t read “%s”', (typed, why) => {
    expect(read(typed)).toMatch(why);
  });

  it('says again what it read, for every schedule', () => {
    const texts = ['Mon–Fri 9 AM–5 PM', 'Every day 12–6 AM and 8 PM–12 AM', 'Sat, Sun all day'];
    for (const text of texts) expect(read(text, [...WORKDAYS, NEW_YEAR])).toBe(text);
  });
});
