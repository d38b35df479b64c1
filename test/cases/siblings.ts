import type { FileCase, Lead } from './case.ts';

const lines = (...rows: readonly string[]): string => `${rows.join('\r\n')}\r\n`;
const nora = (more: Readonly<Record<string, string>> = {}): Lead => ({ phone_number: '7275550101', ...more });
const omar = (more: Readonly<Record<string, string>> = {}): Lead => ({ phone_number: '8135550102', ...more });
const NORA = nora({ first_name: 'Nora' });
const OMAR = omar({ first_name: 'Omar' });

/** Two leads, with one more column whose name and cells are given. */
function column(header: string, first: string, second: string): string {
  return lines(`Phone,First Name,${header}`, `7275550101,Nora,${first}`, `8135550102,Omar,${second}`);
}

/** A column that must fill nothing: both leads arrive without the field. */
const stays = (field: string, header: string, first: string, second: string): FileCase => ({
  name: `${header.replace(/[^A-Za-z0-9]+/g, '-')}-not-${field}.csv`,
  rule: 'A column’s name is matched by whole words, and its samples must fit.',
  content: column(header, first, second),
  sent: [NORA, OMAR],
  empty: [field],
});

/** A column that fills a field with these values. */
const fills = (field: string, header: string, first: string, second: string, held = [first, second]): FileCase => ({
  name: `${header.replace(/[^A-Za-z0-9]+/g, '-')}-is-${field}.csv`,
  rule: 'A usual name fills its field where the samples fit.',
  content: column(header, first, second),
  sent: [nora({ [field]: held[0] ?? '' }), omar({ [field]: held[1] ?? '' })],
});

/** A column that keeps the first lead from being called, and the second not. */
const keepsOut = (header: string, first: string, second: string): FileCase => ({
  name: `${header.replace(/[^A-Za-z0-9]+/g, '-')}-${first.replace(/[^A-Za-z0-9]+/g, '-')}.csv`,
  rule: 'A column that says do not call leaves its rows out.',
  content: column(header, first, second),
  sent: [OMAR],
  never: ['7275550101'],
});

const callsBoth = (header: string, first: string, second: string): FileCase => ({
  name: `${header.replace(/[^A-Za-z0-9]+/g, '-')}-${first.replace(/[^A-Za-z0-9]+/g, '-')}-calls.csv`,
  rule: 'A column about mail or texts, or that was only looked up, keeps nobody from being called.',
  content: column(header, first, second),
  sent: [NORA, OMAR],
});

/** A list of two, and a do-not-call file that keeps the first of them out. */
const registry = (name: string, content: string): FileCase => ({
  name: `dnc-${name}.csv`,
  rule: 'A do-not-call entry is a full number, of every phone column.',
  content: lines('Phone,First Name', '7275550101,Nora', '8135550102,Omar'),
  doNotCall: { content },
  sent: [OMAR],
  never: ['7275550101'],
});

