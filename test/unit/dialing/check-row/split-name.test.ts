import { describe, expect, it } from 'vitest';
import { type NameOrder, splitName } from '../../../../src-main/dialing/check-row/split-name.ts';

type Row = [name: string, title: string, first: string, middle: string, last: string, order?: NameOrder];

const SPLIT: Row[] = [
  ['John Smith', '', 'John', '', 'Smith'],
  ['John Q. Smith', '', 'John', 'Q.', 'Smith'],
  ['John Quincy Smith', '', 'John', 'Quincy', 'Smith'],
  ['JOHN Q SMITH', '', 'JOHN', 'Q', 'SMITH'],
  ['John A. B. Smith', '', 'John', 'A. B.', 'Smith'],
  ['John R.R. Smith', '', 'John', 'R.R.', 'Smith'],
  ['Smith, John', '', 'John', '', 'Smith'],
  ['Smith,John Q.', '', 'John', 'Q.', 'Smith'],
  ['Smith , John Quincy', '', 'John', 'Quincy', 'Smith'],
  ['Smith, John Q., Jr.', '', 'John', 'Q.', 'Smith Jr.'],
  ['Smith Jr., John', '', 'John', '', 'Smith Jr.'],
  ['Smith, Dr. John', 'Dr.', 'John', '', 'Smith'],
  ['Smith, John, Dr.', 'Dr.', 'John', '', 'Smith'],
  ['Dr. Maria de la Cruz Jr.', 'Dr.', 'Maria', '', 'de la Cruz Jr.'],
  ['de la Cruz, Maria', '', 'Maria', '', 'de la Cruz'],
  ["O'Brien-Lee, Anne", '', 'Anne', '', "O'Brien-Lee"],
  ["Anne O'Brien-Lee", '', 'Anne', '', "O'Brien-Lee"],
  ['Mary Jane de Souza', '', 'Mary', 'Jane', 'de Souza'],
  ['Juan Carlos Garcia Lopez', '', 'Juan', 'Carlos', 'Garcia Lopez'],
  ['Ludwig van Beethoven', '', 'Ludwig', '', 'van Beethoven'],
  ['Eddie Van Der Berg', '', 'Eddie', '', 'Van Der Berg'],
  ['Van Morrison', '', 'Van', '', 'Morrison'],
  ['Mary St. John', '', 'Mary', '', 'St. John'],
  ['Kim Le', '', 'Kim', '', 'Le'],
  ['John Smith, MD', '', 'John', '', 'Smith MD'],
  ['John Smith MD PhD', '', 'John', '', 'Smith MD PhD'],
  ['John Smith III', '', 'John', '', 'Smith III'],
  ['Mr. John Smith', 'Mr.', 'John', '', 'Smith'],
  ['Mr. & Mrs. John Smith', 'Mr. & Mrs.', 'John', '', 'Smith'],
  ['Dr. Smith', 'Dr.', '', '', 'Smith'],
  ['Prof. Dr. Anna Schmidt', 'Prof. Dr.', 'Anna', '', 'Schmidt'],
  ['JOHN & MARY SMITH', '', 'JOHN & MARY', '', 'SMITH'],
  ['John and Mary Smith', '', 'John and Mary', '', 'Smith'],
  ['John A & Mary B Smith', '', 'John A & Mary B', '', 'Smith'],
  ['Smith, John & Mary', '', 'John & Mary', '', 'Smith'],
  ['John Smith & Mary Jones', '', 'John', '', 'Smith & Mary Jones'],
  ['John & Mary de la Cruz', '', 'John & Mary', '', 'de la Cruz'],
  ['J. Edgar Hoover', '', 'J. Edgar', '', 'Hoover'],
  ['J. R. Smith', '', 'J.', 'R.', 'Smith'],
  ['John "Jack" Smith', '', 'John "Jack"', '', 'Smith'],
  ['John (Jack) Q. Smith', '', 'John (Jack)', 'Q.', 'Smith'],
  ['José Núñez', '', 'José', '', 'Núñez'],
  ['  John \u00a0 Smith ', '', 'John', '', 'Smith'],
  ['Sr. Juan Perez', 'Sr.', 'Juan', '', 'Perez'],
  ['Juan Perez Sr.', '', 'Juan', '', 'Perez Sr.'],
  ['SMITH JOHN Q', '', 'JOHN', 'Q', 'SMITH', 'last-first'],
  ['DE LA CRUZ MARIA', '', 'MARIA', '', 'DE LA CRUZ', 'last-first'],
  ['SMITH JOHN & MARY', '', 'JOHN & MARY', '', 'SMITH', 'last-first'],
  ['Smith, John', '', 'John', '', 'Smith', 'last-first'],
  ['Frank Church', '', 'Frank', '', 'Church'],
  ['Maria Sa', '', 'Maria', '', 'Sa'],
];

const WHOLE = [
  'Nora',
  'Acme, Inc.',
  'Acme Plumbing LLC',
  'The Smith Family Trust',
  'Estate of John Smith',
  'First National Bank',
  'First Baptist Church',
  'Muster AG',
  'Acme & Co.',
  'Suncoast Roofing & Construction Co.',
  'nora@example.com',
  '7275550101',
  '王小明',
  'Smith, John, Tampa, FL',
  '',
];

describe('a whole name', () => {
  it.each<Row>(SPLIT)('%s is taken apart', (name, title, first, middle, last, order) => {
    expect(splitName(name, order)).toEqual({ title, first, middle, last, isSplit: true });
  });

  it.each<string>(WHOLE)('%s stays whole, as first name', (name) => {
    expect(splitName(name)).toEqual({ title: '', first: name, middle: '', last: '', isSplit: false });
  });

  it('loses no word, whatever it is', () => {
    const words = [
      'John',
      'Q.',
      'de',
      'la',
      'Smith',
      'Jr.',
      'Dr.',
      '&',
      'Mary',
      '"Jack"',
      'O’Brien',
      'and',
      'St.',
      'MD',
      'Smith,',
      'Mr.',
    ];
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const sorted = (text: string) =>
      text
        .split(/[\s,]+/)
        .filter((word) => word !== '')
        .sort();
    for (let n = 0; n < 3_000; n++) {
      const name = Array.from({ length: 1 + next(6) }, () => words[next(words.length)] ?? '').join(' ');
      for (const order of ['first-last', 'last-first'] as const) {
        const { title, first, middle, last } = splitName(name, order);
        expect(sorted([title, first, middle, last].join(' ')), name).toEqual(sorted(name));
      }
    }
  });
});
