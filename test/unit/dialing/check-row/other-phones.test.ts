import { describe, expect, it } from 'vitest';
import { createRowChecker } from '../../../../src-main/dialing/check-row/index.ts';
import { listedOthers, othersOf } from '../../../../src-main/dialing/check-row/other-phones.ts';
import { dialSettings, type Mapping } from '../../../../src-preload/contract/index.ts';

const settings = dialSettings.parse({ list_id: '101', campaign: 'SALES' });
const mapping: Mapping = {
  columns: ['Phone', 'Other', 'More'].map((header, index) => ({ header, index })),
  targets: { phone_number: { from: [0] }, alt_phone: { from: [1] }, multi_alt_phones: { from: [2] } },
  custom: {},
};
const traits = { accents: 'fold', plus: 'space', profile: 'vicidial' } as const;
const read = (cells: readonly string[], listed: readonly string[]) => {
  const checker = createRowChecker({ mapping, settings, traits, isListed: (phone) => listed.includes(phone) });
  const { alt_phone: alt = '', multi_alt_phones: more = '' } = checker.fields(cells);
  return { alt, more, codes: checker.check(cells).issues.map(({ code }) => code) };
};

describe('further phones on the do-not-call list', () => {
  const ROW = ['7275550101', '(727) 555-0111', '7275550112_1_home!7275550113_1'];

  it('are left out, each with its reason', () => {
    expect(read(ROW, ['7275550111'])).toEqual({ alt: '', more: ROW[2], codes: ['alt-on-dnc'] });
    expect(read(ROW, ['7275550112'])).toEqual({ alt: '7275550111', more: '7275550113_1', codes: ['more-on-dnc'] });
    expect(read(ROW, ['7275550112', '7275550113']).more).toBe('');
    expect(read(ROW, ['7275550101']).codes).toEqual([]);
  });

  it('are found from what the helper hands on as from the row itself', () => {
    const { others } = createRowChecker({ mapping, settings, traits }).check(ROW);
    expect(others).toBe(othersOf('7275550111', ROW[2] ?? ''));
    const found = listedOthers(others, (phone) => phone.endsWith('1') || phone.endsWith('3'));
    expect(found).toEqual([
      { code: 'alt-on-dnc', field: 'alt_phone', severity: 'change', before: '7275550111', after: '' },
      {
        code: 'more-on-dnc',
        field: 'multi_alt_phones',
        severity: 'change',
        before: ROW[2],
        after: '7275550112_1_home',
      },
    ]);
    expect(createRowChecker({ mapping, settings, traits }).check(['7275550101', '', '']).others).toBe('');
  });
});

describe('notes of further phones', () => {
  it('are cut to what the dialer holds, and the cut is said', () => {
    const note = 'his mother, who takes messages in the evening';
    const { more, codes } = read(['7275550101', '', `7275550112_1_${note}!7275550113_1_work`], []);
    expect(more).toBe('7275550112_1_his mother who takes messages !7275550113_1_work'.replace(' !', '!'));
    expect(codes).toContain('note-cut');
    expect(read(['7275550101', '', '7275550112_1_work'], []).codes).toEqual([]);
  });
});
