import { writeFileSync } from 'node:fs';

/** Windows-1252 bytes of a text that has no letters beyond it. */
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

const FIRST = ['José', 'Zoë', 'Renée', 'James', 'Mary', 'Björn', 'Iñaki', 'Linda', 'Gérard', 'Ana'];
const LAST = [
  'Núñez',
  "O'Brien",
  'Müller',
  'Smith',
  'Garcia-Lopez',
  'Ångström',
  'Lee',
  'de la Cruz',
  'Weiß',
  'Johnson',
];
const AREAS = ['727', '813', '305', '212', '503', '312', '713', '602', '206', '404'];

/** The same number in the ways people type it; some of them are beyond repair. */
function spell(area: string, exchange: string, line: string, way: number): string {
  switch (way % 12) {
    case 0:
      return `(${area}) ${exchange}-${line}`;
    case 1:
      return `+1 ${area} ${exchange} ${line}`;
    case 2:
      return `1-${area}-${exchange}-${line}`;
    case 3:
      return `${area}.${exchange}.${line} ext. 12`;
    case 4:
      return ` ${area}${exchange}${line} `;
    case 5:
      return `001 ${area} ${exchange} ${line}`;
    case 6:
      return `${area}/${exchange}-${line}`;
    default:
      return `${area}-${exchange}-${line}`;
  }
}

/** What a row of the list is, for the test to count by. */
export interface MessyList {
  readonly rows: number;
  /** Rows whose phone stands in an earlier row. */
  readonly repeated: number;
  /** Rows whose phone can't be dialed. */
  readonly hopeless: number;
}

/**
 * Writes a list as offices keep them: `;` between cells, Windows-1252, quoted line ends, delimiters and quotes inside cells,
 * mixed line ends, ragged rows, phones in a dozen spellings, some ruined, some twice.
 */
export function writeMessyList(path: string, rows: number): MessyList {
  const lines: string[] = ['Vorname;Nachname;Telefon;E-Mail;Straße;Ort;State;PLZ;Kommentar;Lead Nr\r\n'];
  let repeated = 0;
  let hopeless = 0;
  for (let n = 0; n < rows; n++) {
    const area = AREAS[n % AREAS.length] ?? '727';
    const original = n % 50 === 49 ? n - 7 : n;
    const exchange = String(200 + (Math.floor(original / 10_000) % 700));
    const line = String(original % 10_000).padStart(4, '0');
    let phone = spell(AREAS[original % AREAS.length] ?? area, exchange, line, n);
    if (n % 50 === 49) repeated++;
    if (n % 100 === 13) {
      phone = n % 200 === 13 ? '7.27E+09' : '12345';
      hopeless++;
    }
    const comment =
      n % 9 === 0
        ? `"called ${n} times,\n""not home""; dog\r\nbarks"`
        : n % 9 === 1
          ? '"gate; code #12"'
          : n % 9 === 2
            ? 'asks for 5" pipe'
            : 'ok';
    const cells = [
      FIRST[n % FIRST.length],
      LAST[(n * 7) % LAST.length],
      phone,
      `lead${n}@example.com`,
      `${n} Main St`,
      n % 4 === 0 ? 'Côte d’Or'.replace('’', "'") : 'Tampa',
      'FL',
      n % 3 === 0 ? '07030' : '33602',
      comment,
      `L${n}`,
    ];
    const record = (n % 101 === 100 ? cells.slice(0, 8) : n % 103 === 102 ? [...cells, 'more'] : cells).join(';');
    lines.push(record, n % 5 === 0 ? '\n' : n % 5 === 1 ? '\r' : '\r\n');
  }
  writeFileSync(path, bytes(lines.join('')));
  return { rows, repeated, hopeless };
}
