import { describe, expect, it } from 'vitest';
import { createRowChecker, suggestMapping } from '../../../../src-main/dialing/check-row/index.ts';
import { dialSettings, type FullNameReading, type Mapping } from '../../../../src-preload/contract/index.ts';

const settings = dialSettings.parse({ list_id: '101', campaign: 'SALES' });
const checkerOf = (mapping: Mapping) => createRowChecker({ mapping, settings });

function suggested(headers: readonly string[], ...rows: readonly (readonly string[])[]) {
  const { mapping, notes } = suggestMapping(headers, rows);
  const sent = rows.map((cells) => checkerOf(mapping).fields(cells));
  return { mapping, notes, sent };
}

const read = (name: string, how: FullNameReading = 'first-last', edits?: Record<string, string>) => {
  const checker = checkerOf({
    columns: [
      { header: 'Phone', index: 0 },
      { header: 'Name', index: 1 },
    ],
    targets: { phone_number: { from: [0] } },
    custom: {},
    fullName: { column: 1, read: how },
  });
  const cells = ['7275550101', name];
  const { phone_number: _, phone_code: __, ...sent } = checker.fields(cells, edits);
  return { sent, issues: checker.check(cells, edits).issues };
};

describe('a column of whole names', () => {
  it.each([
    'Name',
    'Full name',
    'full_name',
    'FullName',
    'Contact',
    'Contact Name',
    'Customer Name',
    'Nombre completo',
    'First & Last Name',
    'Property Owner Name',
  ])('%s is taken apart', (header) => {
    const { sent } = suggested(['Phone', header], ['7275550101', 'John Smith'], ['8135550102', 'Reed, Pia']);
    expect(sent).toEqual([
      { phone_number: '7275550101', phone_code: '1', first_name: 'John', last_name: 'Smith' },
      { phone_number: '8135550102', phone_code: '1', first_name: 'Pia', last_name: 'Reed' },
    ]);
  });

  it.each(['Lead Owner Name', 'Company Name', 'Agent Name', 'Account Name', 'File Name', 'Form Name', 'Spouse Name'])(
    '%s is not',
    (header) => {
      const { mapping } = suggested(['Phone', header], ['7275550101', 'John Smith'], ['8135550102', 'Pia Reed']);
      expect(mapping.fullName).toBeUndefined();
    },
  );

  it('a contact that is no name is not', () => {
    expect(
      suggested(['Phone', 'Contact'], ['7275550101', 'Yes'], ['8135550102', 'Email']).mapping.fullName,
    ).toBeUndefined();
    expect(suggested(['Contact'], ['7275550101'], ['8135550102']).mapping.targets.phone_number).toEqual({ from: [0] });
  });

  it('stands aside where both names have columns of their own, and says so', () => {
    const { mapping, notes } = suggested(
      ['Phone', 'Name', 'First', 'Last'],
      ['7275550101', 'John Smith', 'John', 'Smith'],
      ['8135550102', 'Pia Reed', 'Pia', 'Reed'],
    );
    expect(mapping.fullName).toBeUndefined();
    expect(notes).toEqual([{ column: 1, field: 'full_name', why: expect.stringContaining('columns of their own') }]);
  });

  it('is the other part of the name where one has a column, and what it says whole where it repeats it', () => {
    expect(
      suggested(['Phone', 'Name', 'Vorname'], ['7275550101', 'Quill', 'Nora'], ['8135550102', 'Reed', 'Pia']).sent[0],
    ).toMatchObject({
      first_name: 'Nora',
      last_name: 'Quill',
    });
    expect(
      suggested(['Phone', 'Name', 'Surname'], ['7275550101', 'Mary Ann', 'Quill'], ['8135550102', 'Pia', 'Reed'])
        .sent[0],
    ).toMatchObject({
      first_name: 'Mary Ann',
      last_name: 'Quill',
    });
    expect(
      suggested(['Phone', 'Name', 'First'], ['7275550101', 'Nora Quill', 'Nora'], ['8135550102', 'Pia Reed', 'Pia'])
        .sent[0],
    ).toMatchObject({
      first_name: 'Nora',
      last_name: 'Quill',
    });
  });

  it('that ends in initials has the last name first', () => {
    const rows = [
      ['7275550101', 'SMITH JOHN Q'],
      ['8135550102', 'REED PIA L'],
      ['3055550103', 'STONE RAY'],
    ] as const;
    expect(
      suggested(['Phone', 'Owner Name'], ...rows).sent.map(({ first_name, last_name }) => `${first_name} ${last_name}`),
    ).toEqual(['JOHN SMITH', 'PIA REED', 'RAY STONE']);
  });
});

describe('a row with a whole name', () => {
  it('shows it before and after', () => {
    const { sent, issues } = read('Dr. Smith, John Q.');
    expect(sent).toEqual({ title: 'Dr.', first_name: 'John', middle_initial: 'Q', last_name: 'Smith' });
    expect(issues).toContainEqual({
      code: 'name-split',
      field: 'first_name',
      severity: 'change',
      before: 'Dr. Smith, John Q.',
      after: 'John',
      note: 'title Dr., first name John, middle Q., last name Smith',
    });
  });

  it('keeps what can’t be taken apart whole, and says so', () => {
    const { sent, issues } = read('Acme Plumbing LLC');
    expect(sent).toEqual({ first_name: 'Acme Plumbing LLC' });
    expect(issues.map(({ code }) => code)).toEqual(['name-whole']);
    expect(read('Nora')).toEqual({ sent: { first_name: 'Nora' }, issues: [] });
    expect(read('N/A').sent).toEqual({});
  });

  it('is not taken apart where that is switched off', () => {
    expect(read('John Smith', 'whole')).toEqual({ sent: { first_name: 'John Smith' }, issues: [] });
  });

  it('gives way to what the operator types', () => {
    expect(read('John Smith', 'first-last', { last_name: 'Smyth' }).sent).toEqual({
      first_name: 'John',
      last_name: 'Smyth',
    });
    expect(read('John Smith', 'first-last', { first_name: '', last_name: '' }).sent).toEqual({});
  });
});
