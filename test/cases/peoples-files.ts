import type { FileCase } from './case.ts';

/** The files in `files/`, in the form of ones that public reports told of; names and numbers are invented. */
export const PEOPLES_FILES: readonly FileCase[] = [
  {
    name: '01-sep-one-row.csv',
    rule: 'A line "sep=X" is Excel’s: it gives the delimiter and is no row.',
    sent: [{ phone_number: '7275550101', first_name: 'Nora', last_name: 'Quill' }],
  },
  {
    name: '01-sep-semicolon.csv',
    rule: 'A line “sep=X” is Excel’s: it gives the delimiter and is no row.',
    sent: [
      { phone_number: '7275550101', first_name: 'Nora', last_name: 'Quill', state: 'FL' },
      { phone_number: '8135550102', first_name: 'Omar', last_name: 'Vance', state: 'FL' },
      { phone_number: '3055550103', first_name: 'Pia', last_name: 'Reed', state: 'FL' },
      { phone_number: '4075550104', first_name: 'Ray', last_name: 'Stone', state: 'FL' },
    ],
  },
  {
    name: '02-title-in-first-cell.csv',
    rule: 'The header is the record that reads as one, wherever it stands; the operator (wizard, --header-row N) can say which.',
    sent: [
      { phone_number: '7275550101', first_name: 'Nora', last_name: 'Quill', state: 'FL' },
      { phone_number: '8135550102', first_name: 'Omar', last_name: 'Vance', state: 'FL' },
      { phone_number: '3055550103', first_name: 'Pia', last_name: 'Reed', state: 'FL' },
      { phone_number: '4075550104', first_name: 'Ray', last_name: 'Stone', state: 'FL' },
    ],
  },
  {
    name: '03-smallest.csv',
    rule: 'A guessed column whose samples do not fit its field stays unmapped.',
    sent: [
      { phone_number: '7275550101', first_name: 'Nora' },
      { phone_number: '8135550102', first_name: 'Omar' },
    ],
    empty: ['alt_phone', 'title'],
  },
  {
    name: '04-two.csv',
    rule: 'Two phones in one cell: the first goes, the second may become another phone, or the row is left out with exactly that reason; never glued together.',
    never: ['72755501017275550111', '55501205550121'],
  },
  {
    name: '05-smallest.csv',
    rule: 'A rating in words is no rank.',
    sent: [
      { phone_number: '7275550101', first_name: 'Nora' },
      { phone_number: '8135550102', first_name: 'Omar' },
    ],
    empty: ['rank'],
  },
  {
    name: '05-title-job.csv',
    rule: 'A salutation fills title, a job title never.',
    sent: [
      { phone_number: '7275550101', first_name: 'Nora' },
      { phone_number: '8135550102', first_name: 'Omar' },
    ],
    only: { title: ['Ms.', 'Ms', 'Mr.', 'Mr', ''] },
  },
  {
    name: '06-smallest.csv',
    rule: 'A calling code is no country.',
    sent: [
      { phone_number: '7275550101', phone_code: '1', first_name: 'Nora' },
      { phone_number: '8135550102', phone_code: '1', first_name: 'Omar' },
    ],
    empty: ['country_code'],
  },
  {
    name: '07-entities.csv',
    rule: 'HTML entities are what web forms leave in exports: read, shown as changed.',
    sent: [
      { phone_number: '7275550101', first_name: 'Nora', last_name: "O'Malley" },
      { phone_number: '8135550102', last_name: "D'Arcy" },
      { phone_number: '3055550103', last_name: "O'Reed" },
    ],
  },
  {
    name: '08-mac-roman-cr.csv',
    rule: 'Mac Roman, CP850 and CP1250 can be chosen and are recognised or asked about; letters are never sent as others (accents are folded here by the connection’s default).',
    either: [
      { phone_number: '7275550101', first_name: 'Jose', last_name: 'Pena' },
      { phone_number: '8135550102', first_name: 'Zoe', last_name: 'Nunez' },
      { phone_number: '3055550103', first_name: 'Andre', last_name: "O'Malley" },
    ],
  },
  {
    name: '09-zip-only.csv',
    rule: '="07030" and \'07030 are 07030, in every field.',
    sent: [
      { phone_number: '2015550101', postal_code: '07030' },
      { phone_number: '2015550102', postal_code: '07302' },
    ],
  },
  {
    name: '09-apostrophe.csv',
    rule: '="07030" and \'07030 are 07030, in every field.',
    sent: [
      { phone_number: '7275550101', state: 'NJ', postal_code: '07030', vendor_lead_code: '00123' },
      { phone_number: '2015550102', state: 'NJ', postal_code: '07302', vendor_lead_code: '00124' },
    ],
  },
  {
    name: '10-no-state.csv',
    rule: 'A lost leading zero of a US ZIP comes back (also in ZIP+4, also where area code or city must stand in for a state), shown as changed; where it can’t be told, a warning.',
    sent: [
      { phone_number: '2015550101', postal_code: '07030' },
      { phone_number: '6175550102', postal_code: '02128' },
    ],
  },
  {
    name: '11-commas.csv',
    rule: 'Rows of empty cells are blank lines, not rejects.',
    sent: [
      { phone_number: '7275550101', first_name: 'Nora', last_name: 'Quill' },
      { phone_number: '8135550102', first_name: 'Omar', last_name: 'Vance' },
      { phone_number: '3055550103', first_name: 'Pia', last_name: 'Reed' },
      { phone_number: '4075550104', first_name: 'Ray', last_name: 'Stone' },
    ],
    rows: 4,
  },
  {
    name: '12-smallest.csv',
    rule: 'A row that is left out makes nobody a duplicate.',
    sent: [{ phone_number: '7275550101', first_name: 'Nora', date_of_birth: '1980-05-06' }],
  },
  {
    name: '13-excel-na.csv',
    rule: '\\N, NULL, #N/A, #REF! and their kind say "nothing".',
    sent: [
      { phone_number: '7275550101', last_name: 'Quill' },
      { phone_number: '8135550102', first_name: 'Omar', state: 'FL', postal_code: '33602' },
    ],
    only: { first_name: ['', 'Omar'], last_name: ['Quill', ''], state: ['', 'FL'], postal_code: ['', '33602'] },
  },
  {
    name: '14-future.csv',
    rule: 'A birth date that has not come is never sent.',
    sent: [{ phone_number: '3055550103', first_name: 'Pia', date_of_birth: '1946-05-06' }],
    only: { date_of_birth: ['', '0000-00-00', '1946-05-06'] },
  },
  {
    name: '15-standard.txt',
    rule: 'The dialer’s own 23-column order without a header is recognised; a calling code is never dropped.',
    sent: [
      {
        phone_number: '7275550101',
        first_name: 'Nora',
        last_name: 'Quill',
        state: 'FL',
        postal_code: '33701',
        phone_code: '1',
      },
      { phone_number: '3125550102', last_name: 'Vance', phone_code: '1' },
      { phone_number: '2079460103', last_name: 'Reed', phone_code: '44' },
    ],
  },
  {
    name: '16-smallest.csv',
    rule: 'Prefixes of lead-ad exports (p:, z:, l:) are taken off.',
    sent: [
      { phone_number: '7275550101', first_name: 'Nora', postal_code: '33701' },
      { phone_number: '2015550102', first_name: 'Omar', postal_code: '07030' },
    ],
  },
  {
    name: '18-dnc.csv',
    rule: 'A column that says do not call leaves its rows out, as the local list does, unless the operator says otherwise.',
    sent: [{ phone_number: '8135550102', first_name: 'Omar', last_name: 'Vance' }],
    never: ['7275550101', '3055550103'],
  },
  {
    name: '22-late-proof.csv',
    rule: 'A date order is proven by any row of the file, not by the first twenty only.',
    sent: [{ phone_number: '7275550100', date_of_birth: '1980-01-04' }],
  },
  {
    name: '28-list.csv',
    rule: 'A do-not-call entry is a full number: area code and number in two columns are joined; seven digits are refused loudly; deletions of a change list delete; every phone column counts.',
    doNotCall: { file: '28-registry.txt' },
    sent: [{ phone_number: '3055550104', first_name: 'Ray' }],
    never: ['7275550101', '7275550102', '8135550103'],
  },
  {
    name: '29-two-columns.csv',
    rule: 'Area code and number in two columns are joined (suggested); seven digits alone are never sent silently.',
    either: [
      { phone_number: '7275550101', first_name: 'Nora' },
      { phone_number: '8135550102', first_name: 'Omar' },
      { phone_number: '3055550103', first_name: 'Pia' },
    ],
    never: ['5550101', '5550102', '5550103'],
  },
  {
    name: '30-landing-page.csv',
    rule: 'A column’s name is matched by whole words, and its samples must fit.',
    sent: [
      { phone_number: '7275550101', first_name: 'Nora', last_name: 'Quill' },
      { phone_number: '8135550102', first_name: 'Omar', last_name: 'Vance' },
    ],
    empty: ['country_code'],
  },
  {
    name: '30-credit-score.csv',
    rule: 'A credit score is no rank.',
    sent: [
      { phone_number: '7275550101', first_name: 'Nora', last_name: 'Quill' },
      { phone_number: '8135550102', first_name: 'Omar', last_name: 'Vance' },
    ],
    empty: ['rank'],
  },
  {
    name: '30-ethnicity.csv',
    rule: 'A column’s name is matched by whole words, and its samples must fit.',
    sent: [
      { phone_number: '7275550101', first_name: 'Nora', last_name: 'Quill' },
      { phone_number: '8135550102', first_name: 'Omar', last_name: 'Vance' },
    ],
    empty: ['city'],
  },
  {
    name: '30-staff-name.csv',
    rule: 'A column’s name is matched by whole words, and its samples must fit.',
    sent: [{ phone_number: '7275550101' }, { phone_number: '8135550102' }],
    empty: ['middle_initial'],
  },
  {
    name: '31-smallest.csv',
    rule: 'No phone in the main column but one in another: the lead goes by it, said, or is left out with exactly that reason.',
    sent: [
      { phone_number: '7275550101', first_name: 'Nora' },
      { phone_number: '8135550102', first_name: 'Omar' },
    ],
    either: [{ phone_number: '3055550103', first_name: 'Pia' }],
  },
];