/** Columns that are named like others, or hold what their name does not promise. */
export const COLUMN_CASES: readonly FileCase[] = [
  stays('country_code', 'Landing URL', 'https://a.example/x', 'https://a.example/y'),
  stays('country_code', 'Brand Page', 'Summer', 'Spring'),
  stays('city', 'Capacity', '12', '40'),
  stays('city', 'Velocity', 'fast', 'slow'),
  stays('city', 'City', '12', '14'),
  stays('rank', 'Risk Score', '12', '300'),
  stays('rank', 'Lead Score', 'A+', 'B-'),
  stays('rank', 'Priority', 'High', 'Low'),
  stays('title', 'Title', 'Owner', 'Sales Manager'),
  stays('title', 'Vehicle Title', 'Clean', 'Salvage'),
  stays('title', 'Prefix', '727', '813'),
  stays('state', 'State', 'Open', 'Closed'),
  stays('state', 'Statement', 'A', 'B'),
  stays('state', 'Region', 'Northeast', 'EMEA'),
  stays('postal_code', 'Loan Amount', '33701', '90210'),
  stays('postal_code', 'Zip File', 'leads1.zip', 'leads2.zip'),
  stays('email', 'Email Opt In', 'Yes', 'No'),
  stays('email', 'Email Status', 'valid', 'valid'),
  stays('email', 'Agent Email', 'kim@example.com', 'lee@example.com'),
  stays('alt_phone', 'Cancelled', 'No', 'No'),
  stays('alt_phone', 'Phone Type', 'Mobile', 'Landline'),
  stays('alt_phone', 'Cell Carrier', 'Verizon', 'AT&T'),
  stays('alt_phone', 'Emergency Contact Phone', '7275550111', '8135550112'),
  stays('alt_phone', 'Assistant’s Phone', '7275550111', '8135550112'),
  stays('alt_phone', 'Fax', '7275550111', '8135550112'),
  stays('alt_phone', 'Policy Number', '7275550111', '8135550112'),
  stays('middle_initial', 'Middle School', 'Lincoln', 'Adams'),
  stays('middle_initial', 'Form Name', 'Quote form', 'Quote form'),
  stays('date_of_birth', 'Created Date', '1/2/2015', '2/3/2015'),
  stays('gender', 'Gender', 'Pending', 'Pending'),
  stays('last_name', 'Last Contacted', '1/2/2026', '2/3/2026'),
  stays('last_name', 'Spouse Last Name', 'Reed', 'Stone'),
  stays('address1', 'IP Address', '10.1.2.3', '10.1.2.4'),
  stays('address1', 'Web Address', 'www.example.com', 'www.example.org'),
  stays('country_code', 'Country', 'Rock', 'Pop'),
  fills('rank', 'Rank', '5', '99'),
  fills('title', 'Salutation', 'Ms.', 'Mr.'),
  fills('country_code', 'Country Code', 'US', 'USA', ['USA', 'USA']),
  fills('city', 'homeCity', 'Tampa', 'Miami'),
  fills('city', 'Address 1 - City', 'Tampa', 'Miami'),
  fills('state', 'Address (State / Province)', 'FL', 'FL'),
  fills('postal_code', 'ZIP5', '33701', '33602'),
  fills('email', 'E-mail 1 - Value', 'nora@example.com', 'omar@example.com'),
  fills('last_name', 'LAST_NAME', 'Quill', 'Vance'),
  fills('vendor_lead_code', 'Lead ID', 'A100', 'A101'),
  fills('gender', 'Sex', 'F', 'M'),
  fills('date_of_birth', 'Date of Birth (DD/MM/YYYY)', '06/05/1980', '07/05/1980', ['1980-05-06', '1980-05-07']),
  fills('alt_phone', 'Phone 2 - Value', '727-555-0111', '813-555-0112', ['7275550111', '8135550112']),
  {
    name: 'calling-code.csv',
    rule: 'A calling code under Country Code is one.',
    content: lines('First Name,Country Code,Phone', 'Nora,+1,7275550101', 'Omar,+1,8135550102'),
    sent: [NORA, OMAR],
    empty: ['country_code'],
    only: { phone_code: ['1'] },
  },
  {
    name: 'german.csv',
    rule: 'Usual names in German are known.',
    content: lines(
      'Anrede;Vorname;Nachname;Wohnort;Handynummer;E-Mail-Adresse',
      'Frau;Nora;Quill;Tampa;7275550101;n@example.com',
      'Herr;Omar;Vance;Miami;8135550102;o@example.com',
    ),
    sent: [
      nora({ last_name: 'Quill', city: 'Tampa', email: 'n@example.com' }),
      omar({ last_name: 'Vance', city: 'Miami' }),
    ],
  },
  {
    name: 'spanish.csv',
    rule: 'Usual names in Spanish are known.',
    content: lines(
      'Nombre,Apellido paterno,Ciudad,Telefono celular,Correo',
      'Nora,Quill,Tampa,7275550101,n@example.com',
      'Omar,Vance,Miami,8135550102,o@example.com',
    ),
    sent: [nora({ last_name: 'Quill', city: 'Tampa', email: 'n@example.com' }), omar({ last_name: 'Vance' })],
  },
  {
    name: 'french.csv',
    rule: 'Usual names in French are known.',
    content: lines(
      'Prenom,Nom de famille,Ville,Telephone portable,Courriel',
      'Nora,Quill,Tampa,7275550101,n@example.com',
      'Omar,Vance,Miami,8135550102,o@example.com',
    ),
    sent: [nora({ first_name: 'Nora', last_name: 'Quill', city: 'Tampa' }), omar({ last_name: 'Vance' })],
  },
  {
    name: 'late-values.csv',
    rule: 'A column that is empty in the first rows is judged by those after them.',
    content: lines(
      'Phone,First Name,Rating',
      ...Array.from({ length: 60 }, (_, n) => `72755502${String(n).padStart(2, '0')},N${n},${n < 30 ? '' : 'Hot'}`),
    ),
    leads: 60,
    empty: ['rank'],
  },
  {
    name: 'area-code-second.csv',
    rule: 'Area code and number in two columns are joined.',
    content: lines('Phone,Area Code,First Name', '555-0101,727,Nora', '555-0102,813,Omar'),
    sent: [NORA, OMAR],
    never: ['5550101', '5550102'],
  },
  {
    name: 'area-exchange-line.csv',
    rule: 'Area code, exchange and line in three columns are joined.',
    content: lines('First Name,Area Code,Exchange,Line', 'Nora,727,555,0101', 'Omar,813,555,0102'),
    sent: [NORA, OMAR],
  },
  {
    name: 'area-code-and-whole.csv',
    rule: 'A number that is whole goes alone, whatever the area code beside it.',
    content: lines(
      'First Name,Area Code,Phone',
      'Nora,727,5550101',
      'Pia,305,5550103',
      'Ray,407,5550104',
      'Omar,813,(813) 555-0102',
    ),
    sent: [NORA, OMAR],
    leads: 4,
  },
  {
    name: 'seven-digits.csv',
    rule: 'Seven digits alone are never sent.',
    content: lines('Phone,First Name', '555-0101,Nora', '8135550102,Omar'),
    sent: [OMAR],
    never: ['5550101'],
  },
  {
    name: 'other-phone.csv',
    rule: 'A lead without a phone in the main column goes by another.',
    content: lines(
      'Name First,Home Phone,Cell,Work Phone',
      'Nora,,,727-555-0101',
      'Omar,813-555-0102,,',
      'Pia,N/A,305-555-0103,',
    ),
    sent: [nora(), omar(), { phone_number: '3055550103' }],
    leads: 3,
  },
];

