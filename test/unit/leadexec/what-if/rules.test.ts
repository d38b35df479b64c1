import { describe, expect, test } from 'vitest';
import { centroidOfZip } from '../../../../src-main/geo/zip-centroids.ts';
import { compileCriterion } from '../../../../src-main/leadexec/what-if/criteria/compile.ts';
import { timedExpressions } from '../../../../src-main/leadexec/what-if/criteria/expression.ts';
import { MET, UNKNOWN, UNMET } from '../../../../src-main/leadexec/what-if/criteria/verdict.ts';
import { Usage } from '../../../../src-main/leadexec/what-if/maxima.ts';
import { readDate } from '../../../../src-main/leadexec/what-if/read-date.ts';
import { Schedule } from '../../../../src-main/leadexec/what-if/schedule.ts';
import { ZoneClock } from '../../../../src-main/leadexec/what-if/zone-clock.ts';
import type { LeadFieldUID } from '../../../../src-main/vendors/leadexec/ids.ts';

const PACIFIC = 'America/Los_Angeles';
const clock = new ZoneClock(PACIFIC);
const at = (text: string) => clock.at(Date.parse(text));
/** Noon in Pacific Time, 2026-11-28. */
const NOON = at('2026-11-28T20:00:00Z');
const ports = { placeOf: centroidOfZip, expressions: timedExpressions(300) };
const VERDICTS = { [MET]: 'met', [UNMET]: 'not met', [UNKNOWN]: "can't be told" };

/** What a criterion says of a value. */
function ask(
  dataType: string,
  [operator, value, type = 'FieldValue', expression = '']: readonly string[],
  given: string,
) {
  const leadFieldUid = 1 as LeadFieldUID;
  const criterion = { leadFieldUid, operator: operator ?? '', value: value ?? '', type, expression };
  const field = { leadFieldUid, name: 'Field', dataType, computed: false, required: false };
  return VERDICTS[compileCriterion(criterion, field, ports).test(given, NOON)];
}

