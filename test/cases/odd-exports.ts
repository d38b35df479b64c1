import type { FileCase } from './case.ts';
import { latin1, lines, NAMES, nora, omar } from './two-people.ts';

/** Exported files with something odd in them: in their encoding, quotes, rows or columns. */
export const ODD_EXPORTS: readonly FileCase[] = [
  {
    name: 'mysql-outfile.txt',
    rule: 'SELECT … INTO OUTFILE: tabs, \\N for nothing, no names of columns.',
    content:
      '1\tNora\tQuill\t7275550101\tFL\t33701\n2\tOmar\t\\N\t8135550102\tFL\t33602\n3\tPia\tReed\t3055550103\tFL\t33101\n',
    sent: [nora(), omar(), { phone_number: '3055550103' }],
    leads: 3,
  },
  {
    name: 'access.txt',
    rule: 'MS Access quotes text and not numbers, and writes days with a time of midnight.',
    content: lines(
      '"ID","FirstName","LastName","Phone","DOB"',
      '1,"Nora","Quill","(727) 555-0101",5/6/1980 0:00:00',
      '2,"Omar","Vance","(813) 555-0102",12/31/1975 0:00:00',
    ),
    sent: [nora({ first_name: 'Nora', date_of_birth: '1980-05-06' }), omar({ date_of_birth: '1975-12-31' })],
  },
  {
    name: 'libreoffice-sep.csv',
    rule: '“sep=” in quotes counts too, with tabs or pipes.',
    content: lines('"sep=|"', 'First Name|Last Name|Phone', 'Nora|Quill|7275550101', 'Omar|Vance|8135550102'),
    sent: NAMES,
    rows: 2,
  },
  {
    name: 'decimal-comma.csv',
    rule: 'Semicolons between cells and commas in numbers.',
    content: lines(
      'Vorname;Nachname;Telefon;Umsatz;PLZ',
      'Nora;Quill;7275550101;1.234,50;33701',
      'Omar;Vance;8135550102;99,00;33602',
    ),
    sent: [nora({ first_name: 'Nora', last_name: 'Quill', postal_code: '33701' }), omar({ postal_code: '33602' })],
  },
  {
    name: 'phones-with-decimals.csv',
    rule: 'A spreadsheet’s “.0” and “,00” on phones and ZIPs are no digits.',
    content: lines(
      'First Name;Last Name;Phone;Zip',
      'Nora;Quill;7275550101,00;33701,0',
      'Omar;Vance;8135550102.0;33602.0',
    ),
    sent: [nora({ first_name: 'Nora', last_name: 'Quill', postal_code: '33701' }), omar({ postal_code: '33602' })],
  },
  {
    name: 'tabs-and-stray-quotes.tsv',
    rule: 'With tabs a quote in a cell is a quote.',
    content:
      'First Name\tLast Name\tPhone\tNotes\nNora\tQuill\t7275550101\t6\' 2" tall\nOmar\tVance\t8135550102\t"call" after 5\n',
    sent: NAMES,
    leads: 2,
  },
  {
    name: 'mac-cr.csv',
    rule: 'Lines that end in CR alone.',
    content: 'First Name,Last Name,Phone\rNora,Quill,7275550101\rOmar,Vance,8135550102\r',
    sent: NAMES,
    rows: 2,
  },
  {
    name: 'mixed-line-ends.csv',
    rule: 'Lines that end in every way in one file.',
    content: 'First Name,Last Name,Phone\r\nNora,Quill,7275550101\nOmar,Vance,8135550102\rPia,Reed,3055550103\r\n',
    sent: [...NAMES, { phone_number: '3055550103', first_name: 'Pia' }],
    rows: 3,
  },
  {
    name: 'two-header-rows.csv',
    rule: 'Groups of columns stand in a row of their own above the names.',
    content: lines(
      'Person,,Contact,,Address,',
      'First Name,Last Name,Phone,Email,City,Zip',
      'Nora,Quill,7275550101,n@example.com,Tampa,33602',
      'Omar,Vance,8135550102,o@example.com,Tampa,33602',
    ),
    sent: [nora({ first_name: 'Nora', city: 'Tampa' }), omar({ city: 'Tampa' })],
    rows: 2,
  },
  {
    name: 'header-twice.csv',
    rule: 'Names of columns that come again in the middle of a file (two exports put together) are no lead.',
    content: lines(
      'First Name,Last Name,Phone',
      'Nora,Quill,7275550101',
      'First Name,Last Name,Phone',
      'Omar,Vance,8135550102',
    ),
    sent: NAMES,
    leads: 2,
  },
  {
    name: 'footer-totals.csv',
    rule: 'Totals below the rows are no leads.',
    content: lines(
      'First Name,Last Name,Phone,Amount',
      'Nora,Quill,7275550101,10.00',
      'Omar,Vance,8135550102,20.00',
      ',,,',
      'Total,,,30.00',
      '2 records,,,',
    ),
    sent: NAMES,
    leads: 2,
  },
  {
    name: 'duplicate-headers.csv',
    rule: 'Columns of one name: the phones are two, and nothing is lost.',
    content: lines(
      'Name,Phone,Phone,Email,Email',
      'Nora Quill,7275550101,7275550111,n@example.com,',
      'Omar Vance,8135550102,8135550112,o@example.com,',
    ),
    sent: [
      nora({ first_name: 'Nora', last_name: 'Quill', alt_phone: '7275550111' }),
      omar({ alt_phone: '8135550112' }),
    ],
  },
  {
    name: 'bom-in-mid-file.csv',
    rule: 'A mark of UTF-8 in the middle (files put together) is no letter.',
    content: '\uFEFFFirst Name,Last Name,Phone\r\nNora,Quill,7275550101\r\n\uFEFFOmar,Vance,\uFEFF8135550102\r\n',
    sent: NAMES,
    leads: 2,
  },
  {
    name: 'double-bom.csv',
    rule: 'Two marks at the beginning.',
    content: '\uFEFF\uFEFFFirst Name,Last Name,Phone\r\nNora,Quill,7275550101\r\nOmar,Vance,8135550102\r\n',
    sent: NAMES,
  },
  {
    name: 'mixed-encodings.csv',
    rule: 'UTF-8 with a few bytes of Windows-1252 (files put together): every letter is right, or the row says so.',
    content: Buffer.concat([
      Buffer.from('First Name,Last Name,Phone\r\nZoé,Núñez,7275550101\r\nJosé,Peña,3055550103\r\n'),
      latin1('Andr\u00e9,Vance,8135550102\r\n'),
    ]),
    either: [nora({ first_name: 'Zoe', last_name: 'Nunez' }), omar({ first_name: 'Andre', last_name: 'Vance' })],
  },
  {
    name: 'mojibake.csv',
    rule: 'UTF-8 that was read as Windows-1252 once is put right, or left as it is; never a question mark.',
    content: lines('First Name,Last Name,Phone', 'JosÃ©,PeÃ±a,7275550101', 'ZoÃ«,NuÃ±ez,8135550102'),
    sent: [nora(), omar()],
  },
  {
    name: 'nbsp-and-zero-width.csv',
    rule: 'Spaces that don’t break, and marks without width, in names of columns and in cells.',
    content: lines(
      '\u200BFirst\u00a0Name,Last\u00a0Name\u200B,\u2060Phone',
      '\u00a0Nora\u200B,Quill\u00a0,727\u00a0555\u20110101',
      'Omar,\u200EVance\u200E,\u202A+1\u00a0813\u2010555\u20130102\u202C',
    ),
    sent: NAMES,
  },
  {
    name: 'emoji.csv',
    rule: 'Emoji around names and in names of columns.',
    content: lines(
      '👤 First Name,Last Name,📞 Phone,Notes',
      'Nora 🌺,Quill,7275550101,🔥 hot',
      'Omar,Vance ✅,8135550102,',
    ),
    sent: NAMES,
  },
  {
    name: 'full-width.csv',
    rule: 'Full-width digits are digits.',
    content: lines(
      'First Name,Last Name,Phone',
      'Nora,Quill,７２７５５５０１０１',
      'Omar,Vance,８１３-５５５-０１０２',
    ),
    sent: NAMES,
  },
  {
    name: 'whole-row-quoted.csv',
    rule: 'A row that is one quoted cell (saved twice) is a row all the same.',
    content: lines('"First Name,Last Name,Phone"', '"Nora,Quill,7275550101"', '"Omar,Vance,8135550102"'),
    sent: NAMES,
    rows: 2,
  },
  {
    name: 'saved-twice.csv',
    rule: 'The same with quoted cells inside, whose quotes are doubled.',
    content: lines(
      '"First Name,Last Name,Phone,Address"',
      '"Nora,Quill,7275550101,""1 Bay St, Apt 2"""',
      '"Omar,Vance,8135550102,""2 Bay St"""',
    ),
    sent: [nora({ first_name: 'Nora', address1: '1 Bay St Apt 2' }), omar({ address1: '2 Bay St' })],
    rows: 2,
  },
  {
    name: 'space-after-comma.csv',
    rule: 'A space between a comma and a quote.',
    content: lines(
      'First Name, Last Name, Phone, Address',
      '"Nora", "Quill", "7275550101", "1 Bay St, Apt 2"',
      '"Omar", "Vance", "8135550102", "2 Bay St, Apt 3"',
    ),
    sent: NAMES,
    leads: 2,
  },
  {
    name: 'trailing-comma-rows.csv',
    rule: 'Rows that end in one comma more than the names do.',
    content: lines('First Name,Last Name,Phone', 'Nora,Quill,7275550101,', 'Omar,Vance,8135550102,'),
    sent: NAMES,
    rows: 2,
  },
  {
    name: 'index-column.csv',
    rule: 'A data frame’s index column has no name and is no id of the lead’s.',
    content: lines(',first_name,last_name,phone', '0,Nora,Quill,7275550101.0', '1,Omar,Vance,8135550102.0'),
    sent: NAMES,
  },
  {
    name: 'property-list.csv',
    rule: 'Lists of property name owners last name first, and couples.',
    content: lines(
      'Owner Name,Site Address,Site City,Site State,Site Zip,Phone 1,Phone 1 DNC,Phone 2',
      'QUILL NORA A,1 BAY ST,TAMPA,FL,33602,7275550101,N,7275550111',
      'VANCE OMAR & MIA,2 BAY ST,TAMPA,FL,33602,8135550102,N,',
      'REED PIA L,3 BAY ST,TAMPA,FL,33602,3055550103,Y,',
    ),
    sent: [nora({ first_name: 'NORA', last_name: 'QUILL', city: 'TAMPA' }), omar({ last_name: 'VANCE' })],
    never: ['3055550103'],
  },
  {
    name: 'comments-above.csv',
    rule: 'Lines of remarks above the names.',
    content: lines(
      '# Exported by CRM 4.2',
      '# 2 records',
      '#',
      'First Name,Last Name,Phone',
      'Nora,Quill,7275550101',
      'Omar,Vance,8135550102',
    ),
    sent: NAMES,
    rows: 2,
  },
  {
    name: 'markdown-table.txt',
    rule: 'Pipes at both ends, and a drawn line below the names.',
    content:
      '| First Name | Last Name | Phone |\n|---|---|---|\n| Nora | Quill | 7275550101 |\n| Omar | Vance | 8135550102 |\n',
    sent: NAMES,
    leads: 2,
  },
];
