import type { HttpResult } from '../../../../src-main/platform/http-messages.ts';
import type { LocumjobsAccess } from '../../../../src-main/vendors/locumjobs/client.ts';

export const access: LocumjobsAccess = {
  base: 'https://www.locumjobsonline.com',
  format: 'json',
  auth: 'basic',
  user: 'desk',
  secret: 's3cret-word',
  timeoutMs: 5_000,
};

export function answer(body: string, over: Partial<Extract<HttpResult, { kind: 'answer' }>> = {}): HttpResult {
  return { kind: 'answer', status: 200, contentType: 'application/json', retryAfter: '', body, ms: 1, ...over };
}

/** Small, seeded, the same everywhere (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Wire = Record<string, unknown>;

const TEXTS = [
  'Louisville',
  'O’Neill & Söhne',
  "D'Arcy <b>bold</b>",
  '<script>alert(1)</script>',
  'javascript:alert(document.cookie)',
  'a "quoted" \\ back',
  '  spaces around  ',
  'two\nlines',
  'two\r\nlines\rthree',
  '07030',
  '+1 555 010 2030',
  '1e5',
  '0x1F',
  'true',
  'null',
  '李 小龙 🚑',
  'Ünïcödé',
  ']]> end of cdata',
  '&amp; &#39; &nbsp; &lol;',
  'tab\there',
  '{"a":1}',
  '-',
];
const LISTS = [
  'Ohio, Tennessee',
  'OH,TN;Compact',
  'Washington, DC',
  'Compact',
  'Peds - Critical Care, Surgery (Hand, Foot)',
  'Guam and Ohio',
];

/** A record in all the shapes that the document's fields can take. */
export function randomRecord(random: () => number, id: number): Wire {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const maybe = (value: unknown): unknown => (random() < 0.15 ? null : random() < 0.1 ? '' : value);
  const many = (make: () => Wire): Wire[] => Array.from({ length: Math.floor(random() * 4) }, make);
  const record: Wire = { id: random() < 0.5 ? id : String(id) };
  const fields: Wire = {
    first_name: maybe(pick(TEXTS)),
    last_name: maybe(pick(TEXTS)),
    address: maybe(pick(TEXTS)),
    address2: maybe(pick(TEXTS)),
    city: maybe(pick(TEXTS)),
    state: maybe(pick(['KY', 'Kentucky', 'ky', 'Bavaria'])),
    zip: maybe(pick(['07030', 40210, '00501-1234'])),
    sent: maybe(pick(['2015-12-08T15:24:35-05:00', '2020-02-29', '1978-06-04T00:28:24+00:00'])),
    email: maybe(pick(['johndoe@test.com', 'ü@exämple.org'])),
    phone: maybe(pick(['1234567890', '+1234567890', 1234567890, '(555) 010-2030 x5'])),
    license: maybe(pick(['DO', 'Doctor of Medicine (MD)', 'Physician Assistant', 'RN'])),
    experience: maybe(pick(['14', 14, '72', '0', 0, 14.5, 'many', '10+ years'])),
    has_job_apps: maybe(random() < 0.5),
    employmentType: maybe(pick(['Locum Tenens', 'Permanent'])),
    specialties: maybe(pick([...LISTS, ...TEXTS])),
    contact_time: maybe('Morning'),
    preferred_destinations: maybe(pick(LISTS)),
    licensed_states: maybe(pick(LISTS)),
    preferred_cities: maybe(pick(TEXTS)),
    license_state: maybe('Tennessee'),
    license_date_issued: maybe('09/01/1957'),
    license_date_expires: maybe('01/12/2001'),
    license_investigated: maybe(pick(['Yes', 'No'])),
    license_investigation_details: maybe(pick(TEXTS)),
    employment_history: many(() => ({
      company: maybe(pick(TEXTS)),
      state: maybe('Ohio'),
      phone: maybe('1234567890'),
      start_date: maybe('2021-01-01'),
      end_date: maybe('2022-01-01'),
    })),
    job_applications: many(() => ({
      job_id: maybe(4749),
      title: maybe(pick(TEXTS)),
      reference: maybe('EXAMPLE12356'),
      is_direct_app: maybe(random() < 0.5),
      created_at: maybe('1983-01-22T00:57:39+00:00'),
    })),
    unlocked_by: maybe('Smith, John'),
    brand_new_field: maybe(pick(TEXTS)),
    constructor: maybe(pick(TEXTS)),
  };
  for (const [name, value] of Object.entries(fields)) if (random() < 0.9) record[name] = value;
  return record;
}

/** A value as the vendor's XML writes it: booleans are 1 or empty, nothing is empty, what repeats stands once an item. */
export function toXml(name: string, value: unknown, random: () => number): string {
  if (Array.isArray(value)) return value.map((item) => toXml(name, item, random)).join('\n');
  if (typeof value === 'object' && value !== null) {
    const inner = Object.entries(value).map(([key, item]) => toXml(key, item, random));
    return `<${name}>\n${inner.join('\n')}\n</${name}>`;
  }
  const text = value === true ? '1' : value === false || value === null ? '' : String(value);
  if (text === '' && random() < 0.3) return `<${name}/>`;
  if (random() < 0.2) return `<${name}><![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`;
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<${name}>${random() < 0.3 ? escaped.replaceAll("'", '&#39;').replaceAll('ü', '&#xFC;') : escaped}</${name}>`;
}

export function listAsXml(records: readonly Wire[], random: () => number): string {
  return `<?xml version="1.0"?>\n<leads>\n${records.map((record) => toXml('lead', record, random)).join('\n')}\n</leads>`;
}
