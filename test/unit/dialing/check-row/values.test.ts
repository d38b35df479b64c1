import { describe, expect, it } from 'vitest';
import { LEAD_FIELD_TABLE } from '../../../../src-main/vendors/crocodial/fields.ts';
import { LEAD_FIELDS, type LeadFieldName } from '../../../../src-preload/contract/mapping.ts';
import { look } from './support.ts';

const one = (field: LeadFieldName, value: string, around: Parameters<typeof look>[1] = {}) => {
  const seen = look({ [field]: value }, around);
  return [seen.sent[field] ?? '', ...seen.codes];
};

describe('text', () => {
  it.each<[value: string, sent: string, ...codes: string[]]>([
    ['Jo', 'Jo'],
    ["O'Brien", "O'Brien"],
    ['  Jo  ', 'Jo'],
    ['José', 'Jose', 'accents-folded'],
    ['Jose\u0301', 'Jose', 'accents-folded'],
    ['Müller-Lüdenscheidt', 'Muller-Ludenscheidt', 'accents-folded'],
    ['Straße', 'Strasse', 'accents-folded'],
    ['Łódź Ørsted Æsir Þór', 'Lodz Orsted AEsir Thor', 'accents-folded'],
    ['O’Brien', "O'Brien", 'accents-folded'],
    ['A – B', 'A - B', 'accents-folded'],
    ['two\u00a0words', 'two words', 'invisible-removed'],
    ['zero\u200bwidth', 'zerowidth', 'invisible-removed'],
    ['Ｗide', 'Wide', 'width-plain'],
    ['李 Li', 'Li', 'letters-dropped'],
    ['Zoë 李', 'Zoe', 'accents-folded', 'letters-dropped'],
    ['Jo 😀', 'Jo', 'letters-dropped'],
    ['lost \ufffd letter', 'lost letter', 'letters-dropped'],
    ['Smith & Sons', 'Smith and Sons', 'characters-dropped'],
    ['A&B', 'A and B', 'characters-dropped'],
    ['& Sons &', 'Sons', 'characters-dropped'],
    ['Bob/Sue', 'Bob Sue', 'characters-dropped'],
    ['Quill, Nora (Mrs)', 'Quill Nora Mrs', 'characters-dropped'],
    ['Robert "Bob" Smith', 'Robert Bob Smith', 'characters-dropped'],
    ['a;b#c"d', 'a b cd', 'characters-dropped'],
    ['O`Brien', "O'Brien", 'characters-dropped'],
    ['nul\u0000l', 'null', 'characters-dropped'],
    ['Jo\r\nAnn\tLee', 'Jo Ann Lee', 'lines-joined'],
    ['two  spaces', 'two  spaces'],
    ['A+B', 'A B', 'plus-to-space'],
    ['A\\B', 'A B', 'backslash-replaced'],
    ['"Jo+Zoë"', 'Jo Zoe', 'quotes-removed', 'plus-to-space', 'accents-folded'],
    ['###', '', 'nothing-left'],
    ['李', '', 'nothing-left'],
    ['\\', '', 'nothing-left'],
    ['1½', '11 2', 'characters-dropped', 'accents-folded'],
    ['x'.repeat(30), 'x'.repeat(30)],
    ['x'.repeat(31), 'x'.repeat(30), 'cut'],
    [`${'x'.repeat(29)} yz`, 'x'.repeat(29), 'cut'],
    ['ß'.repeat(16), 's'.repeat(30), 'cut', 'accents-folded'],
    ["'=1+1", '1 1', 'spreadsheet-marks', 'characters-dropped', 'plus-to-space'],
  ])('%j', (value, ...wanted) => expect(one('first_name', value)).toEqual(wanted));

  it('keeps line ends inside a value', () => {
    expect(one('comments', 'first\r\nsecond\nthird\ttab')).toEqual(['first\r\nsecond\nthird\ttab']);
  });

  it('shows the value before and after all alterations', () => {
    expect(look({ city: 'São "Paulo"' }).issues).toEqual([
      { code: 'characters-dropped', field: 'city', severity: 'change', before: 'São "Paulo"', after: 'Sao Paulo' },
      { code: 'accents-folded', field: 'city', severity: 'change', before: 'São "Paulo"', after: 'Sao Paulo' },
    ]);
  });

  it.each<[value: string, sent: string, ...codes: string[]]>([
    ['José', 'José'],
    ['Jose\u0301', 'José', 'accents-folded'],
    ['O’Brien – 李 😀', "O'Brien - 李", 'accents-folded', 'letters-dropped'],
    ['A+B', 'A+B'],
    ['é'.repeat(31), 'é'.repeat(30), 'cut', 'held-uncertain'],
    ['a;b', 'a b', 'characters-dropped'],
  ])('%s, for a VICIdial that keeps letters and +', (value, ...wanted) => {
    expect(one('first_name', value, { traits: { accents: 'keep', plus: 'keep' } })).toEqual(wanted);
  });

  it.each<[value: string, sent: string, ...codes: string[]]>([
    ['O’Brien – 李 😀 & "Söhne" #1;+', 'O’Brien – 李 😀 & "Söhne" #1;+'],
    ['x'.repeat(31), 'x'.repeat(30), 'cut'],
    ['a\\b', 'a/b', 'backslash-replaced'],
  ])('%s, for a dialer that keeps all as it is', (value, ...wanted) => {
    const traits = { profile: 'as-is', accents: 'fold', plus: 'space' } as const;
    expect(one('first_name', value, { traits })).toEqual(wanted);
  });

  it.each<[value: string, sent: string, ...codes: string[]]>([
    ['Smith & Sons, Łódź', 'Smith & Sons, Lodz', 'accents-folded'],
    ['a;b', 'ab', 'characters-dropped'],
    ['A+B', 'A B', 'plus-to-space'],
  ])('%s, for a list that was checked before there were profiles', (value, ...wanted) => {
    const traits = { profile: 'simple', accents: 'fold', plus: 'space' } as const;
    expect(one('first_name', value, { traits })).toEqual(wanted);
  });

  it.each<[field: LeadFieldName, value: string, sent: string, ...codes: string[]]>([
    ['address1', '12 Main St, Apt #4', '12 Main St Apt 4', 'characters-dropped'],
    ['address1', 'c/o A: 1@2', 'c/o A: 1@2'],
    ['address2', 'Calle 8\nFloor 2', 'Calle 8 Floor 2', 'lines-joined'],
    ['address3', 'C:\\new', 'C:/new', 'backslash-replaced'],
    ['city', 'St. Louis (MO)', 'St. Louis MO', 'characters-dropped'],
    ['province', "L'Île-d'Or_1.", "L'Ile-d'Or_1.", 'accents-folded'],
    ['province', 'a/b@c', 'a b c', 'characters-dropped'],
    ['postal_code', 'SW1A.1AA', 'SW1A 1AA', 'characters-dropped'],
    ['middle_initial', '(J.)', 'J', 'characters-dropped'],
    ['title', 'Mr./Mrs.', 'Mr.', 'cut', 'characters-dropped'],
    ['title', 'Mr & Mrs', 'Mr M', 'cut', 'characters-dropped'],
    ['email', 'a_b%c@x-y.com', 'a_b%c@x-y.com'],
    ['email', '<a@x.com>, b@x.com', 'a@x.com b@x.com', 'characters-dropped'],
    ['owner', '"Team 1": a/b', 'Team 1: a/b', 'characters-dropped'],
    ['comments', 'said "yes"; 100% & more!', "said 'yes', 100% & more!", 'characters-dropped'],
    ['comments', 'C:\\new', 'C:/new', 'backslash-replaced'],
    ['vendor_lead_code', 'a\\', 'a/', 'backslash-replaced'],
    ['vendor_lead_code', 'A;B#1', 'AB1', 'characters-dropped'],
    ['source_id', ',last_name=version() -- x', ',last_name=version() -- x'],
    ['multi_alt_phones', '7275551111_1_work (a)', '7275551111_1_work a', 'characters-dropped'],
  ])('%s %j', (field, value, ...wanted) => expect(one(field, value)).toEqual(wanted));

  it.each<
    [field: LeadFieldName, value: string, by: 'PHONE' | 'NAMEPHONE' | 'TITLEALTPHONE', sent: string, ...codes: string[]]
  >([
    ['last_name', 'O’Brien', 'NAMEPHONE', 'OBrien', 'accents-folded', 'apostrophe-dropped'],
    ['first_name', "D'Arcy", 'NAMEPHONE', 'DArcy', 'apostrophe-dropped'],
    ['last_name', 'O`Brien', 'NAMEPHONE', 'OBrien', 'characters-dropped'],
    ['last_name', "O'Brien", 'PHONE', "O'Brien"],
    ['title', "M'am", 'TITLEALTPHONE', 'Mam', 'apostrophe-dropped'],
    ['city', "L'Aquila", 'NAMEPHONE', "L'Aquila"],
  ])('%s %s with a duplicate check by %s', (field, value, by, ...wanted) => {
    const settings = { duplicate_check: { checks: [{ by, within: 'LIST' as const }], days: null } };
    expect(one(field, value, { settings })).toEqual(wanted);
  });

  it('departs from the profile where the connection says so', () => {
    const traits = { accents: 'fold', plus: 'space', fields: { city: { drops: '-', max: 5 } } } as const;
    expect(one('city', 'Win-Salem', { traits })).toEqual(['Win S', 'cut', 'characters-dropped']);
    expect(one('province', 'Win-Salem', { traits })).toEqual(['Win-Salem']);
  });

  const texts = LEAD_FIELD_TABLE.filter((f) => f.kind === 'text' || f.kind === 'email');
  it.each(texts.map((f) => [f.name, f.max] as const))('%s is cut at %i characters, not before', (name, max) => {
    const full = `${name === 'email' ? '@' : 'a'}${'b'.repeat(max - 1)}`;
    expect(one(name, full)).toEqual([full]);
    expect(one(name, `${full}c`)).toEqual([full, 'cut']);
  });
});

