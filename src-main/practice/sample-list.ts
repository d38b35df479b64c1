import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SAMPLE_CAMPAIGN_DNC, SAMPLE_DNC } from './sample-numbers.ts';
import { FIRST_NAMES, LAST_NAMES, PLACES, type Place, STREETS } from './sample-places.ts';
import { pick, type Random, seededRandom } from './seeded-random.ts';

/** The header of the sample list, in order. */
export const SAMPLE_COLUMNS = [
  'Lead ID',
  'Title',
  'First Name',
  'MI',
  'Last Name',
  'Phone',
  'Alt Phone',
  'Email',
  'Address',
  'Address 2',
  'City',
  'State',
  'ZIP',
  'County',
  'Country',
  'Gender',
  'Date of Birth',
  'Company',
  'Lead Source',
  'Created',
  'Interest',
  'Policy Number',
  'Favorite Color',
  'Best Time to Call',
  'Score',
  'Owner',
  'Comments',
] as const;

type Column = (typeof SAMPLE_COLUMNS)[number];
type Row = Record<Column, string>;

const COMPANIES = [
  '',
  '',
  '',
  'Bayside Dental',
  'Hernández & Sons',
  'Lakeview Auto Repair',
  'Smith, Jones & Co.',
  'Green Valley Farms',
];
const SOURCES = ['Web form', 'Facebook', 'Referral', 'Home show', 'Radio', 'Direct mail'];
const INTERESTS = ['Home insurance', 'Auto insurance', 'Solar', 'Medicare plan', 'Windows', 'Roof'];
const COLORS = ['blue', 'green', 'red', 'black', 'white'];
const TIMES = ['Morning', 'Afternoon', 'Evening', 'Weekend', ''];
const COMMENTS = [
  '',
  '',
  '',
  'Asked for a quote.',
  'Call back after work.',
  'Said "not before noon", prefers text.',
  'Left voicemail.\nSpeaks Spanish and English.',
  'Two cars; one driver under 25',
  'Interested in plan #2 + dental',
  'Line 1\r\nLine 2\r\nHas a dog, ring twice',
];

/** Phone formats in real files, all of which can be parsed to ten digits. */
const PHONE_FORMATS: readonly ((area: string, exchange: string, line: string) => string)[] = [
  (a, e, l) => `(${a}) ${e}-${l}`,
  (a, e, l) => `${a}-${e}-${l}`,
  (a, e, l) => `${a}.${e}.${l}`,
  (a, e, l) => `${a}${e}${l}`,
  (a, e, l) => `+1 ${a} ${e} ${l}`,
  (a, e, l) => `1-${a}-${e}-${l}`,
  (a, e, l) => `+1 (${a}) ${e}-${l}`,
  (a, e, l) => `${a} ${e} ${l}`,
];

/** Rows that are wrong on purpose, one kind after the other, so that a first import shows each kind of check. */
const MISHAPS: readonly ((row: Row, earlier: Row | undefined, round: number) => void)[] = [
  (row) => Object.assign(row, { Phone: row.Phone.replace(/\D/g, '').slice(-5) }),
  (row, earlier) => Object.assign(row, { Phone: earlier?.Phone ?? '' }),
  (row) => Object.assign(row, { Phone: '7.27E+09' }),
  (row) =>
    Object.assign(row, {
      'First Name': 'Maximiliana Alexandrina Bernadette Josephine',
      'Last Name': 'Featherstonehaugh-Cholmondeley-Smythe',
    }),
  (row, _, round) => Object.assign(row, { Phone: nth(SAMPLE_DNC, round) }),
  (row, _, round) => Object.assign(row, { Phone: nth(SAMPLE_CAMPAIGN_DNC, round) }),
  (row) => Object.assign(row, { Phone: '' }),
  (row) => Object.assign(row, { Phone: `${row.Phone} ext. 214` }),
  (row) => Object.assign(row, { Phone: `(${row.Phone.replace(/\D/g, '').slice(-10, -7)}) 555-CALL` }),
  (row) => Object.assign(row, { State: 'Florida' }),
  (row) => Object.assign(row, { 'Date of Birth': '31/12/1980' }),
  (row) =>
    Object.assign(row, { Comments: `${'Spoke at length about the roof, the gutters and the neighbours. '.repeat(6)}` }),
  (row) => Object.assign(row, { Phone: '123-555-0100' }),
  (row) => Object.assign(row, { Email: 'nobody at example dot com' }),
  (row, earlier) => Object.assign(row, { ...earlier, 'Lead ID': row['Lead ID'] }),
];
/** One in this many rows is wrong. */
const MISHAP_EVERY = 37;

