import { describe, expect, it } from 'vitest';
import type { LeadField } from '../../../../../src-renderer/screens/account/criteria/criterion.ts';
import {
  pastedCells,
  withPastedMappings,
  withPastedSettings,
} from '../../../../../src-renderer/screens/account/mapping/paste.ts';
import { preview, sentFor } from '../../../../../src-renderer/screens/account/mapping/sent.ts';
import {
  type FieldSetting,
  movedRow,
  newMapping,
  newSetting,
  settingProblems,
  staying,
  toggledDelete,
  toggledMapping,
  withMappings,
} from '../../../../../src-renderer/screens/account/mapping/settings.ts';

const FIELDS: readonly LeadField[] = [
  { id: 100, name: 'FirstName', dataType: 'Varchar', values: [] },
  { id: 106, name: 'HomeOwner', dataType: 'Varchar', values: ['Yes', 'No'] },
];
const LEAD = { FirstName: 'Ann', HomeOwner: 'Yes' };
const first = newSetting(3, { DeliverySettingUID: 10, FieldName: 'first', LeadFieldUID: 100 });
const owner = withMappings(newSetting(3, { DeliverySettingUID: 11, FieldName: 'owner', LeadFieldUID: 106 }), [
  { DeliveryMappingUID: 90, Delete: false, DeliverySettingUID: 11, DeliveryValue: 'Y', FieldValue: 'yes' },
]);
const partner = newSetting(3, { DeliverySettingUID: 12, FieldType: 'Static Value', FieldName: 'partner', Value: 'us' });
const SETTINGS = [first, owner, partner];
const post = {
  ...{ type: 'HTTP POST', address: 'https://example.com/leads', schema: '', emailTo: '' },
  ...{ emailSubject: '', emailTemplate: '' },
};
const pasteInto = (settings: readonly FieldSetting[], text: string) =>
  withPastedSettings(settings, text, { fields: FIELDS, uid: 3 });

describe('field settings', () => {
  it('one that LeadExec has is flagged and can be taken back; a new one is dropped', () => {
    const flagged = toggledDelete(SETTINGS, 1);
    expect(flagged.map(({ Delete }) => Delete)).toEqual([false, true, false]);
    expect(toggledDelete(flagged, 1)).toEqual(SETTINGS);
    expect(toggledDelete([...SETTINGS, newSetting(3)], 3)).toEqual(SETTINGS);
    expect(toggledMapping(owner, 0)).toMatchObject({ hasMap: false, FieldMappings: [{ Delete: true }] });
    expect(staying(flagged)).toEqual([first, partner]);
  });

  it('moves rows, and not past the ends', () => {
    expect(movedRow(SETTINGS, 0, 1)).toEqual([owner, first, partner]);
    expect(movedRow(SETTINGS, 0, -1)).toEqual(SETTINGS);
  });

  it('says what is wrong with a row', () => {
    const twice = { ...first, DeliverySettingUID: 0 };
    const none = newSetting(3, { FieldName: 'x' });
    const gone = newSetting(3, { FieldName: 'y', LeadFieldUID: 999 });
    const problems = settingProblems([...SETTINGS, twice, none, gone, newSetting(3)], FIELDS);
    expect([...problems]).toEqual([
      [3, 'Row 1 sends “first” too.'],
      [4, 'Choose a lead field.'],
      [5, 'The lead type has no field 999.'],
      [6, 'Enter the name to send it as.'],
    ]);
    // Before the lead type's fields are here nobody knows which it has.
    expect([...settingProblems([first, gone], [])]).toEqual([]);
  });
});