describe('state', () => {
  it.each<[value: string, sent: string, ...codes: string[]]>([
    ['FL', 'FL'],
    ['fl', 'FL', 'state-to-code'],
    ['Florida', 'FL', 'state-to-code'],
    ['NEW YORK', 'NY', 'state-to-code'],
    ['N.Y.', 'NY', 'state-to-code'],
    ['N.C.', 'NC', 'state-to-code'],
    ['Québec', 'QC', 'state-to-code'],
    ['west  virginia', 'WV', 'state-to-code'],
    ['AE', 'AE'],
    ['ZZ', 'ZZ', 'state-unknown'],
    ['Bavaria', '', 'state-unreadable'],
    ['F', '', 'state-unreadable'],
    ['12', '', 'state-unreadable'],
    ['N/A', '', 'placeholder-cleared'],
  ])('%s', (value, ...wanted) => {
    const phones = { FL: '7275551111', NY: '2125551111', NC: '9195551111', QC: '5145551111', WV: '3045551111' };
    const phone_number = phones[(wanted[0] ?? '') as keyof typeof phones] ?? '8005551111';
    const seen = look({ state: value, phone_number });
    expect([seen.sent.state ?? '', ...seen.codes]).toEqual(wanted);
  });

  it('may be anything of two letters abroad', () => {
    expect(look({ phone_number: '+49 30 901820', state: 'ZZ', country_code: 'DEU' }).codes).toEqual([]);
  });
});

