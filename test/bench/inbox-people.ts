import { LICENSES } from '../../src-main/practice/leads/sample-leads.ts';
import { FIRST_NAMES, LAST_NAMES, PLACES } from '../../src-main/practice/sample-places.ts';
import { pick, type Random, seededRandom } from '../../src-main/practice/seeded-random.ts';
import type { ReadRecord } from '../../src-main/vendors/lead-record.ts';
import { NO_FIELDS } from '../../src-main/vendors/lead-record.ts';

export const SPECIALTIES =
  'Anesthesiology,Cardiology,Dermatology,Emergency Medicine,Family Practice,General Surgery,Hospitalist,Internal Medicine,Neurology,Oncology,Pediatrics,Psychiatry,Radiology,Urology'.split(
    ',',
  );
export const STATES = [...new Set(PLACES.map(({ state }) => state))];
export { LICENSES };

const MAIL = 'gmail.com,yahoo.com,hotmail.com,outlook.com,aol.com,icloud.com,comcast.net,riverside-clinic.org'.split(
  ',',
);
const CONTACT = ['Morning', 'Afternoon', 'Evening', 'Anytime'];

/** Surnames beyond the common ones, as many as a country has that are not rare: some 40,000. */
const SURNAMES = (() => {
  const begin = 'B Br C Ch D F G Gr H J K Kr L M N P R S Sch St T V W Z'.split(' ');
  const middle = 'a e i o u ar en ol in er'.split(' ');
  const join = 'b d g k l m n r s t v z'.split(' ');
  const end = 'son man ez ski berg er ton ini ova sen field ley ard well wood ic'.split(' ');
  return begin.flatMap((a) => middle.flatMap((b) => join.flatMap((c) => end.map((d) => `${a}${b}${c}${d}`))));
})();

/** One of a list of which the first come often and the last hardly ever, as names do. */
const uneven = <T>(random: Random, items: readonly T[], power: number): T =>
  items[Math.floor(random() ** power * items.length)] as T;

/** What of a made person the questions are made from. */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  /** Ten digits. */
  readonly phone: string;
}

const begin = (n: number): Random => seededRandom(Math.imul(n, 2_654_435_761) >>> 0);

function person(random: Random): Person & { place: (typeof PLACES)[number] } {
  const place = pick(random, PLACES);
  return {
    firstName: uneven(random, FIRST_NAMES, 1.7)[0],
    lastName: random() < 0.5 ? uneven(random, LAST_NAMES, 1.7) : uneven(random, SURNAMES, 2),
    phone: `${place.areaCode}${2 + Math.floor(random() * 8)}${String(Math.floor(random() * 1_000_000)).padStart(6, '0')}`,
    place,
  };
}

/** The made person of that number, the same on every machine. */
export const personOfNumber = (n: number): Person => person(begin(n));

/** The same as the record of a vendor. */
export function recordOfNumber(n: number): ReadRecord {
  const random = begin(n);
  const { firstName, lastName, phone, place } = person(random);
  const mailName = `${firstName}.${lastName}`.toLowerCase().replace(/[^a-z.]/g, '');
  const fields = {
    ...NO_FIELDS,
    firstName,
    lastName,
    // The number makes it one's own: leads with the same email would be one person.
    email: `${mailName}${n.toString(36)}@${uneven(random, MAIL, 2)}`,
    phone: random() < 0.9 ? `(${phone.slice(0, 3)}) ${phone.slice(3, 6)}-${phone.slice(6)}` : '',
    address: `${1 + Math.floor(random() * 9800)} Main St`,
    city: place.city,
    state: place.state,
    zip: String(place.zip).padStart(5, '0'),
    license: uneven(random, LICENSES, 1.5),
    experience: Math.floor(random() ** 2 * 45),
    employmentType: random() < 0.7 ? 'Locum Tenens' : 'Permanent',
    specialties: [uneven(random, SPECIALTIES, 1.3)],
    contactTime: pick(random, CONTACT),
    preferredDestinations: [pick(random, STATES)],
    licensedStates: [...new Set([place.state, pick(random, STATES)])],
    licenseInvestigated: random() < 0.04,
    hasJobApps: random() < 0.2,
    sent: new Date(Date.UTC(2024, 0, 1) + Math.floor(random() * 700) * 86_400_000).toISOString(),
  };
  return { externalId: String(n), fields, raw: JSON.stringify({ id: n, ...fields }), unlocked: random() < 0.1 };
}