/** Columns and files that say who must not be called. */
export const DO_NOT_CALL_CASES: readonly FileCase[] = [
  {
    name: 'dnc-of-further-phones.csv',
    rule: 'Every phone that leaves is compared: a further one on the list is left out and the lead goes, a main one takes the lead with it.',
    content: lines(
      'First Name,Phone,Phone 2,Phone 3,Phone 4',
      'Nora,7275550101,(727) 555-0111,7275550112,7275550113',
      'Omar,8135550102,8135550111,,',
      'Pia,3055550103,3055550111,,',
      'Ray,4075550104 / 4075550114,,,',
    ),
    doNotCall: { content: lines('Phone', '727-555-0111', '7275550112', '3055550103', '4075550114') },
    sent: [
      nora({ first_name: 'Nora', alt_phone: '' }),
      omar({ alt_phone: '8135550111' }),
      { phone_number: '4075550104', alt_phone: '' },
    ],
    never: ['3055550103'],
    leads: 3,
  },
  keepsOut('DNC', 'Y', 'N'),
  keepsOut('dnc_flag', '1', '0'),
  keepsOut('Federal DNC', 'Yes', ''),
  keepsOut('Do-Not-Contact', 'x', ''),
  keepsOut('doNotCall', 'true', 'false'),
  keepsOut('TCPA Litigator', 'Litigator', 'Clean'),
  keepsOut('Opted Out', '2026-01-02', ''),
  keepsOut('Opt-Out', 'Yes - by phone', 'No'),
  keepsOut('Unsubscribed', 'TRUE', 'FALSE'),
  keepsOut('OK to Call', 'No', 'Yes'),
  keepsOut('Consent', 'Revoked', 'Granted'),
  keepsOut('Callable?', '0', '1'),
  keepsOut('DNC Status', 'National DNC', 'Not on DNC'),
  keepsOut('Do Not Call', 'ask her son first', ''),
  keepsOut('Lead Status', 'DNC', 'New'),
  keepsOut('TCPA', 'Yes', 'No'),
  callsBoth('Email Opt Out', 'TRUE', 'FALSE'),
  callsBoth('Unsubscribed from all email', 'Yes', 'No'),
  callsBoth('SMS Consent', 'No', 'No'),
  callsBoth('Do Not Mail', 'Yes', 'No'),
  callsBoth('DNC Scrub Date', '2026-01-02', '2026-01-02'),
  callsBoth('Consent Date', '2026-01-02', '2026-01-02'),
  callsBoth('Consent Text', 'By clicking you agree to be called', 'By clicking you agree to be called'),
  {
    name: 'dnc-of-the-other-phone.csv',
    rule: 'A column about one phone takes that phone alone away.',
    content: lines(
      'First Name,Phone 1,Phone 1 DNC,Phone 2,Phone 2 DNC',
      'Nora,7275550101,No,7275550111,Yes',
      'Omar,8135550102,No,8135550112,No',
      'Pia,3055550103,Yes,3055550113,No',
    ),
    sent: [nora({ alt_phone: '' }), omar({ alt_phone: '8135550112' })],
    never: ['3055550103', '3055550113'],
  },
  registry('area-code-header', lines('Area Code,Phone Number', '727,555-0101')),
  registry('npa', lines('NPA,Number,Date', '727,5550101,20260101', '305,5550109,20260101')),
  registry('change-list', lines('727,5550101,A,2026-01-02', '813,5550102,D,2026-01-02')),
  registry('two-phones', lines('Name,Home,Mobile Phone,Home Phone', 'N,x,,7275550101', 'P,y,3055550103,')),
  registry('extension', lines('Phone', '+1 (727) 555-0101 ext. 9')),
  registry('one-column', lines('7275550101')),
];
