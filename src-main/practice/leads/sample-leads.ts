import { FIRST_NAMES, LAST_NAMES, PLACES, STREETS } from '../sample-places.ts';
import { pick, type Random, seededRandom } from '../seeded-random.ts';

/** A person who is looking for work in medicine, on the practice job board. */
export interface SampleLead {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly address: string;
  readonly address2: string | null;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly email: string;
  /** Ten digits. */
  readonly phone: string;
  readonly license: string;
  readonly experience: number;
  readonly employmentType: 'Locum Tenens' | 'Permanent';
  readonly specialty: string;
  readonly contactTime: string;
  readonly destinations: readonly string[];
  readonly licensedStates: readonly string[];
  readonly licenseIssued: string;
  readonly licenseExpires: string;
  readonly investigated: boolean;
  readonly history: readonly { company: string; state: string; phone: string; from: string; until: string | null }[];
  readonly applications: readonly { jobId: number; title: string; reference: string; direct: boolean; at: string }[];
  /** ms since 1970. */
  readonly sentAt: number;
}

export const LICENSES = ['MD', 'DO', 'PA', 'NP', 'CRNA', 'DMD', 'DDS', 'DPM', 'OD', 'CAA'] as const;
const SPECIALTIES = [
  'Anesthesiology',
  'Cardiology',
  'Dermatology',
  'Emergency Medicine',
  'Family Practice',
  'Gastroenterology',
  'General Surgery',
  'Hospitalist',
  'Internal Medicine',
  'Neurology',
  'Neurosurgery',
  'OB/GYN',
  'Oncology',
  'Orthopedic Surgery',
  'Pediatrics',
  'Peds - Critical Care',
  'Psychiatry',
  'Radiology',
  'Urgent Care',
  'Urology',
] as const;
const CONTACT_TIMES = ['Morning', 'Afternoon', 'Evening', 'Anytime'] as const;
const STATES = ['Alabama', 'Arizona', 'California', 'Colorado', 'Florida', 'Georgia', 'Illinois', 'Kentucky', 'Maine'];
const MORE_STATES = ['Montana', 'Nevada', 'New York', 'Ohio', 'Oregon', 'Tennessee', 'Texas', 'Washington', 'Compact'];
const ALL_STATES: readonly string[] = [...STATES, ...MORE_STATES];
const EMPLOYERS = [
  'Riverside Clinic',
  'St. Anne Hospital',
  'Lakeview Medical Group',
  'County General',
  'Bayfront Health',
];

/** When the first practice lead was sent, ms. Later ones follow at intervals of some minutes, sometimes several in one second. */
const FIRST_SENT_AT = Date.UTC(2026, 0, 5, 14);
const APART_MS = 41 * 60_000;
/** After this many leads, several come in the same second, as from a board's own import. */
const BURST_EVERY = 400;
const BURST = 6;

/** The practice lead with that number (1 is the first), the same on every machine. Numbers are fictional (555), and so are people. */
export function sampleLead(id: number, seed = 7): SampleLead {
  const random = seededRandom(seed * 1_000_003 + id);
  const place = pick(random, PLACES);
  const [firstName] = pick(random, FIRST_NAMES);
  const lastName = pick(random, LAST_NAMES);
  const plain = `${firstName}.${lastName}`
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase();
  const issued = 1985 + Math.floor(random() * 35);
  const inBurst = id % BURST_EVERY < BURST ? id - (id % BURST_EVERY) : id;
  const sentAt = FIRST_SENT_AT + Math.floor(((inBurst - 1) * APART_MS) / 1000) * 1000;
  return {
    id,
    firstName,
    lastName,
    address: `${1 + Math.floor(random() * 9800)} ${pick(random, STREETS)}`,
    address2: random() < 0.2 ? `Suite ${1 + Math.floor(random() * 900)}` : null,
    city: place.city,
    state: place.state,
    zip: String(place.zip + Math.floor(random() * place.zips)).padStart(5, '0'),
    email: `${plain}${id}@example.com`,
    phone: fictionalPhone(place.areaCode, id),
    license: pick(random, LICENSES),
    experience: Math.floor(random() ** 2 * 45),
    employmentType: random() < 0.7 ? 'Locum Tenens' : 'Permanent',
    specialty: pick(random, SPECIALTIES),
    contactTime: pick(random, CONTACT_TIMES),
    destinations: some(random, ALL_STATES, 3),
    licensedStates: some(random, ALL_STATES, 4),
    licenseIssued: day(random, issued),
    licenseExpires: day(random, issued + 40),
    investigated: random() < 0.04,
    history: many(random, 3, () => {
      const from = 2005 + Math.floor(random() * 18);
      return {
        company: pick(random, EMPLOYERS),
        state: pick(random, PLACES).state,
        phone: fictionalPhone(place.areaCode, id + 7),
        from: `${from}-0${1 + Math.floor(random() * 9)}-01`,
        until: random() < 0.3 ? null : `${from + 2}-06-30`,
      };
    }),
    applications: many(random, 2, (index) => ({
      jobId: 4000 + Math.floor(random() * 900),
      title: `${pick(random, SPECIALTIES)} in ${place.city}, ${place.state}`,
      reference: `TL${String(id)}-${String(index + 1)}`,
      direct: random() < 0.5,
      at: new Date(sentAt + index * 3_600_000).toISOString().replace('.000Z', '+00:00'),
    })),
    sentAt,
  };
}

/** Ten digits with an exchange from 555 on, distinguished by the number of the lead. */
function fictionalPhone(areaCode: string, id: number): string {
  const exchange = 555 + (Math.floor(id / 9900) % 400);
  return `${areaCode}${String(exchange)}${String(100 + (id % 9900)).padStart(4, '0')}`;
}

function some(random: Random, items: readonly string[], most: number): string[] {
  const chosen = new Set<string>();
  const wanted = Math.floor(random() * (most + 1));
  while (chosen.size < wanted) chosen.add(pick(random, items));
  return [...chosen];
}

function many<T>(random: Random, most: number, make: (index: number) => T): T[] {
  return Array.from({ length: Math.floor(random() * (most + 1)) }, (_, index) => make(index));
}

/** MM/DD/YYYY, as the board writes the days of a license. */
function day(random: Random, year: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(1 + Math.floor(random() * 12))}/${two(1 + Math.floor(random() * 28))}/${year}`;
}