describe('postal code', () => {
  it.each<[state: string, value: string, sent: string, ...codes: string[]]>([
    ['', '33701', '33701'],
    ['', '33701-1234', '33701-1234'],
    ['', 'SW1A 1AA', 'SW1A 1AA'],
    ['MA', '2134', '02134', 'postal-zero'],
    ['PR', '901', '00901', 'postal-zero'],
    ['', '2134', '2134', 'postal-short'],
    ['CA', '2134', '2134', 'postal-short'],
    ['', '33701.0', '33701', 'postal-decimal'],
    ['', '33701-1234-99', '33701-1234', 'cut'],
  ])('%s %s', (state, value, ...wanted) => {
    const seen = look({ postal_code: value, state, phone_number: '8005551111' });
    expect([seen.sent.postal_code ?? '', ...seen.codes]).toEqual(wanted);
  });
});

describe('date of birth', () => {
  it.each<[value: string, sent: string, ...codes: string[]]>([
    ['1980-03-25', '1980-03-25'],
    ['2000-02-29', '2000-02-29'],
    ['1980/03/25', '1980-03-25', 'date-to-iso'],
    ['1980.3.5', '1980-03-05', 'date-to-iso'],
    ['19800325', '1980-03-25', 'date-to-iso'],
    ['03/25/1980', '1980-03-25', 'date-to-iso'],
    ['25/03/1980', '1980-03-25', 'date-to-iso'],
    ['25.3.1980', '1980-03-25', 'date-to-iso'],
    ['3/3/1980', '1980-03-03', 'date-to-iso'],
    ['3/25/80', '1980-03-25', 'date-to-iso'],
    ['5 Mar 1980', '1980-03-05', 'date-to-iso'],
    ['March 5, 1980', '1980-03-05', 'date-to-iso'],
    ['Mar 5th 1980', '1980-03-05', 'date-to-iso'],
    ['05-Mar-80', '1980-03-05', 'date-to-iso'],
    ['1980-Mar-05', '1980-03-05', 'date-to-iso'],
    ['1980-03-25 00:00:00', '1980-03-25', 'date-to-iso'],
    ['1980-03-25T00:00:00.000Z', '1980-03-25', 'date-to-iso'],
    ['03/04/1980', '', 'date-ambiguous'],
    ['3/25/05', '2005-03-25', 'date-to-iso'],
    ['3/25/15', '', 'date-ambiguous'],
    ['3/25/28', '1928-03-25', 'date-to-iso'],
    ['1980-02-30', '', 'date-impossible'],
    ['2001-02-29', '', 'date-impossible'],
    ['1900-02-29', '', 'date-impossible'],
    ['25/25/1980', '', 'date-impossible'],
    ['31/04/1980', '', 'date-impossible'],
    ['1780-01-01', '', 'date-impossible'],
    ['2026-11-22', '', 'date-future'],
    ['5/16/2049', '', 'date-future'],
    ['1900-01-01', '1900-01-01', 'date-old'],
    ['1980', '', 'date-unreadable'],
    ['Thu May 06 1980 00:00:00 GMT-0500 (Central Daylight Time)', '1980-05-06', 'date-to-iso'],
    ['29221', '', 'date-unreadable'],
    ['soon', '', 'date-unreadable'],
    ['03041980', '', 'date-unreadable'],
    ['0000-00-00', '', 'date-cleared'],
    ['unknown', '', 'placeholder-cleared'],
  ])('%s', (value, ...wanted) => expect(one('date_of_birth', value, { today: '2026-11-21' })).toEqual(wanted));

  it.each([
    ['mdy', '1980-03-04'],
    ['dmy', '1980-04-03'],
  ] as const)('03/04/1980 is read as %s where the operator says so', (dateOrder, sent) => {
    expect(one('date_of_birth', '03/04/1980', { dateOrder })).toEqual([sent, 'date-to-iso']);
  });
  it('25/03/1980 is one day whatever the order', () => {
    expect(one('date_of_birth', '25/03/1980', { dateOrder: 'mdy' })).toEqual([
      '1980-03-25',
      'date-other-order',
      'date-to-iso',
    ]);
  });
});

