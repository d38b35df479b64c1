import { describe, expect, it } from 'vitest';
import { plainWords, wordsTest } from '../../src-preload/rules/has-words.ts';

describe('what is typed into a search box finds', () => {
  it.each([
    ['st louis', 'St. Louis'],
    ['Louis ST', 'St. Louis'],
    ["o'neil", 'Pia O’Neil'],
    ['oneil', "Pia O'Neil"],
    ['jose', 'José'],
    ['são paulo', 'Sao Paulo'],
    ['list.csv', 'My list (new).csv'],
    ['', 'anything'],
    ['.', 'anything'],
  ])('%j: %j', (typed, text) => expect(wordsTest(typed)(text)).toBe(true));
  it.each([
    ['st paul', 'St. Louis'],
    ['el', 'La Jolla, CA'],
  ])('%j: not %j', (typed, text) => expect(wordsTest(typed)(text)).toBe(false));
  it('small letters and spaces alone', () => expect(plainWords('  Smith-Jones, J.R. ')).toBe('smith jones j r'));
});
