import { describe, expect, it } from 'vitest';
import { createRowChecker, editFor } from '../../../../src-main/dialing/check-row/index.ts';
import { type DialSettingsInput, dialSettings } from '../../../../src-preload/contract/dial-settings.ts';
import { ISSUE_CODES } from '../../../../src-preload/contract/issues.ts';
import { customLabel, type Mapping } from '../../../../src-preload/contract/mapping.ts';
import { ISSUES, issueSentence } from '../../../../src-preload/rules/issues.ts';
import { look, oneToOne } from './support.ts';

const settings = (more: Partial<DialSettingsInput> = {}) =>
  dialSettings.parse({ list_id: '101', campaign: 'SPRING', ...more });

describe('mapping', () => {
  const mapping: Mapping = {
    columns: ['Area', 'Number', 'Street', 'No', 'Colour', 'Unused'].map((header, index) => ({ header, index })),
    targets: {
      phone_number: { from: [0, 1] },
      address1: { from: [2, 3], joiner: ', ' },
    },
    custom: { favorite_color: 4 },
  };
  const cells = ['727', '555-1111', ' Main St ', '', 'blue; dark', 'x'];

  it('joins columns, leaving empty cells out, and sends what is mapped alone', () => {
    const checker = createRowChecker({ mapping, settings: settings() });
    expect(checker.fields(cells)).toEqual({ phone_number: '7275551111', phone_code: '1', address1: 'Main St' });
    expect(checker.fields(['727', '555-1111', 'Main St', '5', '', '']).address1).toBe('Main St 5');
  });

  it('sends custom fields where they are switched on, cleaned like the rest', () => {
    const checker = createRowChecker({ mapping, settings: settings({ custom_fields: 'Y' }) });
    expect(checker.fields(cells).favorite_color).toBe('blue, dark');
    expect(checker.check(cells).issues.map((i) => [i.code, i.field])).toEqual([
      ['characters-dropped', 'favorite_color'],
    ]);
  });

  it('sends no value for a custom field that the dialer would take for empty', () => {
    const checker = createRowChecker({ mapping, settings: settings({ custom_fields: 'Y' }) });
    const row = ['727', '555-1111', '', '', '--BLANK--', ''];
    expect(checker.fields(row)).not.toHaveProperty('favorite_color');
    expect(checker.check(row).issues.map((i) => i.code)).toEqual(['placeholder-cleared']);
  });

  it('says that a long custom value may be cut, unless the connection knows how much the dialer holds', () => {
    const row = ['727', '555-1111', '', '', 'x'.repeat(40), ''];
    const codes = (fields?: Record<string, { max: number }>) =>
      createRowChecker({
        mapping,
        settings: settings({ custom_fields: 'Y' }),
        traits: { accents: 'fold', plus: 'space', ...(fields === undefined ? {} : { fields }) },
      })
        .check(row)
        .issues.map((i) => i.code);
    expect(codes()).toEqual(['held-uncertain']);
    expect(codes({ favorite_color: { max: 40 } })).toEqual([]);
    expect(codes({ favorite_color: { max: 35 } })).toEqual(['cut']);
  });

  it.each(['pass', 'function', 'list_id', 'phone_number', 'campaing', 'a b', 'ü', ''])(
    'refuses “%s” as a custom field',
    (label) => {
      expect(customLabel.safeParse(label).success).toBe(false);
      const make = () =>
        createRowChecker({
          mapping: { ...mapping, custom: { [label]: 4 } },
          settings: settings({ custom_fields: 'Y' }),
        });
      expect(make).toThrow(/Custom field/);
    },
  );

  it('finds no phone where none is mapped', () => {
    const checker = createRowChecker({ mapping: { ...mapping, targets: {} }, settings: settings() });
    expect(checker.check(cells)).toMatchObject({ phone: '', severity: 'error' });
  });

  it('joins more phones so that they are read apart', () => {
    const targets: Mapping['targets'] = { phone_number: { from: [0] }, multi_alt_phones: { from: [1, 2] } };
    const columns = ['a', 'b', 'c'].map((header, index) => ({ header, index }));
    const checker = createRowChecker({ mapping: { columns, targets, custom: {} }, settings: settings() });
    expect(checker.fields(['7275551111', '727 555 2222', '727 555 3333']).multi_alt_phones).toBe(
      '7275552222_1!7275553333_1',
    );
  });
});