/**
 * Writes a realistic dial list: UTF-8 CSV with CRLF and a header, 27 columns, `rows` records of people all over the USA with fictional
 * numbers (exchange 555). The same `rows` and `seed` give exactly the same file. About one row in 37 is wrong in one of the ways of real
 * lists: phones too short, duplicated, `7.27E+09` or with letters, names too long for the dialer, numbers on the practice dialer's
 * do-not-call lists. Overwrites `path`; rejects if it can't be written.
 */
export async function writeSampleList(path: string, rows = 5000, seed = 1): Promise<void> {
  await pipeline(Readable.from(chunks(rows, seed)), createWriteStream(path));
}

function* chunks(rows: number, seed: number): Generator<string> {
  const random = seededRandom(seed);
  let text = `${SAMPLE_COLUMNS.join(',')}\r\n`;
  let earlier: Row | undefined;
  for (let index = 0; index < rows; index += 1) {
    const row = person(random, index);
    if (index % MISHAP_EVERY === MISHAP_EVERY - 1) {
      const turn = Math.floor(index / MISHAP_EVERY);
      MISHAPS[turn % MISHAPS.length]?.(row, earlier, Math.floor(turn / MISHAPS.length));
    } else if (index % 5 === 0) {
      earlier = row;
    }
    text += `${SAMPLE_COLUMNS.map((column) => cell(row[column])).join(',')}\r\n`;
    if (text.length > 65_536) {
      yield text;
      text = '';
    }
  }
  yield text;
}

function person(random: Random, index: number): Row {
  const place = pick(random, PLACES);
  const [firstName, gender] = pick(random, FIRST_NAMES);
  const lastName = pick(random, LAST_NAMES);
  const born = new Date(
    Date.UTC(1940 + Math.floor(random() * 64), Math.floor(random() * 12), 1 + Math.floor(random() * 28)),
  );
  const created = new Date(Date.UTC(2026, 0, 5) + Math.floor(random() * 200 * 86_400) * 1000);
  const plain = `${firstName}.${lastName}`
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase();
  return {
    'Lead ID': `TL-${String(100_001 + index)}`,
    Title: random() < 0.4 ? (gender === 'M' ? 'Mr' : 'Ms') : '',
    'First Name': firstName,
    MI: random() < 0.4 ? pick(random, [...'ABCDEFGHJKLMNPRSTW']) : '',
    'Last Name': lastName,
    Phone: phone(random, place, index),
    'Alt Phone':
      random() < 0.25 ? `${place.areaCode}-555-01${String(Math.floor(random() * 100)).padStart(2, '0')}` : '',
    Email: random() < 0.8 ? `${plain}${index % 90}@example.com` : '',
    Address: `${1 + Math.floor(random() * 9800)} ${pick(random, STREETS)}`,
    'Address 2': random() < 0.15 ? `Apt ${1 + Math.floor(random() * 40)}` : '',
    City: place.city,
    State: place.state,
    ZIP: String(place.zip + Math.floor(random() * place.zips)).padStart(5, '0'),
    County: place.county,
    Country: 'USA',
    Gender: random() < 0.9 ? gender : '',
    'Date of Birth': born.toISOString().slice(0, 10),
    Company: pick(random, COMPANIES),
    'Lead Source': pick(random, SOURCES),
    Created: created.toISOString().slice(0, 19).replace('T', ' '),
    Interest: pick(random, INTERESTS),
    'Policy Number': random() < 0.5 ? `P${String(Math.floor(random() * 1e8)).padStart(8, '0')}` : '',
    'Favorite Color': pick(random, COLORS),
    'Best Time to Call': pick(random, TIMES),
    Score: String(1 + Math.floor(random() * 100)),
    Owner: random() < 0.3 ? 'practice' : '',
    Comments: pick(random, COMMENTS),
  };
}

/**
 * Lines 555-0100 to 555-9999, distinguished by the row's number so that only wrong rows repeat one. A list of more than 9,900 rows
 * continues in the exchanges after 555.
 */
function phone(random: Random, place: Place, index: number): string {
  const exchange = 555 + Math.floor(index / 9900);
  const line = String(100 + (index % 9900)).padStart(4, '0');
  return pick(random, PHONE_FORMATS)(place.areaCode, String(exchange > 999 ? 200 + (exchange % 355) : exchange), line);
}

function nth(items: readonly string[], index: number): string {
  return items[index % items.length] ?? '';
}

/** Quoted if necessary (RFC 4180, section 2). */
function cell(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
