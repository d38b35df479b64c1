import { describe, expect, it } from 'vitest';
import { durationWords } from '../../../src-main/platform/duration.ts';
import { instantOf } from '../../../src-main/platform/instant.ts';

describe('durationWords', () => {
  it.each([
    [-5, '0 s'],
    [45_000, '45 s'],
    [90_000, '90 s'],
    [12 * 60_000, '12 min'],
    [3 * 3_600_000, '3 h'],
    [50 * 3_600_000, '2 days'],
  ])('%d ms is %s', (ms, words) => expect(durationWords(ms)).toBe(words));

  it('rounds a wait up', () => {
    expect(durationWords(1_001, Math.ceil)).toBe('2 s');
    expect(durationWords(121_000, Math.ceil)).toBe('3 min');
  });
});

describe('instantOf', () => {
  // Wherever the desk is: a time without a zone is UTC in each of the ways vendors write it.
  it.each([
    ['2026-10-17', Date.UTC(2026, 9, 17)],
    ['2026-10-17T01:39:00', Date.UTC(2026, 9, 17, 1, 39)],
    ['2026-10-17 01:39:00', Date.UTC(2026, 9, 17, 1, 39)],
    ['2026-10-17T01:39:00-05:00', Date.UTC(2026, 9, 17, 6, 39)],
    ['2026-02-30', null],
    ['soon', null],
    ['', null],
  ])('%j', (text, at) => expect(instantOf(text)).toBe(at));
});
