import { describe, expect, it } from 'vitest';
import { readPhone } from '../../../../src-main/dialing/check-row/index.ts';
import { AREA_ROWS, isAssignable } from '../../../../src-main/geo/area-codes.ts';
import { isNanp } from '../../../../src-main/geo/nanp.ts';
import { isPlanned } from '../../../../src-main/geo/phone-plan.ts';
import { issueSentence } from '../../../../src-preload/rules/issues.ts';
import { look } from './support.ts';

const phone = (text: string, home?: string) => {
  const seen = look({ phone_number: text }, home === undefined ? {} : { settings: { phone_code: home } });
  return { code: seen.sent.phone_code, number: seen.sent.phone_number ?? '', codes: seen.codes, key: seen.phone };
};

describe('phones at home, in any format, without a word', () => {
  it.each([
    '7275551111',
    '17275551111',
    '+17275551111',
    '+1 (727) 555-1111',
    '1-727-555-1111',
    '(727) 555-1111',
    '727.555.1111',
    '727-555-1111',
    ' 727 555 1111 ',
    '1 (727) 555.1111',
    '727/555-1111',
    '727\u00a0555\u00a01111',
    '(+1) 727 555 1111',
    '001 727 555 1111',
    '011 1 727 555 1111',
    '727–555–1111',
    '+1.727.555.1111',
    '1.727.555.1111',
    '[727] 555-1111',
    '727_555_1111',
    '\u202a+1 727 555 1111\u202c',
  ])('%s', (text) => {
    expect(phone(text)).toEqual({ code: '1', number: '7275551111', codes: [], key: '7275551111' });
  });
});

describe('phones from abroad', () => {
  it.each([
    ['+44 20 7946 0958', '44', '2079460958'],
    ['0044 20 7946 0958', '44', '2079460958'],
    ['011 44 20 7946 0958', '44', '2079460958'],
    ['+44 (0)20 7946 0958', '44', '2079460958'],
    ['+39 06 1234 5678', '39', '0612345678'],
    ['+52 55 5123 4567', '52', '5551234567'],
    ['+49-30-901820', '49', '30901820'],
  ])('%s', (text, code, number) => {
    expect(phone(text)).toEqual({ code, number, codes: [], key: number });
  });

  it.each([
    ['020 7946 0958', '44', '2079460958'],
    ['2079460958', '44', '2079460958'],
    ['+1 727 555 1111', '1', '7275551111'],
    ['030 901820', '49', '30901820'],
  ])('%s, for a list whose home is abroad', (text, code, number) => {
    expect(phone(text, code === '1' ? '44' : code)).toMatchObject({ code, number, codes: [] });
  });

  it('are read without + where they fit nothing at home, and said to be', () => {
    expect(phone('442079460958')).toMatchObject({ code: '44', number: '2079460958', codes: ['phone-code-guessed'] });
  });
});

