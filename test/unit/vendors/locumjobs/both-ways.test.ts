import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LeadAnswer } from '../../../../src-main/vendors/lead-answer.ts';
import { readLeads } from '../../../../src-main/vendors/locumjobs/client.ts';
import { sentAt } from '../../../../src-main/vendors/locumjobs/to-lead.ts';
import { access, answer, listAsXml, randomRecord, seeded } from './records.ts';

const read = (body: string): Extract<LeadAnswer, { kind: 'records' }> => {
  const found = readLeads(answer(body), access, `${access.base}/api/v2.0/leads.json`);
  if (found.kind !== 'records') throw new Error(found.sentence);
  return found;
};

/** Names and texts alone: nothing, no and an empty list are one, as they are in XML. */
function plain(value: unknown): unknown {
  if (value === null || value === undefined || value === false || value === '') return undefined;
  if (Array.isArray(value)) {
    const items = value.map(plain).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value).flatMap(([name, item]) => {
      const said = plain(item);
      return said === undefined ? [] : [[name, said]];
    });
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }
  return value === true ? '1' : String(value).replace(/\r\n?/g, '\n');
}

describe('the same lead through JSON and through XML', () => {
  it('whatever the record holds: fields, raw names and texts, unlocked', () => {
    const random = seeded(20_260_101);
    for (let round = 0; round < 40; round++) {
      const records = Array.from({ length: 25 }, (_, at) => randomRecord(random, round * 100 + at + 1));
      const [json, xml] = [read(JSON.stringify(records)), read(listAsXml(records, random))];
      expect(json.unread).toEqual([]);
      expect(xml.unread).toEqual([]);
      expect(xml.full).toBe(25);
      for (const [at, lead] of json.records.entries()) {
        const other = xml.records[at];
        expect(other?.externalId).toBe(lead.externalId);
        // What XML can't tell from what was left out: a list without items, a flag left out is told as such in both.
        expect(other?.fields).toEqual(lead.fields);
        expect(other?.unlocked).toBe(lead.unlocked);
        expect(plain(JSON.parse(other?.raw ?? 'null'))).toEqual(plain(JSON.parse(lead.raw)));
        expect(plain(JSON.parse(lead.raw))).toEqual(plain(records[at]));
      }
    }
  });

  it('the document’s own examples', () => {
    const seed = readFileSync(new URL('./document.txt', import.meta.url), 'utf8');
    const [listJson = '', listXml = '', oneJson = '', oneXml = ''] = seed.split(/^=====\n/m);
    const list = read(listJson);
    expect(list.records.map(({ externalId }) => externalId)).toEqual(['12345', '67890']);
    expect(list.records.map(({ fields }) => fields.hasJobApps)).toEqual([true, false]);
    const xml = read(listXml);
    expect(xml.records.map(({ fields }) => fields.hasJobApps)).toEqual([true, false]);
    expect(xml.records.map(({ fields }) => [fields.license, fields.experience])).toEqual([
      ['DMD', 80],
      ['OD', 86],
    ]);
    const one = read(oneJson).records[0];
    expect(one).toMatchObject({ externalId: '12345', unlocked: true });
    expect(one?.fields).toMatchObject({
      address2: '',
      phone: '+1234567890',
      licensedStates: ['WA'],
      licenseInvestigated: true,
      unlockedBy: 'Smith, John',
      employmentHistory: [
        { company: 'Example Company', state: 'PA', phone: '1234567890', startDate: '2021-01-01', endDate: '' },
      ],
      jobApplications: [{ jobId: '4749', title: 'Example Job Title', reference: 'EXAMPLE12356', direct: false }],
    });
    expect(read(oneXml).records[0]?.fields).toMatchObject({
      specialties: ['Peds - Critical Care'],
      preferredDestinations: ['NM'],
      licensedStates: ['OH'],
      licenseInvestigated: false,
      jobApplications: [{ jobId: '73779', direct: true }],
    });
  });
});

describe('reading of single fields', () => {
  const fields = (record: object) => read(JSON.stringify([{ id: 1, ...record }])).records[0]?.fields;

  it('keeps ZIP and phone as text, whatever they look like', () => {
    const xml = read('<leads><lead><id>1</id><zip>07030</zip><phone>+1 555 0102030</phone></lead></leads>').records[0];
    expect(xml?.fields).toMatchObject({ zip: '07030', phone: '+1 555 0102030' });
    expect(xml?.raw).toBe('{"id":"1","zip":"07030","phone":"+1 555 0102030"}');
  });

  it('reads states by name, by letters and as lists', () => {
    expect(fields({ licensed_states: 'Ohio, tn; Compact|Washington, D.C. and Guam' })?.licensedStates).toEqual([
      'OH',
      'TN',
      'Compact',
      'DC',
      'GU',
    ]);
    expect(fields({ licensed_states: ['Ohio', 'Atlantis'] })?.licensedStates).toEqual(['OH', 'Atlantis']);
    expect(fields({ specialties: 'Surgery (Hand, Foot), Peds - Critical Care' })?.specialties).toEqual([
      'Surgery (Hand, Foot)',
      'Peds - Critical Care',
    ]);
  });

  it('tells a flag left out from a no', () => {
    expect(fields({})?.hasJobApps).toBeNull();
    expect(fields({ has_job_apps: '' })?.hasJobApps).toBe(false);
    expect(fields({ has_job_apps: 'false' })?.hasJobApps).toBe(false);
    expect(fields({ has_job_apps: '1' })?.hasJobApps).toBe(true);
  });

  it('knows when it was sent: with its offset, or in UTC without one', () => {
    expect(sentAt({ sent: '2015-12-08T15:24:35-05:00' })).toBe(Date.UTC(2015, 11, 8, 20, 24, 35));
    expect(sentAt({ sent: '2015-12-08T15:24:35' })).toBe(Date.UTC(2015, 11, 8, 15, 24, 35));
    expect(sentAt({ sent: '2015-12-08' })).toBe(Date.UTC(2015, 11, 8));
    for (const sent of ['', 'yesterday', '2015-02-30', '2015-13-01', '2015-12-08T25:00:00']) {
      expect(sentAt({ sent })).toBeNull();
    }
  });

  it('keeps every digit of an id', () => {
    const found = read('[{"id":12345678901234567890,"first_name":"A"}, {"id":"007"}]');
    expect(found.records.map(({ externalId }) => externalId)).toEqual(['12345678901234567890', '007']);
    expect(found.records[0]?.raw).toContain('12345678901234567890');
  });
});