describe('a row', () => {
  const checker = createRowChecker({ mapping: oneToOne(['phone_number', 'first_name']), settings: settings() });

  it('that is clean says so', () => {
    expect(checker.check(['7275551111', 'Jo'])).toEqual({
      phone: '7275551111',
      phoneCode: '1',
      others: '',
      severity: 'ok',
      issues: [],
    });
  });
  it('knows nothing of the row before', () => {
    checker.check(['7.27E+09', 'José']);
    expect(checker.check(['7275551111', ''])).toMatchObject({ severity: 'ok', issues: [] });
    expect(checker.fields(['7275551111', ''])).toEqual({ phone_number: '7275551111', phone_code: '1' });
  });
  it('is as grave as its gravest issue', () => {
    expect(checker.check(['7275551111', 'José']).severity).toBe('change');
    expect(checker.check(['2115551111', 'Jo']).severity).toBe('warning');
    expect(checker.check(['', 'José']).severity).toBe('error');
  });
  it('keeps its issues when the next is checked', () => {
    const { issues } = checker.check(['7275551111', 'José']);
    checker.check(['', 'Zoë']);
    expect(issues.map((i) => i.before)).toEqual(['José']);
  });
  it.each<[string[], string[]]>([
    [['7275551111'], ['missing-cells']],
    [['7275551111', 'Jo', 'more'], ['extra-cells']],
    [['7275551111', 'Jo', '', ' '], []],
  ])('of %j is compared with the columns', (cells, codes) => {
    expect(checker.check(cells).issues.map((i) => i.code)).toEqual(codes);
  });
});

describe('edits', () => {
  it('stand in the mapped value’s place and are checked the same', () => {
    const seen = look(
      { phone_number: '7.27E+09', first_name: 'Jo' },
      { edits: { phone_number: '+1 (727) 555-1111', first_name: 'José' } },
    );
    expect(seen).toMatchObject({ phone: '7275551111', codes: ['accents-folded'], sent: { first_name: 'Jose' } });
  });
  it('can clear a value', () => {
    expect(look({ state: 'Bavaria' }, { edits: { state: '' } })).toMatchObject({ codes: [], severity: 'ok' });
  });
  it('reach fields that no column fills', () => {
    const checker = createRowChecker({ mapping: oneToOne(['phone_number']), settings: settings() });
    expect(checker.fields(['7275551111'], { city: 'Tampa' })).toMatchObject({ city: 'Tampa' });
    expect(checker.fields(['7275551111'])).not.toHaveProperty('city');
  });
  it('are not mistaken for what every object has', () => {
    const checker = createRowChecker({
      mapping: { ...oneToOne(['phone_number', 'city']), custom: { toString: 1 } },
      settings: settings({ custom_fields: 'Y' }),
    });
    expect(checker.fields(['7275551111', 'x'], {}).toString).toBe('x');
  });
});