describe('phones that need a word', () => {
  it.each<[text: string, number: string, codes: string[]]>([
    ['727-555-1111 x123', '7275551111', ['phone-extension']],
    ['727-555-1111x123', '7275551111', ['phone-extension']],
    ['(727) 555-1111 ext. 5', '7275551111', ['phone-extension']],
    ['727 555 1111 Ext: 45', '7275551111', ['phone-extension']],
    ['7275551111 #5', '7275551111', ['phone-extension']],
    ['727 555 1111, extension 12', '7275551111', ['phone-extension']],
    ['1-800-FLOWERS', '8003569377', ['phone-letters']],
    ['1-800-CONTACTS', '8002668228', ['phone-letters']],
    ['(800) GO-FEDEX', '', ['phone-unreadable']],
    ['727-555-1111 (cell)', '7275551111', ['phone-text']],
    ['Tel: 727-555-1111', '7275551111', ['phone-text']],
    ['call 727-555-1111 after five', '7275551111', ['phone-text']],
    ['7275551111.0', '7275551111', ['phone-decimal']],
    ['7275551111.00', '7275551111', ['phone-decimal']],
    ['17275551111.0', '7275551111', ['phone-decimal']],
    ["'+1 727 555 1111", '7275551111', ['spreadsheet-marks']],
    ['"727 555 1111"', '7275551111', ['quotes-removed']],
    ['="7275551111"', '7275551111', ['spreadsheet-marks']],
    ['p:+17275551111', '7275551111', ['export-prefix']],
    ['727555111.0', '', ['phone-decimal', 'phone-no-country']],
    ['5551111', '', ['phone-no-area-code']],
    ['555-111', '', ['phone-no-country']],
    ['0275551111', '', ['phone-no-country']],
    ['7271551111', '', ['phone-no-country']],
    ['7279115678', '7279115678', ['phone-invalid']],
    ['2115551111', '2115551111', ['phone-invalid']],
    ['99999999999', '', ['phone-no-country']],
    ['+1 727 555', '727555', ['phone-invalid']],
  ])('%s', (text, number, codes) => expect(phone(text)).toMatchObject({ number, codes, key: number }));

  it('show before and after', () => {
    expect(look({ phone_number: '727-555-1111 x9' }).issues).toEqual([
      {
        code: 'phone-extension',
        field: 'phone_number',
        severity: 'change',
        before: '727-555-1111 x9',
        after: '7275551111',
      },
    ]);
  });
});

describe('two phones in one cell', () => {
  it.each<[text: string, first: string, other: string]>([
    ['727-555-0101 ::: 727-555-0111', '7275550101', '7275550111'],
    ['727-555-0102 / 727-555-0112', '7275550102', '7275550112'],
    ['7275550102/7275550112', '7275550102', '7275550112'],
    ['727-555-0103; 727-555-0113', '7275550103', '7275550113'],
    ['727-555-0103, 727-555-0113', '7275550103', '7275550113'],
    ['727-555-0103 | 727-555-0113', '7275550103', '7275550113'],
    ['727-555-0103 & 727-555-0113', '7275550103', '7275550113'],
    ['727-555-0104 - 727-555-0114', '7275550104', '7275550114'],
    ['727-555-0104 – 727-555-0114', '7275550104', '7275550114'],
    ['727-555-0105 or 0115', '7275550105', ''],
    ['727-555-0105/0115', '7275550105', ''],
    ['727-555-0105 or 727-555-0115', '7275550105', '7275550115'],
    ['H 727-555-0106 W 727-555-0116', '7275550106', '7275550116'],
    ['727-555-0106 (h) 727-555-0116 (w)', '7275550106', '7275550116'],
    ['Fax: 727-555-0106 Phone: 727-555-0116', '7275550116', '7275550106'],
    ['+1 727 555 0107 ::: +1 727 555 0117', '7275550107', '7275550117'],
    ['+17275550107 +17275550117', '7275550107', '7275550117'],
    ['727-555-0108\n727-555-0118', '7275550108', '7275550118'],
    ['7275550109 7275550119', '7275550109', '7275550119'],
    ['72755501097275550119', '7275550109', '7275550119'],
    ['(727) 555-0109 (813) 555-0119', '7275550109', '8135550119'],
    ['727-555-0109 x12, 727-555-0119', '7275550109', '7275550119'],
    ['727-555-0109, 555-0119', '7275550109', ''],
    ['727-555-0109 / +44 20 7946 0958', '7275550109', ''],
  ])('%j: the first goes, the second may be the other phone', (text, first, other) => {
    const seen = look({ phone_number: text });
    expect([seen.sent.phone_number, seen.sent.alt_phone ?? '']).toEqual([first, other]);
    expect(seen.codes).toContain('phone-two');
  });

  it('leaves the row’s own other phone alone', () => {
    const seen = look({ phone_number: '727-555-0101 / 727-555-0111', alt_phone: '8135550102' });
    expect(seen.sent).toMatchObject({ phone_number: '7275550101', alt_phone: '8135550102' });
    expect(seen.issues).toMatchObject([{ code: 'phone-two', after: '7275550101', note: '727-555-0111 isn’t sent' }]);
  });

  it.each(['(727) - 555 - 0101', '727, 555, 0101', '727 / 555 / 0101', '(727)/5550101', '727 – 5550101'])(
    '%s is one',
    (text) => expect(phone(text)).toMatchObject({ number: '7275550101', codes: [] }),
  );

  it('sends none of two without an area code', () => {
    expect(phone('555-0120 ::: 555-0121').number).toBe('');
  });
});

