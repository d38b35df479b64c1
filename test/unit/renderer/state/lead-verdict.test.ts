import { describe, expect, it } from 'vitest';
import type { CallVerdict } from '../../../../src-preload/contract/index.ts';
import { firstToCall, mailAddress, telAddress, verdictWords } from '../../../../src-renderer/state/lead-verdict.ts';

const NOW = Date.UTC(2026, 10, 20, 15);
const verdict = (more: Partial<CallVerdict>): CallVerdict => ({
  phone: '17275551111',
  may: true,
  why: 'Open until 20:00.',
  opensAt: null,
  closesAt: NOW + 3_600_000,
  zones: [],
  localTime: [],
  rules: [],
  doNotCall: false,
  attemptsToday: 0,
  ...more,
});

describe('may I call now', () => {
  it('stops saying yes the moment it closes, before anybody asked again', () => {
    expect(verdictWords(verdict({}), NOW + 3_599_000).may).toBe(true);
    expect(verdictWords(verdict({}), NOW + 3_600_000).may).toBe(false);
  });

  it('counts down, and never says yes by itself', () => {
    const closed = verdict({ may: false, opensAt: NOW + 2 * 3_600_000 + 13 * 60_000, closesAt: null });
    expect(verdictWords(closed, NOW).word).toBe('Opens in 2 h 13 min');
    expect(verdictWords(closed, NOW + 5000).word).toBe('Opens in 2 h 13 min');
    expect(verdictWords(closed, NOW + 3 * 3_600_000)).toMatchObject({ may: false, word: 'Opens now' });
  });

  it('lets the do-not-call list win over open hours', () => {
    expect(verdictWords(verdict({ doNotCall: true }), NOW)).toMatchObject({ may: false, word: 'Do not call' });
  });

  it('calls the first that is open, else the first', () => {
    const closed = verdict({ phone: '1', may: false });
    const open = verdict({ phone: '2' });
    expect(firstToCall([closed, open], NOW)?.phone).toBe('2');
    expect(firstToCall([closed], NOW)?.phone).toBe('1');
    expect(firstToCall([], NOW)).toBeUndefined();
  });
});

describe('addresses that leave the desk', () => {
  it('are made of digits alone for the telephone', () => {
    expect(telAddress('17275551111')).toBe('tel:+17275551111');
    for (const odd of ['', '5551', '727-555-1111', 'javascript:alert(1)', '17275551111;ext=1', '1'.repeat(16)])
      expect(telAddress(odd)).toBeNull();
  });

  it('are a plain address alone for mail', () => {
    expect(mailAddress('ann.o+work@example.org')).toBe('mailto:ann.o%2Bwork@example.org');
    for (const odd of [
      '',
      'no address',
      'a@b',
      'a@example.org?bcc=x@y.org',
      'a@example.org,b@example.org',
      'javascript:alert(1)',
      'a b@example.org',
      '"<script>"@example.org',
    ])
      expect(mailAddress(odd), odd).toBeNull();
  });
});
