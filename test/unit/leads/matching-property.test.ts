import { describe, expect, it } from 'vitest';
import { ingest } from '../../../src-main/leads/ingest.ts';
import { emailKey, knownPhone } from '../../../src-main/leads/keys.ts';
import { personOf } from '../../../src-main/leads/person.ts';
import { recordsOf } from '../../../src-main/leads/rows/records.ts';
import { mulberry } from './random.ts';
import { record, rows, type TestDesk, testDesk } from './support.ts';

const PHONES = ['502 555 2368', '(502) 555-2369', '+1 606 555 2370', '8595552371', '', '', '0000000000', '555-0100'];
const EMAILS = ['A@x.test', 'b@x.test', 'c@x.test', 'd@x.test', '', '', 'none@none.com', 'x***@x.test'];

interface Given {
  readonly connectionId: number;
  readonly externalId: string;
  phone: string;
  email: string;
}

/** Who is the same as whom, the slow and plain way: records that share a key, and whoever shares one with those. */
function people(records: readonly Given[]): Set<string> {
  const parent = records.map((_, at) => at);
  const root = (at: number): number => {
    const up = parent[at] ?? at;
    return up === at ? at : root(up);
  };
  const keys = records.map(({ phone, email }) => [knownPhone(phone).key, emailKey(email)]);
  for (const [a, mine] of keys.entries()) {
    for (const [b, theirs] of keys.entries()) {
      if (mine.some((key, kind) => key !== null && key === theirs[kind])) parent[root(a)] = root(b);
    }
  }
  const groups = new Map<number, string[]>();
  for (const [at, one] of records.entries()) {
    groups.set(root(at), [...(groups.get(root(at)) ?? []), `${one.connectionId}/${one.externalId}`]);
  }
  return new Set([...groups.values()].map((group) => group.sort().join(' ')));
}

function held(desk: TestDesk): Set<string> {
  return new Set(
    rows<{ id: number }>(desk.store, 'SELECT id FROM lead').map(({ id }) =>
      recordsOf(desk.store, id)
        .map((one) => `${one.connectionId}/${one.externalId}`)
        .sort()
        .join(' '),
    ),
  );
}

/** Rows, keys, index and search are what the records tell. */
function checkWhole(desk: TestDesk): void {
  const leads = rows<{ id: number; phone: string; name_key: string }>(desk.store, 'SELECT * FROM lead ORDER BY id');
  expect([...desk.index.facets.keys()].sort((a, b) => a - b)).toEqual(leads.map(({ id }) => id));
  expect([...desk.index.texts.keys()].sort((a, b) => a - b)).toEqual(leads.map(({ id }) => id));
  const phones: unknown[] = [];
  const emails: unknown[] = [];
  for (const lead of leads) {
    const person = personOf(recordsOf(desk.store, lead.id));
    expect(lead).toMatchObject(person.row);
    for (const [facet, values] of Object.entries(person.facets)) {
      expect([...(desk.index.facets.get(lead.id)?.get(facet as 'state') ?? [])].sort()).toEqual([...values].sort());
    }
    expect(desk.index.texts.get(lead.id)).toMatchObject({ name: person.search.name, words: person.search.words });
    for (const phone of person.phoneKeys) phones.push({ phone, lead_id: lead.id });
    for (const email of person.emailKeys) emails.push({ email, lead_id: lead.id });
  }
  const sorted = (list: unknown[]) => list.map((one) => JSON.stringify(one)).sort();
  expect(sorted(rows(desk.store, 'SELECT * FROM lead_phone'))).toEqual(sorted(phones));
  expect(sorted(rows(desk.store, 'SELECT * FROM lead_email'))).toEqual(sorted(emails));
}

describe('matching, against the plain definition', () => {
  it.each(Array.from({ length: 30 }, (_, seed) => seed))('groups new records as chance %i brings them', (seed) => {
    const random = mulberry(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const desk = testDesk();
    try {
      const connections = [desk.connect('A'), desk.connect('B')];
      const given: Given[] = [];
      for (let batch = 0; batch < 6; batch++) {
        const connectionId = pick(connections);
        const fresh: Given[] = Array.from({ length: 1 + Math.floor(random() * 6) }, (_, at) => ({
          connectionId,
          externalId: `${batch}-${at}`,
          phone: pick(PHONES),
          email: pick(EMAILS),
        }));
        given.push(...fresh);
        // Some of what is there comes again as it was.
        const again = given.filter((one) => one.connectionId === connectionId && random() < 0.3);
        ingest(desk, {
          connectionId,
          kind: 'locumjobs',
          source: 'A',
          records: [...fresh, ...again].map(({ externalId, phone, email }) =>
            record(externalId, { firstName: externalId, phone, email }),
          ),
          rejects: [],
        });
        expect(held(desk)).toEqual(people(given));
        checkWhole(desk);
      }
    } finally {
      desk.close();
    }
  });

  it.each(Array.from({ length: 15 }, (_, seed) => seed + 100))('stays whole while records change (%i)', (seed) => {
    const random = mulberry(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const desk = testDesk();
    try {
      const connectionId = desk.connect('A');
      for (let batch = 0; batch < 12; batch++) {
        desk.time += 1000;
        const records = Array.from({ length: 1 + Math.floor(random() * 5) }, () =>
          record(String(Math.floor(random() * 12)), {
            firstName: pick(['Ann', 'Bob', 'Cy']),
            phone: pick(PHONES),
            email: pick(EMAILS),
            city: pick(['X', 'Y', '']),
          }),
        );
        ingest(desk, { connectionId, kind: 'locumjobs', source: 'A', records, rejects: [] });
        checkWhole(desk);
        // No two people share a key.
        expect(rows(desk.store, 'SELECT phone FROM lead_phone GROUP BY phone HAVING count(*) > 1')).toEqual([]);
        expect(rows(desk.store, 'SELECT email FROM lead_email GROUP BY email HAVING count(*) > 1')).toEqual([]);
      }
    } finally {
      desk.close();
    }
  });
});