describe('phones beyond reading', () => {
  it.each<[text: string, code: string]>([
    ['', 'phone-empty'],
    ['   ', 'phone-empty'],
    ['N/A', 'phone-empty'],
    ['none', 'phone-empty'],
    ['-', 'phone-empty'],
    ['7.27E+09', 'phone-scientific'],
    ['7.27e9', 'phone-scientific'],
    ['7,27E+09', 'phone-scientific'],
    ['7E+09', 'phone-scientific'],
    ['72755', 'phone-short'],
    ['1', 'phone-short'],
    ['+1 727', 'phone-short'],
    ['12345678901234567', 'phone-long'],
    ['727-555-****', 'phone-unreadable'],
    ['727-555-l1O1', 'phone-unreadable'],
    ['jo@example.com', 'phone-unreadable'],
    ['call me', 'phone-unreadable'],
    ['+999 1234 5678', 'phone-country-unknown'],
    ['#REF!', 'phone-empty'],
  ])('%j', (text, code) => {
    expect(phone(text)).toMatchObject({ number: '', codes: [code], key: '' });
    expect(look({ phone_number: text }).severity).toBe('error');
  });
});

describe('the calling code', () => {
  it.each<[given: string, text: string, code: string, codes: string[]]>([
    ['', '7275551111', '1', []],
    ['1', '7275551111', '1', []],
    ['+1', '7275551111', '1', []],
    ['001', '7275551111', '1', []],
    ['1.0', '7275551111', '1', []],
    ['44', '020 7946 0958', '44', []],
    ['1', '+44 20 7946 0958', '44', ['phone-code-differs']],
    ['44', '+44 20 7946 0958', '44', []],
    ['USA', '7275551111', '1', ['phone-code-unreadable']],
    ['12345', '7275551111', '1', ['phone-code-unreadable']],
    ['N/A', '7275551111', '1', ['placeholder-cleared']],
    ['2134', '7275551111', '2134', ['phone-invalid']],
    ['0', '7275551111', '1', ['phone-code-unreadable']],
  ])('“%s” with %s', (given, text, code, codes) => {
    const seen = look({ phone_code: given, phone_number: text });
    expect([seen.sent.phone_code, seen.phoneCode, seen.codes]).toEqual([code, code, codes]);
  });
});

describe('the other phone', () => {
  it.each<[text: string, sent: string, codes: string[]]>([
    ['(727) 555-2222', '7275552222', []],
    ['+1 727 555 2222', '7275552222', []],
    ['727-555-2222 x5', '7275552222', ['phone-extension']],
    ['555-2222', '', ['alt-phone-unreadable']],
    ['911', '911', []],
    ['2115552222', '2115552222', []],
    ['N/A', '', ['placeholder-cleared']],
    ['0', '', ['placeholder-cleared']],
    ['+44 20 7946 0958', '2079460958', ['alt-phone-code-differs']],
    ['1234567890123', '', ['alt-phone-unreadable']],
    ['7.27E+09', '', ['alt-phone-unreadable']],
    ['727-555-1111 / 727-555-2222', '7275551111', ['phone-two']],
  ])('%s', (text, sent, codes) => {
    const seen = look({ alt_phone: text });
    expect([seen.sent.alt_phone ?? '', seen.codes]).toEqual([sent, codes]);
  });
});

