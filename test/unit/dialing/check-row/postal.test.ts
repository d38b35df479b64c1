import { describe, expect, it } from 'vitest';
import { look } from './support.ts';

type Row = Parameters<typeof look>[0];

describe('a ZIP code that lost its zero', () => {
  it.each<[what: string, row: Row, sent: string]>([
    ['by its state', { postal_code: '7030', state: 'NJ' }, '07030'],
    ['two of them', { postal_code: '901', state: 'PR' }, '00901'],
    ['of the Virgin Islands', { postal_code: '802', state: 'VI' }, '00802'],
    ['by its area code', { postal_code: '7030', phone_number: '2015550101' }, '07030'],
    ['by its city', { postal_code: '7030', city: 'Hoboken' }, '07030'],
    ['by its city, written otherwise', { postal_code: '2128', city: 'EAST BOSTON' }, '02128'],
    ['with +4', { postal_code: '7030-1234', state: 'NJ' }, '07030-1234'],
    ['with +4 and no dash', { postal_code: '70301234', state: 'NJ' }, '07030-1234'],
    ['with spaces around the dash', { postal_code: '7030 - 1234', state: 'NJ' }, '07030-1234'],
    ['as a float', { postal_code: '7030.0', state: 'NJ' }, '07030'],
  ])('%s', (_, row, sent) => {
    const seen = look({ phone_number: '7275550101', ...row });
    expect(seen.sent.postal_code).toBe(sent);
    expect(seen.codes).toContain('postal-zero');
    expect(seen.codes).not.toContain('postal-short');
  });

  it.each<[what: string, row: Row]>([
    ['where nothing tells', { postal_code: '7030' }],
    ['where the state tells otherwise', { postal_code: '7030', state: 'FL' }],
    ['where no such ZIP code is', { postal_code: '12', state: 'NJ' }],
  ])('is not guessed %s', (_, row) => {
    const seen = look({ phone_number: '7275550101', ...row });
    expect(seen.sent.postal_code).toBe(row.postal_code);
    expect(seen.codes).not.toContain('postal-zero');
  });

  it('is none abroad', () => {
    const seen = look({ phone_number: '+61 2 5550 0104', postal_code: '2000', country_code: 'AUS' });
    expect([seen.sent.postal_code, seen.codes]).toEqual(['2000', []]);
  });
});

describe('other forms of postal codes', () => {
  it.each<[value: string, sent: string, ...codes: string[]]>([
    ['33701-1234', '33701-1234'],
    ['337011234', '33701-1234', 'postal-form'],
    ['33701 1234', '33701-1234', 'postal-form'],
    ['33701-', '33701', 'postal-form'],
    ['33701-0000', '33701', 'postal-form'],
    ['M5V 2T6', 'M5V 2T6'],
    ['m5v2t6', 'M5V 2T6', 'postal-form'],
    ['3.37E+04', '', 'postal-unreadable'],
    ['none yet', '', 'postal-unreadable'],
    ['N/A', '', 'placeholder-cleared'],
  ])('%s', (value, sent, ...codes) => {
    const seen = look({ phone_number: '8005551111', postal_code: value });
    expect([seen.sent.postal_code ?? '', ...seen.codes]).toEqual([sent, ...codes]);
    expect(seen.severity).not.toBe('error');
  });

  it('says where ZIP code and state contradict each other', () => {
    const seen = look({ phone_number: '8005551111', postal_code: '33701', state: 'GA' });
    expect(seen.issues).toMatchObject([
      { code: 'postal-state-differs', note: 'ZIP 33701 is in FL, the state is GA', severity: 'warning' },
    ]);
    expect(look({ phone_number: '8005551111', postal_code: '09012', state: 'AE' }).codes).toEqual([]);
  });
});
