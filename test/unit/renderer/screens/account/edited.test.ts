import { describe, expect, it } from 'vitest';
import { fieldsOf, shownField } from '../../../../../src-main/leadexec/records/fields.ts';
import { recordKind } from '../../../../../src-preload/contract/index.ts';
import {
  choiceAt,
  edited,
  formFields,
  rowFields,
  sentDraft,
  valueAt,
} from '../../../../../src-renderer/screens/account/record/edited.ts';

const RECORD = { Price: 25, Description: null, Status: 12, Validation: { DNC: 1 }, Criteria: [{ Value: 'a' }] };
const fields = (kind: (typeof recordKind.options)[number]) => fieldsOf(kind).map(shownField);
const fieldAt = (kind: 'accounts' | 'clients', path: string) => {
  const found = fields(kind).find((field) => field.path === path);
  if (found === undefined) throw new Error(`no ${path}`);
  return found;
};

import type { EditValue } from '../../../../../src-renderer/state/account-record.ts';

describe('an edit of a record in its form', () => {
  it('what is as it was read is no edit, and what is not stands in the form', () => {
    const draft = edited(RECORD, {}, 'Price', 30);
    expect(draft).toEqual({ Price: 30 });
    expect([valueAt(RECORD, draft, 'Price'), valueAt(RECORD, draft, 'Validation.DNC')]).toEqual([30, 1]);
    expect(edited(RECORD, draft, 'Price', 25)).toEqual({});
    expect(edited(RECORD, {}, 'Description', '')).toEqual({});
    expect(edited(RECORD, {}, 'Validation.DNC', 0)).toEqual({ 'Validation.DNC': 0 });
    expect(edited(RECORD, {}, 'Criteria', [{ Value: 'a' }])).toEqual({});
  });

  it('rows that are flagged to go are left out of what is sent, mappings within them too', () => {
    const settings: EditValue = [
      { DeliverySettingUID: 1, Delete: true },
      { DeliverySettingUID: 2, Delete: false, FieldMappings: [{ Delete: true }, { Delete: false, FieldValue: 'x' }] },
    ];
    expect(sentDraft({ FieldSettings: settings, Price: 3 })).toEqual({
      FieldSettings: [{ DeliverySettingUID: 2, Delete: false, FieldMappings: [{ Delete: false, FieldValue: 'x' }] }],
      Price: 3,
    });
  });

  it('a choice is read by its name or its number, and anything else is kept', () => {
    const status = fieldAt('accounts', 'Status');
    expect([choiceAt(status, 12), choiceAt(status, '12'), choiceAt(status, 'open'), choiceAt(status, 99)]).toEqual([
      3,
      3,
      3,
      null,
    ]);
    // Without documented numbers a number is not taken for a place.
    expect(choiceAt(fieldAt('clients', 'Status'), 6)).toBeNull();
  });

  it('every field of every kind stands in the form once, or in the rows of its list', () => {
    for (const kind of recordKind.options) {
      const all = fields(kind);
      const { own, lists, deprecated, shown } = formFields(all, all[0]?.path ?? '');
      const top = [...own, ...lists, ...deprecated, ...shown].map(({ path }) => path);
      expect(new Set(top).size, kind).toBe(top.length);
      const inRows = all
        .filter(({ type }) => type === 'rows')
        .flatMap(({ path }) => rowFields(all, path))
        .map(({ path }) => path);
      const missing = all.filter(({ path }) => !top.includes(path) && !inRows.includes(path));
      expect(
        missing.filter(({ deprecated: old, readOnly }) => !(old && readOnly)).map(({ path }) => path),
        kind,
      ).toEqual([]);
    }
  });
});