describe('other fields', () => {
  it.each<[field: LeadFieldName, value: string, sent: string, ...codes: string[]]>([
    ['gender', 'M', 'M'],
    ['gender', 'm', 'M', 'gender-to-letter'],
    ['gender', 'Female', 'F', 'gender-to-letter'],
    ['gender', 'unknown', 'U', 'gender-to-letter'],
    ['gender', '7', 'U', 'gender-unknown'],
    ['email', 'jo@example.com', 'jo@example.com'],
    ['email', 'jo+spam@example.com', 'jo spam@example.com', 'plus-to-space'],
    ['email', 'jo.example.com', 'jo.example.com', 'email-no-at'],
    ['country_code', 'USA', 'USA'],
    ['country_code', 'US', 'USA', 'country-to-code'],
    ['country_code', 'United States', 'USA', 'country-to-code'],
    ['country_code', 'U.S.A.', 'USA', 'country-to-code'],
    ['country_code', 'usa', 'USA', 'country-to-code'],
    ['country_code', 'México', 'MEX', 'country-to-code', 'phone-code-from-country'],
    ['country_code', 'Alemania', 'DEU', 'country-to-code', 'phone-code-from-country'],
    ['country_code', 'uk', 'GBR', 'country-to-code', 'phone-code-from-country'],
    ['country_code', 'XYZ', 'XYZ', 'country-unknown'],
    ['country_code', 'Atlantis', '', 'country-unreadable'],
    ['rank', '3', '3'],
    ['rank', '3.0', '3', 'rank-to-digits'],
    ['rank', '123456', '', 'rank-unreadable'],
    ['rank', 'high', '', 'rank-unreadable'],
    ['title', 'Professor', 'Prof', 'cut'],
    ['middle_initial', 'Ann', 'A', 'cut'],
    ['rank', '007', '7', 'rank-to-digits'],
    ['rank', '32767', '32767'],
    ['rank', '32768', '32767', 'rank-limit'],
    ['rank', '99999', '32767', 'rank-limit'],
    ['gmt_offset_now', '-5', ''],
    ['gmt_offset_now', 'EST', ''],
  ])('%s %s', (field, value, ...wanted) => expect(one(field, value)).toEqual(wanted));

  it.each<[value: string, sent: string, ...codes: string[]]>([
    ['-5', '-5'],
    ['-5.00', '-5.00'],
    ['+2', '2'],
    ['99', '', 'gmt-offset-unreadable'],
    ['EST', '', 'gmt-offset-unreadable'],
  ])('gmt_offset_now %s, for a dialer that goes by it', (value, ...wanted) => {
    const traits = { profile: 'as-is', accents: 'keep', plus: 'keep' } as const;
    expect(one('gmt_offset_now', value, { traits })).toEqual(wanted);
  });
});