describe('criteria', () => {
  test.each<[string, string[], string, string]>([
    // Empty values.
    ['Varchar', ['Equal', ''], '', 'not met'],
    ['Varchar', ['NotEqual', 'CA'], '', 'met'],
    ['Varchar', ['NotIn', 'CA|NV'], '', 'met'],
    ['Varchar', ['Doesnt_Contain', 'x'], '', 'met'],
    ['DateTime', ['DateCompare', '<5d'], '', 'not met'],
    ['Varchar', ['Contains', 'x', 'Expression', 'x'], '', 'not met'],
    // Numbers, dates and text by the type of the field.
    ['Money', ['Greater', '80'], '100', 'met'],
    ['Varchar', ['Greater', '80'], '100', 'not met'],
    ['Money', ['Equal', '80.0'], '80', 'met'],
    ['Varchar', ['Equal', 'ca'], 'CA', 'met'],
    ['DateTime', ['Equal', '5/17/1980'], '1980-05-17', 'met'],
    ['DateTime', ['Less', '1980-05-17'], '1980-05-16T23:59:00Z', 'met'],
    ['Bit', ['Equal', 'true'], '1', 'met'],
    ['Int', ['Equal', '7'], '007', 'met'],
    ['Varchar', ['Equal', ' ca'], 'CA ', 'met'],
    ['Varchar', ['NotEqual', 'CA '], ' ca', 'not met'],
    ['Varchar', ['Equal', 'California'], 'CA', 'not met'],
    ['Varchar', ['Equal', '89101'], '89101-1234', 'not met'],
    ['Varchar', ['Contains', 'SMITH'], 'Ann smith-Reed', 'met'],
    ['Varchar', ['Doesnt_Contain', 'Smith'], 'ann SMITH', 'not met'],
    // In: by | or comma; with | a comma is part of a value.
    ['Varchar', ['In', 'CA, NV'], 'nv', 'met'],
    ['Varchar', ['In', 'Smith, Ann|Reed, Bo'], 'reed, bo', 'met'],
    ['Varchar', ['In', 'Smith, Ann|Reed, Bo'], 'bo', 'not met'],
    ['Int', ['NotIn', '1|2'], '02', 'not met'],
    ['Int', ['In', '1||2|'], '2', 'met'],
    ['Varchar', ['In', 'CA\n| NV |'], 'nv ', 'met'],
    ['Varchar', ['NotIn', 'CA,,NV'], 'TX', 'met'],
    ['Int', ['Between', '25,40'], '40', 'met'],
    ['Int', ['Between', '25|40'], '41', 'not met'],
    ['Int', ['Between', '25'], '25', "can't be told"],
    // Ages of dates, by the calendar of Pacific Time.
    ['DateTime', ['DateCompare', '>=18y'], '2008-11-28', 'met'],
    ['DateTime', ['DateCompare', '>=18y'], '2008-11-29', 'not met'],
    ['DateTime', ['DateCompare', '18y'], '2008-11-28', 'met'],
    ['DateTime', ['DateCompare', '<= 2 m'], '2026-09-28', 'met'],
    ['DateTime', ['DateCompare', '<2m'], '2026-09-28', 'not met'],
    ['DateTime', ['DateCompare', '<1D'], '2026-11-28', 'met'],
    ['DateTime', ['DateCompare', '1d'], '2026-11-27T23:00:00', 'met'],
    ['DateTime', ['DateCompare', '>2020-01-01'], '1/2/2020', 'met'],
    ['DateTime', ['DateCompare', '<=1/1/2020'], '2020-01-01', 'met'],
    ['DateTime', ['DateCompare', 'LAST WEEK'], '2020-01-01', "can't be told"],
    ['DateTime', ['DateCompare', '<5d'], 'soon', "can't be told"],
    // Between centres of ZIP codes.
    ['Varchar', ['Distance_Compare', '90210,10'], '90401', 'met'],
    ['Varchar', ['Distance_Compare', '90210,10'], '89101-1234', 'not met'],
    ['Varchar', ['Distance_Compare', '90210, 0'], '90210-1234', 'met'],
    ['Varchar', ['Distance_Compare', '00000,10'], '89101', "can't be told"],
    ['Varchar', ['Distance_Compare', '90210,10'], '00000', "can't be told"],
    ['Varchar', ['Distance_Compare', '90210'], '90401', "can't be told"],
    // Expressions and functions.
    ['Varchar', ['Equal', '', 'Expression', '^[a-m]'], 'Ann', 'met'],
    ['Varchar', ['NotEqual', '', 'Expression', '(?i)^[A-M]'], 'ann', 'not met'],
    ['Varchar', ['Equal', '', 'Expression', '('], 'ann', "can't be told"],
    ['Varchar', ['Equal', '^A', 'Expression', ''], 'ann', 'met'],
    ['Varchar', ['Equal', '2', 'Function', 'LENGTH'], '😀é', 'met'],
    ['Varchar', ['Equal', '2', 'Function', 'length(Name)'], 'ab', 'met'],
    ['DateTime', ['GreaterOrEqual', '46', 'Function', 'AGE'], '1980-11-28', 'met'],
    ['DateTime', ['GreaterOrEqual', '46', 'Function', 'AGE(DOB)'], '1980-11-29', 'not met'],
    ['Varchar', ['Between', '3|5', 'Function', 'LENGTH'], 'Anne', 'met'],
    ['DateTime', ['Less', '9', 'Function', 'HOUR'], '2026-11-28T08:59:00Z', 'met'],
    ['DateTime', ['In', '0,6', 'Function', 'WEEKDAY'], '2026-11-28', 'met'],
    ['DateTime', ['Equal', '1', 'Function', 'SOUNDEX'], '2026-11-28', "can't be told"],
    // What the document doesn't have.
    ['Varchar', ['Sounds_Like', 'x'], 'x', "can't be told"],
    ['Varchar', ['Sounds_Like', 'x'], '', "can't be told"],
    ['Int', ['Greater', 'many'], '3', "can't be told"],
    ['Int', ['Greater', '2'], 'many', "can't be told"],
  ])('%s %j of "%s": %s', (dataType, criterion, given, verdict) => {
    expect(ask(dataType, criterion, given)).toBe(verdict);
  });

  test('an expression that backtracks for long ends, and tells nothing from then on', () => {
    const criterion = ['Equal', '', 'Expression', '^(a+)+$'];
    expect(ask('Varchar', criterion, `${'a'.repeat(50)}b`)).toBe("can't be told");
    expect(ask('Varchar', criterion, 'aaa')).toBe('met');
  });

  test('of a field that the vendor computes an empty value tells nothing', () => {
    const leadFieldUid = 1 as LeadFieldUID;
    const field = { leadFieldUid, name: 'Score', dataType: 'Int', computed: true, required: false };
    const criterion = { leadFieldUid, operator: 'NotEqual', value: '1', type: 'FieldValue', expression: '' };
    expect(compileCriterion(criterion, field, ports).test('', NOON)).toBe(UNKNOWN);
  });
});

