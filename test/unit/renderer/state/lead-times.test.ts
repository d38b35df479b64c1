import { beforeEach, describe, expect, it } from 'vitest';
import {
  clockIn,
  fieldsOf,
  momentOf,
  quickTimes,
  readFields,
  timeIn,
  wallTime,
} from '../../../../src-renderer/state/lead-times.ts';
import { setClock } from '../../../../src-renderer/ui/clock.ts';

const NEW_YORK = 'America/New_York';
const at = (iso: string) => Date.parse(iso);

describe('times in the lead’s own zone', () => {
  beforeEach(() => setClock('24'));

  it('tells what a clock there shows', () => {
    expect(wallTime(NEW_YORK, at('2026-11-21T03:05:00Z'))).toEqual({
      year: 2026,
      month: 11,
      day: 20,
      minutes: 22 * 60 + 5,
      weekday: 5,
    });
    expect(clockIn('America/Phoenix', at('2026-07-01T00:00:00Z'))).toBe('17:00');
  });

  it('finds the moment of a day and time, on either side of a change of clocks', () => {
    const nine = (month: number, day: number) => momentOf(NEW_YORK, { year: 2026, month, day }, 9 * 60);
    expect(nine(10, 31)).toBe(at('2026-10-31T13:00:00Z'));
    expect(nine(11, 1)).toBe(at('2026-11-01T14:00:00Z'));
    expect(nine(3, 7)).toBe(at('2026-03-07T14:00:00Z'));
    expect(nine(3, 8)).toBe(at('2026-03-08T13:00:00Z'));
  });

  it('takes the first of an hour that comes twice, and goes on from one that is left out', () => {
    expect(momentOf(NEW_YORK, { year: 2026, month: 11, day: 1 }, 90)).toBe(at('2026-11-01T05:30:00Z'));
    expect(clockIn(NEW_YORK, momentOf(NEW_YORK, { year: 2026, month: 3, day: 8 }, 150))).toBe('3:30');
  });

  it('says a moment as a person there would', () => {
    const now = at('2026-11-21T03:00:00Z');
    expect(timeIn(NEW_YORK, at('2026-11-21T04:30:00Z'), now)).toBe('today 23:30');
    expect(timeIn(NEW_YORK, at('2026-11-21T14:00:00Z'), now)).toBe('tomorrow 9:00');
    expect(timeIn(NEW_YORK, at('2026-11-23T14:00:00Z'), now)).toBe('Monday 9:00');
    expect(timeIn(NEW_YORK, at('2026-11-27T14:00:00Z'), now)).toBe('Nov 27, 9:00');
    expect(timeIn(NEW_YORK, at('2026-11-19T14:00:00Z'), now)).toBe('yesterday 9:00');
    expect(timeIn(NEW_YORK, at('2027-01-04T14:00:00Z'), now)).toBe('Jan 4, 2027, 9:00');
  });

  it('offers times that lie ahead, soonest first, in the clocks there', () => {
    for (const iso of [
      '2026-11-20T15:00:00Z',
      '2026-11-22T23:00:00Z',
      '2026-03-07T20:00:00Z',
      '2026-10-31T04:00:00Z',
    ]) {
      const now = at(iso);
      const quick = quickTimes(NEW_YORK, now);
      const moments = quick.map((q) => q.at);
      expect(moments.every((m) => m > now)).toBe(true);
      expect(moments.slice(2)).toEqual(moments.slice(2).sort((a, b) => a - b));
      for (const { label, at: moment } of quick) {
        const told = /(\d+:\d\d)$/.exec(label)?.[1];
        if (told !== undefined) expect(clockIn(NEW_YORK, moment), `${iso} ${label}`).toBe(told);
        if (label.startsWith('Next Monday')) expect(wallTime(NEW_YORK, moment).weekday).toBe(1);
      }
    }
  });

  it('reads the fields of a form back', () => {
    const moment = at('2026-11-23T14:15:00Z');
    const { day, time } = fieldsOf(NEW_YORK, moment);
    expect([day, time]).toEqual(['2026-11-23', '09:15']);
    expect(readFields(NEW_YORK, day, time)).toBe(moment);
    expect(readFields(NEW_YORK, '', time)).toBeNull();
    expect(readFields(NEW_YORK, day, '')).toBeNull();
  });
});
