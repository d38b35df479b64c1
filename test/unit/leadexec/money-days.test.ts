import { expect, test } from 'vitest';
import { Days } from '../../../src-main/leadexec/money/days.ts';
import { ZoneClock } from '../../../src-main/leadexec/what-if/zone-clock.ts';

const HOUR_MS = 3_600_000;

test.each(['America/Los_Angeles', 'Europe/Berlin', 'Australia/Lord_Howe', 'UTC'])(
  'days of instants are those of the zone, also where clocks are changed: %s',
  (zone) => {
    const clock = new ZoneClock(zone);
    const first = clock.at(Date.UTC(2026, 0, 1)).day;
    const days = new Days(clock, first, first + 400);
    expect(clock.at(days.begin).day).toBe(first);
    expect(clock.at(days.begin - 1).day).toBe(first - 1);
    for (let at = days.begin; at < days.end; at += HOUR_MS / 4) {
      for (const instant of [at, at + 1, at - 1]) {
        if (instant < days.begin) continue;
        if (days.of(instant) !== clock.at(instant).day)
          expect([instant, days.of(instant)]).toEqual([instant, clock.at(instant).day]);
      }
    }
  },
);
