import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FIRST_NAMES, LAST_NAMES, PLACES } from './sample-places.ts';
import { pick, seededRandom } from './seeded-random.ts';

/** The header of the sample file of leads to post. */
const COLUMNS = [
  'Lead ID',
  'First Name',
  'Last Name',
  'Email',
  'Phone',
  'City',
  'State',
  'ZIP',
  'Vehicle Year',
  'Vehicle Make',
  'Insured',
  'Credit Rating',
] as const;

const MAKES = ['Ford', 'Toyota', 'Honda', 'Chevrolet', 'Nissan', 'Subaru'];
const CREDIT = ['Excellent', 'Good', 'Fair', 'Poor'];
/** One in this many leads is wrong on purpose, so that a first file shows each kind of check. */
const MISHAP_EVERY = 25;

/** Writes a realistic file of leads for the practice LeadExec's auto insurance. Overwrites `path`; rejects if it can't be written. */
export async function writeLeadsFile(path: string, rows: number): Promise<void> {
  await pipeline(Readable.from([sampleLeads(rows)]), createWriteStream(path));
}

/** The same number of rows gives the same text. Numbers are fictional (555). */
function sampleLeads(rows: number): string {
  const random = seededRandom(7);
  const lines = [COLUMNS.join(',')];
  for (let at = 0; at < rows; at++) {
    const place = pick(random, PLACES);
    const [first] = pick(random, FIRST_NAMES);
    const last = pick(random, LAST_NAMES);
    const plain = `${first}.${last}`.normalize('NFD').replace(/[^A-Za-z.]/g, '');
    const line = String(100 + at).padStart(4, '0');
    const mishap = at % MISHAP_EVERY === MISHAP_EVERY - 1 ? Math.floor(at / MISHAP_EVERY) % 4 : null;
    lines.push(
      [
        `PL-${at + 1}`,
        mishap === 0 ? `${first}2` : first,
        last,
        mishap === 1 ? 'no email' : `${plain}${at}@example.com`.toLowerCase(),
        mishap === 2 ? '555-01' : `(${place.areaCode}) 555-${line}`,
        place.city,
        mishap === 3 ? 'Florida' : place.state,
        String(place.zip + Math.floor(random() * place.zips)).padStart(5, '0'),
        String(1996 + Math.floor(random() * 30)),
        pick(random, MAKES),
        random() < 0.6 ? 'Yes' : 'No',
        pick(random, CREDIT),
      ].join(','),
    );
  }
  return `${lines.join('\r\n')}\r\n`;
}
