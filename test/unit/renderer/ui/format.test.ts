import { describe, expect, it } from 'vitest';
import { inClock, setClock, systemTellsTwelve } from '../../../../src-renderer/ui/clock.ts';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatPace,
  formatPhone,
  formatRate,
  formatShare,
  formatWhen,
} from '../../../../src-renderer/ui/format.ts';

describe('what stands on screen', () => {
  it('names counts with their noun', () => {
    expect(formatCount(1, 'row')).toBe('1 row');
    expect(formatCount(9412, 'row')).toBe('9,412 rows');
    expect(formatCount(0, 'row was', 'rows were')).toBe('0 rows were');
  });

  it('never rounds a part to all or nothing', () => {
    expect(formatShare(999_999, 1_000_000)).toBe('99%');
    expect(formatShare(1, 1_000_000)).toBe('1%');
    expect(formatShare(0, 1_000_000)).toBe('0%');
    expect(formatShare(5, 5)).toBe('100%');
    expect(formatShare(0, 0)).toBe('0%');
  });

  it('says durations in their two largest units', () => {
    expect(formatDuration(4.4)).toBe('4 s');
    expect(formatDuration(120)).toBe('2 min');
    expect(formatDuration(260)).toBe('4 min 20 s');
    expect(formatDuration(3 * 3600 + 59 * 60 + 59)).toBe('3 h 59 min');
    expect(formatDuration(50 * 3600)).toBe('2 days 2 h');
  });

  it('keeps a decimal of slow rates alone', () => {
    expect(formatRate(0.5)).toBe('0.5/s');
    expect(formatRate(1722.4)).toBe('1,722/s');
    expect(formatRate(0.004)).toBe('under 0.1/s');
    expect([formatPace(0), formatPace(0.3), formatPace(41.6)]).toEqual(['0', '0.3', '42']);
  });

  it('writes sizes as file managers do', () => {
    expect(formatBytes(999)).toBe('999 bytes');
    expect(formatBytes(219_400_000)).toBe('219.4 MB');
  });

  it('groups phones and leaves what is no phone alone', () => {
    expect(formatPhone('9165560200')).toBe('(916) 556-0200');
    expect(formatPhone('19165560200')).toBe('(916) 556-0200');
    expect(formatPhone('442079460000')).toBe('+44 207 946 0000');
    expect(formatPhone('1165560200')).toBe('116 556 0200');
    expect(formatPhone('5551111')).toBe('555 1111');
    expect(formatPhone('123456')).toBe('123 456');
    expect(formatPhone('7.27E+09')).toBe('7.27E+09');
    expect(formatPhone('')).toBe('');
  });

  it('tells moments by how far they are', () => {
    const now = new Date(2026, 2, 10, 15, 0, 0).getTime();
    expect(formatWhen(now - 2000, now)).toBe('now');
    expect(formatWhen(now - 40_000, now)).toBe('40 s ago');
    expect(formatWhen(now + 130_000, now)).toBe('in 2 min');
    const far = [new Date(2026, 2, 10, 9, 5), new Date(2026, 2, 3, 14, 5), new Date(2025, 11, 31, 0, 59)];
    setClock('24');
    expect(far.map((at) => formatWhen(at.getTime(), now))).toEqual(['9:05', 'Mar 3, 14:05', 'Dec 31, 2025, 0:59']);
    setClock('12');
    expect(far.map((at) => formatWhen(at.getTime(), now))).toEqual([
      '9:05 AM',
      'Mar 3, 2:05 PM',
      'Dec 31, 2025, 12:59 AM',
    ]);
  });
});

describe('hours', () => {
  it('are told as the system tells them', () => {
    expect(['en-US', 'en-GB', 'de-DE'].map((locale) => systemTellsTwelve(locale))).toEqual([true, false, false]);
  });

  it('are told so in the sentences of the core too, and nothing else is changed there', () => {
    const why =
      'Opens at 8:00 Eastern time, because it is 22:15 there and calls are allowed from 8:00 to 20:00 (2026-10-17T09:30:00, 0:42:10).';
    setClock('24');
    expect(inClock(why)).toBe(why);
    setClock('12');
    expect(inClock(why)).toBe(
      'Opens at 8:00 AM Eastern time, because it is 10:15 PM there and calls are allowed from 8:00 AM to 8:00 PM (2026-10-17T09:30:00, 0:42:10).',
    );
    expect(inClock('open until 24:00')).toBe('open until 12:00 AM');
    expect(inClock('at 2:05 PM')).toBe('at 2:05 PM');
  });
});
