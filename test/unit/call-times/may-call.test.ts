import { describe, expect, test } from 'vitest';
import { federalHolidays } from '../../../src-main/call-times/holidays.ts';
import { type CallQuestion, mayCall } from '../../../src-main/call-times/may-call.ts';
import { seedRules } from '../../../src-main/call-times/seed-rules.ts';
import { instantAt, wallTime } from '../../../src-main/geo/local-time.ts';
import type { CallRule } from '../../../src-preload/contract/index.ts';

const at = (text: string): number => Date.parse(text);
const SEEDS: CallRule[] = seedRules(at('2026-01-01T00:00:00Z')).map((rule, id) => ({ ...rule, id: id + 1 }));
const FEDERAL = SEEDS.filter(({ place }) => place === 'US');

const ask = (more: Partial<CallQuestion>) =>
  mayCall({ phone: '', zip: '', state: '', now: 0, rules: SEEDS, calls: [], doNotCall: false, ...more });
const rule = (more: Partial<CallRule>): CallRule => ({
  id: 99,
  place: 'US',
  days: [0, 1, 2, 3, 4, 5, 6],
  opens: 480,
  closes: 1260,
  attemptsPerDay: null,
  holidays: [],
  from: '2000-01-01',
  until: '',
  source: 'a test',
  ...more,
});