describe('whatever a file holds', () => {
  it('is sent as the document allows, or not at all', () => {
    const nasty = [
      '',
      ' ',
      'x'.repeat(2000),
      '\u0000',
      'é'.repeat(500),
      '😀;#"+',
      '7.27E+09',
      '2134',
      'NA',
      '=1+1',
      "'",
      '+44 20 7946 0958',
      '-',
      '12/12/12',
      '𝒥',
      'ﬃ'.repeat(40),
    ];
    for (const field of LEAD_FIELDS) {
      const rule = LEAD_FIELD_TABLE.find((f) => f.name === field);
      for (const value of nasty) {
        const sent = look({ [field]: value }).sent[field] ?? '';
        if (sent === '') continue;
        expect([field, value, sent.length <= (rule?.max ?? 0)]).toEqual([field, value, true]);
        if (rule?.pattern) expect([field, value, sent]).toEqual([field, value, expect.stringMatching(rule.pattern)]);
        expect(sent).toMatch(/^[\t\n\r\x20-\x7e]*$/);
        expect(sent).not.toMatch(/[;#"+]/);
        expect(sent.trim()).toBe(sent);
      }
    }
  });

  it('checked again as it is sent, changes no more', () => {
    const rows = [
      {
        first_name: 'José "Pepe"',
        state: 'Florida',
        date_of_birth: '3/25/1980',
        gender: 'male',
        phone_number: '+1 (727) 555-1111 x5',
      },
      {
        city: 'São Paulo + Co',
        country_code: 'Brasil',
        rank: '3.0',
        phone_number: '+55 11 91234 5678',
        comments: 'x'.repeat(300),
      },
    ];
    for (const row of rows) {
      const { sent } = look(row);
      expect(look(sent).sent).toEqual(sent);
      expect(look(sent).issues.filter((i) => i.severity === 'change')).toEqual([]);
    }
  });
});

describe('a state that the dialer looks up', () => {
  const on = { settings: { lookup_state: 'Y' as const } };
  const changes = (row: Parameters<typeof look>[0], around = on) =>
    look(row, around)
      .issues.filter(({ code }) => code === 'state-looked-up')
      .map(({ before, after, severity }) => [before, after, severity]);

  it('is shown as what the area code tells, where it was empty and is asked for', () => {
    expect(changes({})).toEqual([['', 'FL', 'change']]);
    expect(look({}, on).sent.state).toBeUndefined();
    expect(changes({ state: 'GA' })).toEqual([]);
    expect(changes({}, { settings: { lookup_state: 'N' as never } })).toEqual([]);
    expect(changes({ phone_number: '8005551111' })).toEqual([]);
    expect(changes({ phone_number: '2079460103', phone_code: '44' })).toEqual([]);
  });
});