describe('schedules', () => {
  const row = (weekDay: number, from: string, until: string, allow = true, staticDate: string | null = null) => ({
    ...{ weekDay, staticDate, allow, startTime: `2020-08-25T${from}Z`, endTime: `2020-08-25T${until}Z` },
  });

  test('no rows mean always; an end is excluded, and 00:00 as an end is midnight', () => {
    expect(new Schedule([]).isOpen(NOON)).toBe(true);
    const saturday = new Schedule([row(6, '12:00:00', '00:00:00')]);
    expect(saturday.isOpen(NOON)).toBe(true);
    expect(saturday.isOpen(at('2026-11-29T07:59:59Z'))).toBe(true);
    expect(saturday.isOpen(at('2026-11-29T08:00:00Z'))).toBe(false);
    expect(new Schedule([row(6, '08:00:00', '12:00:00')]).isOpen(NOON)).toBe(false);
  });

  test('rows of a date decide that date, and a row that forbids wins', () => {
    const days = [row(6, '00:00:00', '00:00:00'), row(0, '08:00:00', '11:00:00', true, '2026-11-28T00:00:00Z')];
    expect(new Schedule(days).isOpen(NOON)).toBe(false);
    expect(new Schedule(days).isOpen(at('2026-12-05T20:00:00Z'))).toBe(true);
    expect(new Schedule([row(6, '00:00:00', '00:00:00', true, '1900-01-01')]).isOpen(NOON)).toBe(true);
    expect(new Schedule([row(6, '00:00:00', '00:00:00'), row(6, '11:00:00', '13:00:00', false)]).isOpen(NOON)).toBe(
      false,
    );
  });

  test('the clocks of Pacific Time are changed in November and March', () => {
    const early = new Schedule([row(0, '01:00:00', '02:00:00')]);
    // The hour from 1 to 2 comes twice on 2026-11-01, and 2 to 3 not at all on 2027-03-14.
    expect(['08:30', '09:30', '10:30'].map((time) => early.isOpen(at(`2026-11-01T${time}:00Z`)))).toEqual([
      true,
      true,
      false,
    ]);
    const skipped = new Schedule([row(0, '02:00:00', '03:00:00')]);
    expect(['09:59', '10:00'].map((time) => skipped.isOpen(at(`2027-03-14T${time}:00Z`)))).toEqual([false, false]);
    expect(new Date(clock.instant(Date.parse('2027-03-14T03:00:00Z'))).toISOString()).toBe('2027-03-14T10:00:00.000Z');
  });
});

describe('maxima', () => {
  const limits = { hourMax: -1, dayMax: -1, weekMax: -1, monthMax: -1 };
  const reached = (usage: Usage, most: Partial<typeof limits>, text: string) =>
    usage.reached({ ...limits, ...most }, Date.parse(text), at(text));

  test('0 allows none and -1 everything; the hour is the last 60 minutes', () => {
    const usage = new Usage();
    expect(reached(usage, {}, '2026-11-28T20:00:00Z')).toBe(-1);
    expect(reached(usage, { dayMax: 0 }, '2026-11-28T20:00:00Z')).toBe(1);
    usage.count(Date.parse('2026-11-28T20:30:00Z'), at('2026-11-28T20:30:00Z'));
    expect(reached(usage, { hourMax: 1 }, '2026-11-28T21:29:59Z')).toBe(0);
    expect(reached(usage, { hourMax: 1 }, '2026-11-28T21:30:00Z')).toBe(-1);
  });

  test('day, week from Sunday and month are of Pacific Time', () => {
    const usage = new Usage();
    usage.count(Date.parse('2026-11-29T07:59:00Z'), at('2026-11-29T07:59:00Z'));
    // Saturday the 28th until 8:00 UTC, then a new day and week.
    expect(reached(usage, { dayMax: 1 }, '2026-11-29T07:59:59Z')).toBe(1);
    expect(reached(usage, { dayMax: 1, weekMax: 1 }, '2026-11-29T08:00:00Z')).toBe(-1);
    expect(reached(usage, { monthMax: 1 }, '2026-12-01T07:59:59Z')).toBe(3);
    expect(reached(usage, { monthMax: 1 }, '2026-12-01T08:00:00Z')).toBe(-1);
  });
});

test.each([
  ['2020-02-30', undefined],
  ['13/1/2020', undefined],
  ['00-00-00T00:00:00Z', undefined],
  ['20200229', Date.UTC(2020, 1, 29)],
  ['2/29/2020 12:05 AM', Date.UTC(2020, 1, 29, 0, 5)],
  ['2020-08-21T16:38:22.976Z', Date.UTC(2020, 7, 21, 16, 38, 22)],
])('the date %s shows %s', (text, wall) => expect(readDate(text)?.wall).toBe(wall));