describe('may I call now', () => {
  // A Wednesday.
  const NY = { phone: '12125550123', zip: '10001', state: 'NY' };

  test.each([
    ['07:59:59', false],
    ['08:00:00', true],
    ['20:59:59', true],
    ['21:00:00', false],
  ])('federal hours in New York, %s', (time, may) => {
    expect(ask({ ...NY, now: at(`2026-03-04T${time}-05:00`) }).may).toBe(may);
  });

  test('tells when it closes, and when and why it opens', () => {
    const open = ask({ ...NY, now: at('2026-03-04T12:00:00-05:00') });
    expect(open).toMatchObject({ may: true, why: 'Open until 21:00 Eastern time (NY).', opensAt: null });
    expect(open.closesAt).toBe(at('2026-03-04T21:00:00-05:00'));
    expect(open.localTime).toEqual(['12:00', '12:00', '12:00']);
    const shut = ask({ ...NY, now: at('2026-03-04T05:47:00-05:00') });
    expect(shut.opensAt).toBe(at('2026-03-04T08:00:00-05:00'));
    expect(shut.why).toBe(
      'Opens at 8:00 Eastern time, because it is 5:47 there and calls in NY are allowed from 8:00 to 21:00 (47 CFR § 64.1200(c)(1) (TCPA)).',
    );
    expect(shut.rules.map(({ place }) => place)).toEqual(['US']);
    expect(ask({ ...NY, now: at('2026-03-04T22:00:00-05:00') }).why).toContain('Opens at 8:00 Eastern time tomorrow');
  });

  test('the strictest of ZIP, state and area code: a New York number of someone in California', () => {
    const lead = { phone: '12125550123', zip: '90210', state: 'CA' };
    expect(ask({ ...lead, now: at('2026-03-04T09:00:00-05:00') }).opensAt).toBe(at('2026-03-04T08:00:00-08:00'));
    expect(ask({ ...lead, now: at('2026-03-04T11:00:00-05:00') })).toMatchObject({
      may: true,
      closesAt: at('2026-03-04T21:00:00-05:00'),
    });
  });

  test('of a state with two zones both count, each under that state’s rules', () => {
    const lead = { phone: '18005550123', zip: '', state: 'FL' };
    expect(ask({ ...lead, now: at('2026-03-04T08:30:00-05:00') }).opensAt).toBe(at('2026-03-04T08:00:00-06:00'));
    expect(ask({ ...lead, now: at('2026-03-04T10:00:00-05:00') }).closesAt).toBe(at('2026-03-04T20:00:00-05:00'));
  });

  test('a stricter state’s rules hold in that state’s zones, not where the area code points', () => {
    const lead = { phone: '13105550123', zip: '33101', state: '' };
    expect(ask({ ...lead, now: at('2026-03-04T19:59:00-05:00') }).closesAt).toBe(at('2026-03-04T20:00:00-05:00'));
    expect(ask({ ...lead, now: at('2026-03-04T10:00:00-05:00') }).opensAt).toBe(at('2026-03-04T08:00:00-08:00'));
  });

  test('Sundays: not at all in Alabama, from noon in Texas, from half past one in Pennsylvania', () => {
    const sunday = at('2026-03-08T10:00:00-05:00');
    const alabama = ask({ phone: '12055550123', now: sunday });
    expect(alabama.opensAt).toBe(at('2026-03-09T08:00:00-05:00'));
    expect(alabama.why).toContain('tomorrow, because nobody may be called in AL on a Sunday');
    expect(ask({ phone: '12145550123', now: sunday }).opensAt).toBe(at('2026-03-08T12:00:00-05:00'));
    expect(ask({ phone: '12155550123', now: sunday }).opensAt).toBe(at('2026-03-08T13:30:00-04:00'));
  });

  test('a holiday, a Saturday’s hours and a Sunday one behind the other in Rhode Island', () => {
    // 3 July 2026 is the Friday on which Independence Day is kept, the 4th a Saturday, the 5th a Sunday.
    const now = at('2026-07-02T19:00:00-04:00');
    const verdict = ask({ phone: '14015550123', now });
    expect(verdict.opensAt).toBe(at('2026-07-06T09:00:00-04:00'));
    expect(verdict.why).toContain('on Monday');
    const eve = ask({ phone: '14015550123', now: at('2026-07-03T11:00:00-04:00') });
    expect(eve.why).toContain('today is a holiday in RI');
  });

  test('attempts: the fourth waits until the first of three is a day old', () => {
    const now = at('2026-03-04T15:00:00-05:00');
    const phone = '13055550123';
    const calls = [
      { phone, at: at('2026-03-03T16:00:00-05:00') },
      { phone: '17275550123', at: at('2026-03-04T09:00:00-05:00') },
      { phone, at: at('2026-03-04T10:00:00-05:00') },
    ];
    const verdict = ask({ phone, now, calls });
    expect(verdict).toMatchObject({ may: false, attemptsToday: 1, opensAt: at('2026-03-04T16:00:00-05:00') });
    expect(verdict.why).toContain('3 of 3 attempts in 24 hours are used (Fla. Stat.');
    expect(ask({ phone, now: at('2026-03-04T16:00:00-05:00'), calls }).may).toBe(true);
    expect(ask({ phone, now, calls: calls.slice(1) }).may).toBe(true);
    // Where no rule limits them, they are only counted.
    expect(ask({ ...NY, now, calls }).may).toBe(true);
  });

  test('attempts that run out after closing open the next morning', () => {
    const phone = '13055550123';
    const calls = [10, 11, 12].map((hour) => ({
      phone,
      at: at(`2026-03-04T${hour}:00:00-05:00`) + 9 * 3_600_000 + 1_800_000,
    }));
    expect(ask({ phone, now: at('2026-03-04T22:00:00-05:00'), calls }).opensAt).toBe(at('2026-03-05T19:30:00-05:00'));
  });

  test('the do-not-call list closes for good', () => {
    expect(ask({ ...NY, now: at('2026-03-04T12:00:00-05:00'), doNotCall: true })).toMatchObject({
      may: false,
      why: 'On the do-not-call list.',
      opensAt: null,
    });
  });

  test('nothing is guessed where no zone is known', () => {
    const abroad = ask({ phone: '442079460000', now: at('2026-03-04T18:00:00-05:00') });
    expect(abroad).toMatchObject({ may: false, opensAt: null, zones: [] });
    // Toll-free: open only while it is in Guam, in Samoa and in New York alike.
    const free = (now: string) => ask({ phone: '18005550123', now: at(now) });
    expect(free('2026-03-04T16:59:00-05:00')).toMatchObject({ may: false, opensAt: at('2026-03-04T17:00:00-05:00') });
    expect(free('2026-03-04T17:00:00-05:00')).toMatchObject({ may: true });
    expect(free('2026-03-04T17:00:00-05:00').why).toMatch(/^The time zone is unknown.*Open until/);
  });

  test('rules begin and end on their dates, and a dated rule ahead is heeded', () => {
    const until = rule({ closes: 1200, until: '2026-03-04' });
    const from = rule({ opens: 600, from: '2026-03-05' });
    const rules = [...FEDERAL, until, from];
    expect(ask({ ...NY, rules, now: at('2026-03-04T20:30:00-05:00') }).opensAt).toBe(at('2026-03-05T10:00:00-05:00'));
    expect(ask({ ...NY, rules, now: at('2026-03-05T20:30:00-05:00') }).may).toBe(true);
  });

  test('a window to midnight goes on into one that begins there; one that never opens says so', () => {
    const late = [rule({ opens: 1200, closes: 1440, days: [3] }), rule({ opens: 0, closes: 60, days: [4] })];
    expect(ask({ ...NY, rules: late, now: at('2026-03-04T23:00:00-05:00') }).closesAt).toBe(
      at('2026-03-05T01:00:00-05:00'),
    );
    const never = [rule({ opens: null, closes: null })];
    expect(ask({ ...NY, rules: never, now: at('2026-03-04T12:00:00-05:00') })).toMatchObject({
      may: false,
      opensAt: null,
    });
    expect(ask({ ...NY, rules: [], now: at('2026-03-04T03:00:00-05:00') })).toMatchObject({
      may: true,
      closesAt: null,
    });
    const apart = [rule({ closes: 540 }), rule({ place: 'CA', opens: 1200 })];
    expect(ask({ ...NY, state: 'CA', rules: apart, now: at('2026-03-04T12:00:00-05:00') }).opensAt).toBeNull();
  });

  test('clocks that are changed: the strict reading of a time that comes twice or not at all', () => {
    const night = rule({ opens: 90, closes: 150 });
    // 1 November 2026: 1:00 to 2:00 comes twice in New York; it opens the second time.
    const first = at('2026-11-01T01:40:00-04:00');
    expect(ask({ ...NY, rules: [night], now: first }).opensAt).toBe(at('2026-11-01T01:30:00-05:00'));
    // 8 March 2026: 2:00 to 3:00 does not come; it closes as the clocks jump at the latest.
    const spring = ask({ ...NY, rules: [night], now: at('2026-03-08T01:31:00-05:00') });
    expect(spring.may).toBe(false);
    // The morning after opens at 8:00 of the new time: seven hours after 0:00.
    expect(ask({ ...NY, now: at('2026-03-08T00:00:00-05:00') }).opensAt).toBe(at('2026-03-08T07:00:00-05:00'));
    // Arizona does not take part.
    expect(ask({ phone: '16025550123', now: at('2026-07-01T07:59:00-07:00') }).may).toBe(false);
    expect(ask({ phone: '16025550123', now: at('2026-07-01T08:00:00-07:00') }).may).toBe(true);
  });

  test('against every minute of three weeks around a change of clocks, tried one by one', () => {
    const lead = { phone: '18505550123', zip: '', state: 'TX' };
    const start = at('2026-10-25T00:00:00Z');
    const open: boolean[] = [];
    // Florida's two zones 8 to 20, Texas's two 9 to 21 and from noon on Sundays: written down by hand, minute by minute.
    const inside = (zone: string, now: number, texas: boolean) => {
      const { minutes, weekday } = wallTime(zone, now);
      if (!texas) return minutes >= 480 && minutes < 1200;
      return minutes >= (weekday === 0 ? 720 : 540) && minutes < 1260;
    };
    const STEP = 5;
    const count = (16 * 24 * 60) / STEP;
    for (let i = 0; i < count; i++) {
      const now = start + i * STEP * 60_000;
      open.push(
        inside('America/New_York', now, false) &&
          inside('America/Chicago', now, false) &&
          inside('America/Chicago', now, true) &&
          inside('America/Denver', now, true),
      );
    }
    for (let i = 0; i < count - 400; i += 7) {
      const now = start + i * STEP * 60_000;
      const verdict = ask({ ...lead, now });
      expect(verdict.may).toBe(open[i]);
      const change = open.indexOf(!open[i], i);
      expect(verdict.may ? verdict.closesAt : verdict.opensAt).toBe(start + change * STEP * 60_000);
    }
  });
});

describe('holidays and clocks', () => {
  test('federal holidays of 2026 and the Sunday ones of 2027', () => {
    expect(federalHolidays(2026)).toEqual([
      '2026-01-01',
      '2026-01-19',
      '2026-02-16',
      '2026-05-25',
      '2026-06-19',
      '2026-07-03',
      '2026-07-04',
      '2026-09-07',
      '2026-10-12',
      '2026-11-11',
      '2026-11-26',
      '2026-12-25',
    ]);
    expect(federalHolidays(2027)).toContain('2027-07-05');
  });

  test('an instant found by what the wall shows there shows it', () => {
    for (const zone of [
      'America/New_York',
      'Pacific/Honolulu',
      'America/St_Johns',
      'Pacific/Pago_Pago',
      'Pacific/Guam',
    ]) {
      for (let hours = 0; hours < 400 * 24; hours += 11) {
        const now = at('2026-01-01T00:00:00Z') + hours * 3_600_000;
        const { date, minutes } = wallTime(zone, now);
        const both = (['earlier', 'later'] as const).map((which) => instantAt(zone, date, minutes, which));
        expect(both).toContain(now);
      }
    }
  });
});
