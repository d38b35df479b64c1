import { describe, expect, it } from 'vitest';
import { columnNames, sniffLayout } from '../../../../src-main/dialing/read-csv/sniff.ts';

const CASES: readonly [name: string, text: string, delimiter: string, quote: string, header: boolean][] = [
  ['commas', 'phone,name\n7275551111,Ann\n7275551112,Bob\n', ',', '"', true],
  ['no header', '7275551111,Ann,33602\n7275551112,Bob,33603\n', ',', '"', false],
  ['decimal commas', 'phone;price;weight\n7275551111;1,5;2,25\n7275551112;2,5;3,75\n', ';', '"', true],
  ['decimal commas, no header', '7275551111;1,5;2,25;A\n7275551112;2,5;3,75;B\n', ';', '"', false],
  ['commas inside quotes', 'phone;name\n7275551111;"Smith, Ann, Ms"\n7275551112;"Jones, Bob, Mr"\n', ';', '"', true],
  ['"Last, First" in every row', '7275551111;Smith, Ann\n7275551112;Jones, Bob\n', ';', '"', false],
  ['semicolons inside quotes', 'phone,tags\n7275551111,"a;b;c;d"\n7275551112,"e;f;g;h"\n', ',', '"', true],
  ['semicolons in every cell', 'phone,name,tags\n7275551111,Ann,a;b\n7275551112,Bob,e;f\n', ',', '"', true],
  [
    'tabs',
    'phone\tname\taddress\n7275551111\tAnn\t1 Elm, Tampa, FL\n7275551112\tBob\t2 Oak, Tampa, FL\n',
    '\t',
    '"',
    true,
  ],
  ['pipes', 'phone|name\n7275551111|Smith, Ann\n7275551112|Jones, Bob\n', '|', '"', true],
  ['single quotes', "'phone','name'\n'7275551111','Smith, Ann'\n'7275551112','It''s Bob'\n", ',', "'", true],
  ['apostrophes in names', "phone,name\n7275551111,O'Neill\n7275551112,D'Arcy\n", ',', '"', true],
  ['inch signs', 'phone,size\n7275551111,5"\n7275551112,"6"" tall"\n', ',', '"', true],
  ['one column with a header', 'phone_number\n7275551111\n7275551112\n', ',', '"', true],
  ['one column without', '7275551111\n7275551112\n', ',', '"', false],
  ['one column of formatted phones', '(727) 555-1111\n(727) 555-1112\n', ',', '"', false],
  [
    'ragged rows',
    'phone,name,zip\n7275551111,Ann\n7275551112,Bob,33602,x\n7275551113,Cy,33602\n7275551114,Di,1\n',
    ',',
    '"',
    true,
  ],
  ['words that are no known names', 'alpha,beta\n7275551111,Ann\n7275551112,Bob\n', ',', '"', true],
  ['digits in commas alone', '7275551111,1,999\n7275551112,1,999\n', ',', '"', false],
  ['a header alone', 'phone,name\n', ',', '"', true],
  ['a header with quoted commas', '"Phone, cell","Name"\n7275551111,Ann\n', ',', '"', true],
  ['Spanish', 'Teléfono;Nombre;Importe\n7275551111;José;10,50\n7275551112;Ana;11,50\n', ';', '"', true],
];

describe('sniffing the layout', () => {
  it.each(CASES)('%s', (_name, text, delimiter, quote, header) => {
    expect(sniffLayout(text, true).layout).toEqual({ delimiter, quote, header });
  });

  it('leaves out the record that the sample cuts', () => {
    expect(sniffLayout('phone,name,zip\n7275551111,Ann,33602\n7275551112,"B;;;;;;', false)).toEqual({
      layout: { delimiter: ',', quote: '"', header: true },
      width: 3,
    });
  });

  it('takes what is chosen and finds the rest', () => {
    expect(sniffLayout('a;b\n1,2;3\n', true, { delimiter: ',', header: false }).layout).toEqual({
      delimiter: ',',
      quote: '"',
      header: false,
    });
    expect(sniffLayout('a,b\n"1,2\n', true, { quote: '' }).layout).toMatchObject({ delimiter: ',', quote: '' });
  });

  it('reads quotes as text where nobody closes them', () => {
    const rows = Array.from({ length: 60 }, (_, row) => `72755511${row + 10},"no closing ${row},x`).join('\n');
    expect(sniffLayout(`phone,note,mark\n${rows}\n`, true).layout).toMatchObject({ delimiter: ',', quote: '' });
  });
});

describe('column names', () => {
  it('are each there once', () => {
    expect(columnNames([' Phone ', '', 'Phone', 'Phone (2)', 'x'], 6)).toEqual([
      'Phone',
      'Column 2',
      'Phone (2)',
      'Phone (2) (2)',
      'x',
      'Column 6',
    ]);
    expect(columnNames(null, 2)).toEqual(['Column 1', 'Column 2']);
  });
});
