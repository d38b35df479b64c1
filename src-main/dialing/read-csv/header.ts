import type { CsvRecord } from './reader.ts';
import { isBlank, separatorLine } from './rows.ts';
import { standardNames } from './standard-order.ts';

/** Where a file's column names are. */
export interface FoundHeader {
  readonly header: boolean;
  /** The line of the names, if it isn't the first record. */
  readonly headerLine?: number;
  /** Lines at the beginning, outside the header, that are not leads. */
  readonly skip?: number[];
}

/** The number of records from the top in which the header is searched for. */
const LOOKED_AT = 40;

/** Words that occur in column names, in English, and some in Spanish, German and French. */
const NAME_WORDS = new Set(
  `phone phones phonenumber tel telephone telefono telefon téléphone teléfono mobile movil móvil handy cell cellphone cellular landline fax
  number numbers no num nr name names fullname firstname lastname nombre nombres apellido apellidos vorname nachname nom prénom prenom first
  last full given family middle surname forename maiden prefix suffix initial initials nickname salutation anrede title mr email emails mail
  correo courriel e address addresses addr address1 address2 address3 direccion dirección adresse strasse straße street city town ciudad stadt ville
  state st estado province region county country pais país land zip zipcode plz postal postcode code codes gender sex dob birth birthday birthdate
  date time datetime timestamp created updated modified at of on by for the and or list lead leads vendor source campaign medium channel
  comment comments note notes description message company organization organisation business employer firma empresa owner agent rep assigned
  rank rating score status stage type kind category group id ids ref reference key external internal account customer client contact contacts person
  home work office main primary secondary alt alternate alternative other preferred best additional line label value 1 2 3 4 5 # area ext extension
  dnc do not call opt out optin optout consent litigator language lang timezone tz zone website url web page landing form ad adset tag tags
  amount price income salary age ssn security phrase policy plan product interest industry job role position department occupation
  ip longitude latitude lat lon lng utm term content platform is organic question answer security_phrase entry modify user called count gmt offset
  row index sequence seq sr serial importid`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
/** Contents of a row of units or types below the names. */
const UNIT =
  /^(?:\(.*\)|\{.*\}|\[.*\]|text|string|varchar.*|char.*|number|numeric|integer|int|date|datetime|email|phone|boolean|bool|required|optional|\d+ digits|n\/a|yyyy.*|mm\/dd.*|dd\/mm.*|.*\?)$/i;
const DATA =
  /^[^@\s]+@[^@\s]+\.\w+$|^\+?[\d().\s/-]{5,}(?:\s?x\d+)?$|^[-+]?\d+(?:[.,]\d+)*(?:e[+-]?\d+)?$|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/i;
/** Contents that only a lead has. */
const PERSONAL = /^[^@\s]+@[^@\s]+\.\w+$|^['"=]*(?:[a-z]{1,2}:)?\+?(?:[\s().-]*\d){7,}/i;

const isData = (cell: string): boolean => DATA.test(cell);

/** Whether a cell consists of words that occur in column names. */
function isName(cell: string): boolean {
  if (cell.length > 60 || /\d{4}/.test(cell)) return false;
  const words = cell
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d#]+/u)
    .filter((word) => word !== '');
  return words.length > 0 && words.every((word) => NAME_WORDS.has(word) || NAME_WORDS.has(word.replace(/\d$/, '')));
}

interface Look {
  readonly line: number;
  readonly cells: readonly string[];
  readonly filled: readonly string[];
  /** The number of cells that are column names and that are data, and whether one is a phone or an email address. */
  readonly names: number;
  readonly data: number;
  readonly personal: boolean;
}

function lookAt(record: CsvRecord): Look {
  const cells = record.cells.map((cell) => cell.replace(/^\ufeff/, '').trim());
  const filled = cells.filter((cell) => cell !== '');
  return {
    line: record.line,
    cells,
    filled,
    names: filled.filter(isName).length,
    data: filled.filter(isData).length,
    personal: filled.some((cell) => PERSONAL.test(cell) && !/^\d{4}-\d\d-\d\d/.test(cell)),
  };
}

/**
 * Finds the record with the column names, at any position below titles, `sep=` and a row of groups. A second row of names or units below
 * it, and titles above leads without names, are returned as lines to skip.
 *
 * @param records from the start of the file
 * @param width how many cells most of them have
 */
export function findHeader(records: readonly CsvRecord[], width: number, delimiter: string): FoundHeader {
  const looks: Look[] = [];
  for (const record of records) {
    if (!isBlank(record.raw, delimiter) && separatorLine(record.raw) === null) looks.push(lookAt(record));
  }
  const first = records[0];
  const enough = width < 2 ? 1 : 2;
  const isWide = (one: Look) => one.filled.length > width / 2;
  const personAt = looks.findIndex((one) => isWide(one) && one.personal);
  const abovePersons = looks.slice(0, Math.min(personAt === -1 ? looks.length : personAt, LOOKED_AT));
  const leadAt = looks.findIndex((one) => isWide(one) && one.data > 0 && (one.personal || one.names <= one.data));
  // Titles may contain dates and counts. Above a record that can only be names, they are not leads.
  const named = abovePersons.some((one) => isWide(one) && one.names >= 2 && one.names === one.filled.length);
  const heads = named ? abovePersons : looks.slice(0, Math.min(leadAt === -1 ? looks.length : leadAt, LOOKED_AT));

  const mayName = (one: Look) =>
    one.filled.length >= enough && one.names > 0 && !one.personal && (one.data === 0 || one.names > one.data);
  let best = -1;
  for (const [at, one] of heads.entries()) {
    const before = heads[best];
    if (mayName(one) && (before === undefined || isBetter(one, before))) best = at;
  }
  if (best === -1) {
    // If no words are known, the names are the first record that is as wide as the others, if it differs from those below it.
    const wide = looks.findIndex(isWide);
    const at = wide === -1 ? 0 : wide;
    if (at <= heads.length && looksLikeHeader(looks.slice(at))) best = at;
  }
  const chosen = looks[best];
  if (chosen === undefined) {
    const titles = leadAt < 1 || width < 3 ? [] : heads.filter((one) => one.filled.length === 1 && one.data === 0);
    return { header: false, ...(titles.length > 0 ? { skip: titles.map(({ line }) => line) } : {}) };
  }
  const below: number[] = [];
  for (const one of looks.slice(best + 1, best + 4)) {
    if (!isSecondRow(one)) break;
    below.push(one.line);
  }
  return {
    header: true,
    ...(chosen.line === first?.line ? {} : { headerLine: chosen.line }),
    ...(below.length > 0 && looks.length > best + 1 + below.length ? { skip: below } : {}),
  };
}

const isBetter = (one: Look, other: Look): boolean =>
  one.names > other.names || (one.names === other.names && one.filled.length > other.filled.length);

/** Whether a record below the names repeats them or has their units, and isn't a lead. */
function isSecondRow(one: Look): boolean {
  if (one.personal || one.data > 0 || one.filled.length === 0) return false;
  if (one.filled.every((cell) => /^[-+=_|\s]+$/.test(cell))) return true;
  const units = one.filled.filter((cell) => UNIT.test(cell)).length;
  return (one.names >= 2 && one.names * 3 >= one.filled.length * 2) || (units > 0 && units * 2 > one.filled.length);
}

/** Whether the first record, none of whose words are known, has the column names. The difference from the records below decides. */
function looksLikeHeader(looks: readonly Look[]): boolean {
  const [first, ...body] = looks;
  if (first === undefined || first.filled.length === 0 || first.personal) return false;
  if (first.data > 0) return first.names > first.data;
  if (first.names > 0 || body.length === 0) return true;
  const typed = first.cells.some((_, column) => {
    const values = body.map(({ cells }) => cells[column] ?? '').filter((cell) => cell !== '');
    return values.length > 0 && values.filter(isData).length / values.length > 0.5;
  });
  if (typed) return true;
  // If all records are words, a header's words don't occur again in their columns.
  return (
    new Set(first.filled).size === first.filled.length &&
    !first.cells.some((name, at) => body.some(({ cells }) => cells[at] === name && name !== ''))
  );
}

/**
 * The column names: the header's cells, trimmed; "Column 3" for a missing one, "Phone (2)" for a repeated one.
 *
 * @param header the record with the names, or null if there is none
 * @param rows records of the file; if they are in the dialer's standard order, the columns get its names
 */
export function columnNames(
  header: readonly string[] | null,
  count: number,
  rows: readonly (readonly string[])[] = [],
): string[] {
  const used = new Set<string>();
  const given = header ?? standardNames(rows, count);
  return Array.from({ length: Math.max(count, header?.length ?? 0) }, (_, at) => {
    const plain =
      given?.[at]
        ?.replace(/^\ufeff/, '')
        .trim()
        .replace(/\s*[\r\n]+\s*/g, ' ') || `Column ${at + 1}`;
    let name = plain;
    for (let again = 2; used.has(name); again++) name = `${plain} (${again})`;
    used.add(name);
    return name;
  });
}