describe('more phones', () => {
  it.each<[text: string, sent: string, codes: string[]]>([
    ['7275552222_1_work!7275553333_1_sister', '7275552222_1_work!7275553333_1_sister', []],
    ['7275552222_1', '7275552222_1', []],
    ['(727) 555-2222!+44 20 7946 0958', '7275552222_1!2079460958_44', ['multi-alt-formatted']],
    ['727-555-2222, 727-555-3333', '7275552222_1!7275553333_1', ['multi-alt-formatted']],
    ['7275552222_1_sister+house', '7275552222_1_sister house', ['plus-to-space']],
    ['who knows', '', ['multi-alt-unreadable']],
    ['1_1', '', ['multi-alt-unreadable']],
    ['none', '', ['placeholder-cleared']],
  ])('%s', (text, sent, codes) => {
    const seen = look({ multi_alt_phones: text });
    expect([seen.sent.multi_alt_phones ?? '', seen.codes]).toEqual([sent, codes]);
  });

  it('are never cut inside a number', () => {
    const many = Array.from({ length: 100 }, (_, i) => `72755520${String(i).padStart(2, '0')}`).join(',');
    const sent = look({ multi_alt_phones: many }).sent.multi_alt_phones ?? '';
    expect(sent.length).toBeLessThanOrEqual(1024);
    expect(sent).toMatch(/^(?:\d{10}_1!)+\d{10}_1$/);
  });
});

describe('the light check', () => {
  it('agrees with libphonenumber on every area code but those announced since', () => {
    const differing: number[] = [];
    for (let area = 200; area < 1000; area++) {
      const number = `${area}2345678`;
      if (isNanp(number) !== isPlanned(`+1${number}`)) differing.push(area);
    }
    expect(differing).toEqual([340, 357, 436, 457, 465, 471, 483, 565, 621, 624, 679, 684, 729, 837, 861, 924]);
  });

  it('agrees with it on exchanges, but for those that end in 11', () => {
    for (const area of ['727', '212', '604', '800', '242']) {
      for (let exchange = area === '800' ? 200 : 100; exchange < 1000; exchange += 7) {
        if (exchange % 100 === 11) continue;
        const number = `${area}${exchange}4567`;
        expect([number, isNanp(number)]).toEqual([number, isPlanned(`+1${number}`)]);
      }
    }
  });

  it('knows every exchange of a code in the table, whatever libphonenumber knows yet', () => {
    for (const area of [483, 523, 565, 729, 983]) expect([area, isNanp(`${area}5550117`)]).toEqual([area, true]);
  });

  it('has no area code twice but where provinces share one', () => {
    const codes = AREA_ROWS.flatMap((row) => row.codes.split(' '));
    const twice = codes.filter((code, i) => codes.indexOf(code) !== i);
    expect([...new Set(twice)].sort()).toEqual(['782', '867', '902']);
  });
});

describe('an area code newer than the table', () => {
  it.each(['2385550123', '(238) 555-0123', '+1 238 555 0123'])('%s is sent with a warning that says so', (text) => {
    expect(phone(text)).toMatchObject({ number: '2385550123', codes: ['phone-area-unknown'] });
    expect(look({ phone_number: text }).severity).toBe('warning');
    expect(issueSentence('phone-area-unknown', 1, 'Phone')).toBe(
      '1 row sent with a warning: the area code isn’t in our table of January 2026: sent as it is, check it unless it is newer',
    );
  });
  it.each(['5555550123', '2905550123', '3705550123', '9605550123', '2389115678'])(
    '%s is none: no code, or no exchange, of its kind can be',
    (text) => expect(phone(text).codes).toEqual(['phone-invalid']),
  );
  it('is unknown here only where no table has it: every assignable code is known or said to be unknown', () => {
    for (let area = 200; area < 1000; area++) {
      const { codes } = phone(`${area}2345678`);
      expect([area, codes.filter((code) => code === 'phone-invalid')]).toEqual([
        area,
        isAssignable(area) ? [] : ['phone-invalid'],
      ]);
    }
  });
});

describe('readPhone', () => {
  it.each<[string, string | undefined, string | null]>([
    ['+1 (727) 555-1111', undefined, '7275551111'],
    ['020 7946 0958', '44', '2079460958'],
    ['7.27E+09', undefined, null],
    ['', undefined, null],
  ])('%s', (text, home, number) => expect(readPhone(text, home)).toBe(number));
});
