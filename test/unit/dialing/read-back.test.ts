import { describe, expect, it } from 'vitest';
import { compareHeld, type Difference, differenceInWords } from '../../../src-main/dialing/read-back/compare.ts';
import { proposeTraits } from '../../../src-main/dialing/read-back/propose.ts';
import { leadInfoBody, readLeadInfo } from '../../../src-main/vendors/crocodial/lead-info.ts';
import type { DialerTraits } from '../../../src-preload/contract/index.ts';

const AS_IS: DialerTraits = { profile: 'as-is', accents: 'keep', plus: 'keep' };
const VICIDIAL: DialerTraits = { profile: 'vicidial', accents: 'fold', plus: 'space' };
const one = (field: string, shown: string, held: string): Difference => ({ row: 1, field, shown, held });

describe('what a dialer says of a lead', () => {
  const TEXT = 'text/html; charset=UTF-8';
  it('is read by the names of its columns', () => {
    const told = readLeadInfo(TEXT, 'status|phone_number|comments|lead_id\nNEW|7275551111|one\ntwo|193715\n');
    expect(told).toEqual({
      is: 'lead',
      values: new Map([
        ['status', 'NEW'],
        ['phone_number', '7275551111'],
        ['comments', 'one\ntwo'],
        ['lead_id', '193715'],
      ]),
    });
  });

  it.each([
    ['ERROR: auth USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION: |a|lead_all_info|\n', 'refused'],
    ['ERROR: NO FUNCTION SPECIFIED\n', 'refused'],
    ['status|phone_number|comments\nNEW|7275551111|a|b\n', 'unclear'],
    ['<html><body>Not found</body></html>', 'unknown'],
    ['NEW|7275551111\n', 'unknown'],
    ['', 'unknown'],
  ])('%j is %s', (body, is) => expect(readLeadInfo(TEXT, body)).toMatchObject({ is }));

  it('is asked for by a body that ends harmlessly', () => {
    const body = leadInfoBody({ user: 'api', pass: "it's" }, '193715');
    expect(body).toMatch(/function=lead_all_info.*lead_id=193715.*&trunkline=1$/);
  });
});

describe('a comparison', () => {
  it('finds what is held otherwise, and leaves out what the dialer does not tell', () => {
    const held = new Map([
      ['first_name', 'Smith  Sons'],
      ['comments', 'a\nb'],
      ['gmt_offset_now', '-4.00'],
    ]);
    const shown = { first_name: 'Smith & Sons', comments: 'a\r\nb', gmt_offset_now: '-5', favorite_color: 'blue' };
    expect(compareHeld(7, shown, held)).toEqual({
      values: 2,
      differences: [{ row: 7, field: 'first_name', shown: 'Smith & Sons', held: 'Smith  Sons' }],
    });
  });

  it.each([
    ['Smith & Sons', 'Smith  Sons', 'stores it without &'],
    ['a long value', 'a long', 'stores 6 of 12 characters'],
    ['李', '', 'stores nothing'],
    ['abc', 'ABC', 'stores it with different characters'],
  ])('says of %j held as %j: %s', (shown, held, words) => {
    expect(differenceInWords(one('city', shown, held))).toBe(words);
  });
});

describe('a proposal', () => {
  it.each<[words: string, traits: DialerTraits, differences: Difference[], change: Partial<DialerTraits>]>([
    [
      'use the VICIdial profile, without accents',
      AS_IS,
      [one('first_name', 'Smith & Sons', 'Smith  Sons'), one('last_name', 'José', 'Jos')],
      { profile: 'vicidial', accents: 'fold', plus: 'space' },
    ],
    ['use the VICIdial profile', AS_IS, [one('first_name', 'Smith & Sons', 'Smith  Sons')], { profile: 'vicidial' }],
    ['send + as a space', { ...VICIDIAL, plus: 'keep' }, [one('comments', 'a+b', 'a b')], { plus: 'space' }],
    ['send accented letters plain', { ...VICIDIAL, accents: 'keep' }, [one('city', 'São', 'So')], { accents: 'fold' }],
    [
      'cut policy_number at 5 characters',
      VICIDIAL,
      [one('policy_number', '1234567', '12345'), one('policy_number', '123456', '12345')],
      { fields: { policy_number: { max: 5 } } },
    ],
    ['leave ! out of Comments', VICIDIAL, [one('comments', 'a!b', 'ab')], { fields: { comments: { drops: '!' } } }],
  ])('%s', (words, traits, differences, change) => {
    expect(proposeTraits(traits, differences)).toEqual({ words, traits: { ...traits, ...change } });
  });

  it('is none where nothing explains what is held', () => {
    expect(proposeTraits(VICIDIAL, [])).toBeNull();
    expect(proposeTraits(VICIDIAL, [one('city', 'abc', 'ABC')])).toBeNull();
  });
});
