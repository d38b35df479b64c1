import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unpackFields } from '../../../src-main/leads/fields.ts';
import { type Arrival, ingest } from '../../../src-main/leads/ingest.ts';
import { record, rows, type TestDesk, testDesk } from './support.ts';

let desk: TestDesk;
let locum: number;
let lion: number;
beforeEach(() => {
  desk = testDesk();
  locum = desk.connect('Locum');
  lion = desk.connect('Lion', 'liondesk');
});
afterEach(() => desk.close());

const from = (connectionId: number, records: Arrival['records'], more: Partial<Arrival> = {}): Arrival => ({
  connectionId,
  kind: connectionId === lion ? 'liondesk' : 'locumjobs',
  source: connectionId === lion ? 'Lion' : 'Locum',
  records,
  rejects: [],
  ...more,
});
const john = { firstName: 'John', lastName: 'Doe', phone: '(502) 555-2368', email: 'John@Doe.test', state: 'Kentucky' };
const leads = () => rows<{ id: number; first_name: string }>(desk.store, 'SELECT * FROM lead ORDER BY id');
const records = () =>
  rows<{ lead_id: number; external_id: string }>(desk.store, 'SELECT * FROM lead_record ORDER BY id');

describe('what comes in', () => {
  it('makes a person of a record, found in rows, keys, index and search', () => {
    const counts = ingest(
      desk,
      from(locum, [
        record('1', { ...john, zip: '07030', license: 'DO', experience: 14, sent: '2015-12-31T22:00:00-05:00' }),
      ]),
    );
    expect(counts).toMatchObject({ added: 1, joined: 0, changed: 0, unchanged: 0 });
    expect(leads()).toMatchObject([
      {
        first_name: 'John',
        name_key: 'doe john',
        phone: '15025552368',
        email: 'john@doe.test',
        state: 'KY',
        zip: '07030',
      },
    ]);
    expect(Object.fromEntries(desk.index.facets.get(1) ?? [])).toMatchObject({
      status: ['new'],
      attempts: ['0'],
      state: ['KY'],
      source: [String(locum)],
      license: ['DO'],
      experience: ['14'],
      sentMonth: ['2016-01'],
      reach: ['phone', 'email'],
      unlocked: ['no'],
    });
    expect(desk.index.texts.get(1)).toMatchObject({ name: 'John Doe', phones: ['15025552368'] });
    expect(rows(desk.store, 'SELECT * FROM lead_phone')).toEqual([{ phone: '15025552368', lead_id: 1 }]);
  });

  it('takes the same again for what it is', () => {
    const arrival = from(locum, [record('1', john), record('2', { lastName: 'Other' })]);
    ingest(desk, arrival);
    expect(ingest(desk, arrival)).toMatchObject({ added: 0, unchanged: 2, changed: 0 });
    expect(rows(desk.store, 'SELECT * FROM lead_change')).toEqual([]);
  });

  it('brings a changed record up to date and keeps what it was', () => {
    ingest(desk, from(locum, [record('1', { ...john, city: 'Lexington' })]));
    desk.time += 1000;
    expect(ingest(desk, from(locum, [record('1', { ...john, city: 'Louisville' })]))).toMatchObject({ changed: 1 });
    expect(leads()).toMatchObject([{ city: 'Louisville' }]);
    expect(
      rows<{ changes: string }>(desk.store, 'SELECT changes FROM lead_change').map((row) => JSON.parse(row.changes)),
    ).toEqual([[{ field: 'city', before: 'Lexington', after: 'Louisville' }]]);
    expect(desk.index.texts.get(1)?.places).toContain('Louisville');
  });

  it('does not lose what only the full record told when the list comes again, and leaves what the list says empty', () => {
    const full = { ...john, address2: 'Suite 5', specialties: ['Neurosurgery'], unlockedBy: 'Smith, John' };
    ingest(
      desk,
      from(locum, [
        record('1', full, {
          unlocked: true,
          raw: '{"id":12345678901234567890,"address2":"Suite 5","specialties":"Neurosurgery","unlocked_by":"Smith, John"}',
        }),
      ]),
    );
    const list = record('1', { ...john, address2: '' }, { raw: '{"id":12345678901234567890,"address2":null}' });
    ingest(desk, from(locum, [list]));
    const [held] = rows<{ raw: string; last_raw: string; fields: string; unlocked: number }>(
      desk.store,
      'SELECT * FROM lead_record',
    );
    expect(held?.raw).toBe(
      '{"id":12345678901234567890,"address2":null,"specialties":"Neurosurgery","unlocked_by":"Smith, John"}',
    );
    expect(held?.last_raw).toBe(list.raw);
    expect(unpackFields(held?.fields ?? '')).toMatchObject({
      specialties: ['Neurosurgery'],
      unlockedBy: 'Smith, John',
    });
    expect(unpackFields(held?.fields ?? '').address2).toBe('');
    expect(held?.unlocked).toBe(1);
    expect(ingest(desk, from(locum, [list]))).toMatchObject({ unchanged: 1 });
  });

  it('believes who unlocked it over a list that calls it locked, and a list over nothing', () => {
    ingest(
      desk,
      from(locum, [record('1', { ...john, unlockedBy: 'Me' }, { unlocked: true }), record('2', { lastName: 'B' })]),
    );
    const again = from(locum, [record('1', { ...john, city: 'X' }), record('2', { lastName: 'B' })]);
    ingest(desk, { ...again, locked: new Set(['1', '2']) });
    expect(rows(desk.store, 'SELECT unlocked FROM lead ORDER BY id')).toEqual([{ unlocked: 1 }, { unlocked: 0 }]);
    ingest(desk, { ...again, unlockedIds: new Set(['2']) });
    expect(desk.index.valuesOf(2, 'unlocked')).toEqual(['yes']);
    ingest(desk, again);
    expect(desk.index.valuesOf(2, 'unlocked')).toEqual(['yes']);
    ingest(desk, { ...again, locked: new Set(['2']) });
    expect(desk.index.valuesOf(2, 'unlocked')).toEqual(['no']);
  });

  it('lists what can’t be read once, and no more when it can', () => {
    const bad = { externalId: '9', reason: 'No name', raw: '{"id":9}' };
    ingest(desk, from(locum, [], { rejects: [bad] }));
    ingest(desk, from(locum, [], { rejects: [bad, bad] }));
    expect(rows(desk.store, 'SELECT external_id, reason, source FROM lead_reject')).toEqual([
      { external_id: '9', reason: 'No name', source: 'Locum' },
    ]);
    ingest(desk, from(locum, [record('9', john)]));
    expect(rows(desk.store, 'SELECT * FROM lead_reject')).toEqual([]);
  });

  it('leaves nothing of a batch that rolls back', () => {
    ingest(desk, from(locum, [record('0', { lastName: 'Before' })]));
    const tables = ['lead', 'lead_record', 'lead_phone', 'lead_email', 'lead_reject', 'lead_change', 'lead_merge'];
    const state = () => tables.map((table) => rows(desk.store, `SELECT * FROM ${table}`));
    const before = state();
    const arrival = from(locum, [record('1', john), record('0', { lastName: 'After' })], {
      rejects: [{ externalId: null, reason: 'torn', raw: '{' }],
    });
    const put = desk.index.put.bind(desk.index);
    desk.index.put = () => {};
    expect(() =>
      ingest(desk, arrival, () => {
        throw new Error('the cursor could not be kept');
      }),
    ).toThrow('the cursor');
    expect(state()).toEqual(before);
    desk.index.put = put;
  });
});

