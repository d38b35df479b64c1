import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Raised when the rows change, so that an older file isn't taken for the new one. */
const VERSION = 1;
const ROWS_A_WRITE = 4096;

/** The columns of the benchmark's list: the dialer's own fields and three that it doesn't know. */
export const DIAL_LIST_COLUMNS: readonly string[] = [
  'phone_number,phone_code,vendor_lead_code,source_id,title,first_name,middle_initial,last_name,address1,address2',
  'address3,city,state,province,postal_code,country_code,gender,date_of_birth,alt_phone,email,security_phrase',
  'comments,rank,owner,company,interest,created_at',
].flatMap((line) => line.split(','));

const FIRST = 'Maria James Linda Robert Aisha Chen Olga Peter Priya Carlos Emma Noah Fatima Lucas Grace Ivan'.split(
  ' ',
);
const ACCENTED = ['José', 'Zoë', 'François', 'Jürgen', 'Núria', 'Søren', 'Renée', 'Iñaki'];
const LAST = 'Smith Garcia Johnson Okafor Kowalski Nguyen Brown Martinez Lee Patel Haddad Novak Silva Jones'.split(' ');
const STREETS = 'Main St,Oak Ave,Elm Dr,Sunset Blvd,2nd St,Lake Rd,Hill Ct,Park Pl,Cedar Ln,River Way'.split(',');
const PLACES =
  'Tampa FL 33602,Austin TX 78701,Denver CO 80202,Boise ID 83702,Albany NY 12207,Fresno CA 93721,Mobile AL 36602'
    .split(',')
    .map((place) => place.split(' '));
const INTERESTS = 'solar roofing medicare auto home debt windows hvac'.split(' ');
const NOTES = ['call after 5', 'prefers mornings', 'web form', 'left a message', '', '', 'asked for a quote', ''];
const QUOTED_NOTES = [
  '"said ""call back"", not today"',
  '"line one\nline two"',
  '"gate code 12, dog"',
  '"owner; spouse, too\nsee note"',
];

/** Phones as people type them: one number in six spellings. */
function spellPhone(area: number, exchange: number, line: string, form: number): string {
  switch (form) {
    case 0:
      return `(${area}) ${exchange}-${line}`;
    case 1:
      return `${area}-${exchange}-${line}`;
    case 2:
      return `+1 ${area} ${exchange} ${line}`;
    case 3:
      return `1${area}${exchange}${line}`;
    case 4:
      return `${area}.${exchange}.${line}`;
    default:
      return `${area}${exchange}${line}`;
  }
}

const pick = <T>(from: readonly T[], number: number, otherwise: T): T => from[number % from.length] ?? otherwise;

function makeRow(row: number): string {
  // A fixed scramble of the row number (Knuth's multiplicative hash and a xorshift): the same rows on every machine.
  let h = Math.imul(row + 1, 2654435761) >>> 0;
  h ^= h >>> 15;
  h = Math.imul(h, 2246822519) >>> 0;
  h = (h ^ (h >>> 13)) >>> 0;
  const first = row % 100 === 7 ? pick(ACCENTED, h >>> 4, '') : pick(FIRST, h >>> 4, '');
  const last = pick(LAST, h >>> 9, '');
  const [city = '', state = '', zip = ''] = pick(PLACES, h >>> 12, []);
  const area = 201 + (Math.floor(row / 8_000_000) % 700);
  const line = String(row % 10_000).padStart(4, '0');
  const phone = spellPhone(area, 200 + (Math.floor(row / 10_000) % 800), line, h % 6);
  const alt = h % 3 === 0 ? `${area}555${line}` : '';
  const note = row % 50 === 13 ? pick(QUOTED_NOTES, h, '') : pick(NOTES, h >>> 7, '');
  const company = h % 10 === 0 ? `"${last}, ${first} & Partners LLC"` : `${last} & Partners Household`;
  const day = String(1 + (h % 28)).padStart(2, '0');
  const month = String(1 + (h % 12)).padStart(2, '0');
  const street = `${1 + (h % 9800)} ${pick(STREETS, h >>> 3, '')}`;
  const suite = h % 5 === 0 ? `Apt ${h % 90}` : '';
  const email = `${last.toLowerCase()}.${row}@example.com`;
  return (
    `${phone},1,V${1_000_000 + row},web-${h % 1000},${h % 2 ? 'Mr' : 'Ms'},${first},${h % 4 ? '' : 'J'},${last},${street},` +
    `${suite},,${city},${state},,${zip},USA,${h % 2 ? 'M' : 'F'},19${50 + (h % 49)}-${month}-${day},${alt},${email},` +
    `ref no. ${h.toString(16)},${note},${h % 100},agent${100 + (h % 60)},${company},${pick(INTERESTS, h >>> 5, '')},` +
    `2025-${month}-${day}T09:${day}:00Z\n`
  );
}

/**
 * Writes the benchmark's dial list of `rows` rows and a header: 27 columns, about 223 bytes a row, a tenth of the
 * companies quoted, 2 % of the rows with quoted line ends or commas, 1 % with accents; the same bytes every time.
 */
export async function makeDialList(path: string, rows: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.part`;
  const file = createWriteStream(unfinished, { highWaterMark: 1 << 20 });
  let text = `${DIAL_LIST_COLUMNS.join(',')}\n`;
  for (let row = 0; row < rows; row++) {
    text += makeRow(row);
    if (row % ROWS_A_WRITE === ROWS_A_WRITE - 1) {
      if (!file.write(text)) await once(file, 'drain');
      text = '';
    }
  }
  file.end(text);
  await once(file, 'close');
  await rename(unfinished, path);
}

/** The benchmark's list of `rows` rows in .bench/ at the root of the repository, made on first use; its path. */
export async function benchList(rows: number): Promise<string> {
  const path = join(import.meta.dirname, '..', '..', '.bench', `dial-list-v${VERSION}-${rows}.csv`);
  if (!existsSync(path)) await makeDialList(path, rows);
  return path;
}