describe('time zones', () => {
  it.each<[about: string, row: Parameters<typeof look>[0], tz: '' | 'POSTAL' | 'TZCODE' | 'NANPA', codes: string[]]>([
    ['ZIP and area code agree', { phone_number: '2125551111', postal_code: '10001' }, '', []],
    ['Detroit and New York are one', { phone_number: '2125551111', postal_code: '48201' }, '', []],
    ['ZIP and area code disagree', { phone_number: '2125551111', postal_code: '90210' }, '', ['zone-disagrees']],
    ['ZIP+4 is read', { phone_number: '2125551111', postal_code: '90210-1234' }, '', ['zone-disagrees']],
    ['a Canadian code is read', { phone_number: '2125551111', postal_code: 'V6B 1A1' }, '', ['zone-disagrees']],
    ['a Canadian code agrees', { phone_number: '6045551111', postal_code: 'V6B1A1' }, '', []],
    ['Arizona is not Denver', { phone_number: '6025551111', postal_code: '80202' }, '', ['zone-disagrees']],
    ['the state speaks without a ZIP', { phone_number: '2125551111', state: 'CA' }, '', ['zone-disagrees']],
    [
      'the ZIP speaks before the state',
      { phone_number: '2125551111', state: 'CA', postal_code: '10001' },
      '',
      ['postal-state-differs'],
    ],
    ['a state with two zones', { phone_number: '2125551111', state: 'TN' }, '', []],
    ['an area code with two zones', { phone_number: '8505551111', postal_code: '32301' }, '', []],
    ['toll-free tells nothing', { phone_number: '8005551111', postal_code: '90210' }, '', []],
    ['abroad tells nothing', { phone_number: '+44 20 7946 0958', postal_code: '90210' }, '', []],
    ['a postal code abroad', { phone_number: '+49 30 901820', postal_code: '90210', country_code: 'DEU' }, '', []],
    ['NANPA goes by the phone too', { phone_number: '2125551111', postal_code: '90210' }, 'NANPA', ['zone-disagrees']],
    ['POSTAL goes by the ZIP', { phone_number: '2125551111', postal_code: '90210' }, 'POSTAL', []],
    [
      'POSTAL against the state',
      { phone_number: '2125551111', postal_code: '90210', state: 'NY' },
      'POSTAL',
      ['postal-state-differs', 'zone-disagrees'],
    ],
    ['POSTAL without a ZIP', { phone_number: '2125551111' }, 'POSTAL', ['zone-no-postal']],
    [
      'POSTAL with a ZIP nobody knows',
      { phone_number: '2125551111', postal_code: '00000' },
      'POSTAL',
      ['zone-no-postal'],
    ],
    ['TZCODE without an owner', { phone_number: '2125551111', postal_code: '90210' }, 'TZCODE', ['zone-no-owner']],
    ['TZCODE with an owner', { phone_number: '2125551111', owner: 'EST' }, 'TZCODE', []],
  ])('%s', (_about, row, tz_method, codes) => {
    expect(look(row, { settings: { tz_method } }).codes).toEqual(codes);
  });

  it('says what disagrees, and what the dialer will do', () => {
    expect(look({ phone_number: '2125551111', postal_code: '90210' }).issues[0]?.note).toBe(
      'ZIP 90210 says Pacific, area code 212 says Eastern: the dialer calls by area code unless the time zone method is POSTAL',
    );
  });
});

describe('issues', () => {
  it.each(ISSUE_CODES)('%s has a sentence, and fixes unless nothing can be done', (code) => {
    expect(issueSentence(code, 1, 'City')).toMatch(
      /^1 row (?:left out|changed|sent with a warning|sent without it): \S/,
    );
    expect(ISSUES[code].fixes.length).toBeGreaterThan(0);
  });
  it('count their rows as people do', () => {
    expect(issueSentence('phone-short', 1112, '')).toBe('1,112 rows left out: phone shorter than 6 digits');
  });

  const bad = { code: 'state-unreadable', field: 'state', severity: 'error', before: 'FLo' } as const;
  it.each([
    ['clear', '', { state: '' }],
    ['set', 'FL', { state: 'FL' }],
    ['edit', 'GA', { state: 'GA' }],
    ['cut', '', { state: 'FL' }],
    ['leave-out', '', undefined],
    ['send-anyway', '', undefined],
  ] as const)('are mended by %s', (fix, value, edit) => expect(editFor(bad, fix, value)).toEqual(edit));
});