describe('one person', () => {
  it('is the same through two vendors, by phone in another format or by email in capitals', () => {
    ingest(desk, from(locum, [record('1', john)]));
    const counts = ingest(
      desk,
      from(lion, [
        record('7', { firstName: 'Johnny', phone: '+1 502.555.2368', specialties: ['Surgery'] }),
        record('8', { lastName: 'Doe', email: ' JOHN@doe.TEST ' }),
      ]),
    );
    expect(counts).toMatchObject({ added: 0, joined: 2 });
    expect(leads()).toHaveLength(1);
    expect(desk.index.valuesOf(1, 'source').sort()).toEqual([String(locum), String(lion)].sort());
    expect(desk.index.valuesOf(1, 'specialty')).toEqual(['Surgery']);
  });

  it.each([
    '0000000000',
    '1234567890',
    '+1234567890',
    '9999999999',
    '8888888888',
    '212-555-1212',
    'n/a',
    '',
    '555-2368',
    '(***) ***-2368',
  ])('is not known by %s', (phone) => {
    ingest(desk, from(locum, [record('1', { lastName: 'A', phone }), record('2', { lastName: 'B', phone })]));
    expect(leads()).toHaveLength(2);
    expect(rows(desk.store, 'SELECT * FROM lead_phone')).toEqual([]);
  });

  it.each(['j***@doe.test', 'none@none.com', 'n/a', 'no', 'john@', 'a@b, c@d.test'])('is not known by %s', (email) => {
    ingest(desk, from(locum, [record('1', { lastName: 'A', email }), record('2', { lastName: 'B', email })]));
    expect(leads()).toHaveLength(2);
  });

  it('joins two leads that a third record shows to be one; the older stays', () => {
    const moved: [number, number][] = [];
    desk.hooks.onMove((_, a, b) => moved.push([a, b]));
    ingest(
      desk,
      from(locum, [
        record('1', { lastName: 'A', phone: john.phone }),
        record('2', { lastName: 'B', email: john.email }),
      ]),
    );
    desk.index.facets.get(2)?.set('tag', ['hot']);
    desk.store.prepare(`INSERT INTO lead_tag (lead_id, tag) VALUES (2, 'hot')`).run();
    const counts = ingest(desk, from(lion, [record('7', { ...john }), record('9', { lastName: 'C' })]));
    expect(counts).toMatchObject({ joined: 1, added: 1 });
    expect(leads().map(({ id }) => id)).toEqual([1, 3]);
    expect(records().map(({ lead_id }) => lead_id)).toEqual([1, 1, 1, 3]);
    expect(desk.index.valuesOf(1, 'tag')).toEqual(['hot']);
    expect([...desk.index.facets.keys()].sort()).toEqual([1, 3]);
    expect([...desk.index.texts.keys()].sort()).toEqual([1, 3]);
    expect(moved).toEqual([[2, 1]]);
    expect(rows(desk.store, 'SELECT lead_id FROM lead_email')).toEqual([{ lead_id: 1 }]);
  });

  it('joins within a batch as between batches', () => {
    ingest(
      desk,
      from(locum, [
        record('1', { lastName: 'A', phone: john.phone }),
        record('2', { lastName: 'B', email: john.email }),
        record('3', john),
      ]),
    );
    expect(leads().map(({ id }) => id)).toEqual([1]);
  });

  it('joins when a record that is there gets another’s phone, and lets the old phone go', () => {
    ingest(
      desk,
      from(locum, [
        record('1', { lastName: 'A', phone: '502 555 2368' }),
        record('2', { lastName: 'B', phone: '606 555 2369' }),
      ]),
    );
    ingest(desk, from(locum, [record('2', { lastName: 'B', phone: '502 555 2368' })]));
    expect(leads().map(({ id }) => id)).toEqual([1]);
    expect(rows(desk.store, 'SELECT * FROM lead_phone')).toEqual([{ phone: '15025552368', lead_id: 1 }]);
  });
});