describe('a paste from a spreadsheet', () => {
  it('reads cells with quotes, tabs and lines', () => {
    expect(pastedCells('a\t"b\n""c"""\r\n\r\nd\te')).toEqual([
      ['a', 'b\n"c"'],
      ['d', 'e'],
    ]);
    expect(pastedCells('a,b\nc,"d,e"')).toEqual([
      ['a', 'b'],
      ['c', 'd,e'],
    ]);
  });

  it('adds new names, changes those that are sent, leaves the heading out', () => {
    const { made, added, changed } = pasteInto(
      SETTINGS,
      'Name\tSource\nfirst\t[Home Owner]\npartner\tthem\nnew\tfixed\t0.00',
    );
    expect({ added, changed }).toEqual({ added: 1, changed: 2 });
    expect(made[0]).toEqual({ ...first, FieldType: 1, LeadFieldUID: 106 });
    expect(made[1]).toBe(owner);
    expect(made[2]).toEqual({ ...partner, FieldType: 0, Value: 'them' });
    expect(made[3]).toEqual(newSetting(3, { FieldName: 'new', FieldType: 0, Value: 'fixed', Format: '0.00' }));
  });

  it('takes the type where it is given, and a name alone for the lead field of that name', () => {
    const { made } = pasteInto(
      [],
      'a\tCustom Expr\tx + 1\nb\tClient Field\tCompany\nc\tlead field\tfirstname\nHomeOwner\t',
    );
    expect(made.map(({ FieldType, Expr, Value, LeadFieldUID }) => [FieldType, Expr, Value, LeadFieldUID])).toEqual([
      [3, 'x + 1', '', 0],
      [6, '', 'Company', 0],
      [1, '', '', 100],
      [0, '', '', 0],
    ]);
    expect(pasteInto([], 'HomeOwner\nother').made.map(({ LeadFieldUID }) => LeadFieldUID)).toEqual([106, 0]);
  });

  it('value mappings: one row a value', () => {
    const { made, added, changed } = withPastedMappings(owner, 'Yes\t1\nNo\t0');
    expect({ added, changed }).toEqual({ added: 1, changed: 1 });
    expect(made.FieldMappings).toEqual([
      { DeliveryMappingUID: 90, Delete: false, DeliverySettingUID: 11, DeliveryValue: '1', FieldValue: 'yes' },
      newMapping(owner, 'No', '0'),
    ]);
  });
});

describe('what would be sent for a lead', () => {
  it('values, mapped and fixed; what LeadExec fills is named, never guessed', () => {
    expect(sentFor(first, LEAD, FIELDS)).toEqual({ is: 'value', text: 'Ann', note: null });
    expect(sentFor(owner, LEAD, FIELDS)).toEqual({ is: 'value', text: 'Y', note: 'mapped from Yes' });
    expect(sentFor({ ...owner, hasMap: false }, LEAD, FIELDS)).toMatchObject({ text: 'Yes' });
    expect(sentFor({ ...first, Format: 'U' }, LEAD, FIELDS)).toMatchObject({ note: 'then formatted U' });
    expect(sentFor({ ...first, FieldType: 2 }, LEAD, FIELDS)).toMatchObject({ is: 'unknown' });
    expect(sentFor({ ...first, FieldType: 'Weighted' }, LEAD, FIELDS)).toEqual({
      is: 'unknown',
      why: 'Weighted, not documented',
    });
  });

  it('as the kind of method sends it', () => {
    const about = { lead: LEAD, fields: FIELDS };
    expect(preview(post, SETTINGS, about)).toEqual({
      head: 'POST https://example.com/leads',
      body: 'first=Ann\nowner=Y\npartner=us',
      notes: [],
    });
    const get = preview({ ...post, type: 'HTTP GET' }, [{ ...partner, Value: 'a b' }], about);
    expect(get.body).toBe('https://example.com/leads?partner=a%20b');
    const xml = preview(
      { ...post, type: 'XML / JSON', schema: '{"f":"[FirstName]","o":"[owner]","x":"[Other]"}' },
      SETTINGS,
      about,
    );
    expect(xml.body).toBe('{"f":"Ann","o":"Y","x":"[Other]"}');
    const mail = { ...post, type: 'E-Mail', emailTo: 'a@example.com', emailSubject: 'New [FirstName]' };
    expect(preview(mail, [partner], about)).toMatchObject({ head: 'To a@example.com: New Ann', body: 'partner=us' });
    expect(preview(post, toggledDelete(SETTINGS, 0), about).body).toBe('owner=Y\npartner=us');
  });
});
