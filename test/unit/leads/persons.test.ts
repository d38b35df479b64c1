import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addLead } from '../../../src-main/leads/add.ts';
import { leadDetail, leadsAlike } from '../../../src-main/leads/detail.ts';
import { mergeEvents, recordEvents } from '../../../src-main/leads/history.ts';
import { ingest } from '../../../src-main/leads/ingest.ts';
import { joinLeads, splitRecord, undoMerges } from '../../../src-main/leads/join.ts';
import type { ReadRecord } from '../../../src-main/vendors/lead-record.ts';
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

const take = (connectionId: number, ...records: ReadRecord[]) =>
  ingest(desk, {
    connectionId,
    kind: connectionId === lion ? 'liondesk' : 'locumjobs',
    source: connectionId === lion ? 'Lion' : 'Locum',
    records,
    rejects: [],
  });
const by = { who: 'Ann', why: '' };
const phone = '502 555 2368';
const leadIds = () => rows<{ id: number }>(desk.store, 'SELECT id FROM lead ORDER BY id').map(({ id }) => id);

describe('the lead in detail', () => {
  it('has the best value of all records and tells who gave it and what others say', () => {
    take(
      locum,
      record('1', { firstName: 'Jon', lastName: 'Doe', phone, city: 'Lexington', state: 'KY', zip: '40503' }),
    );
    desk.time += 1000;
    take(lion, record('7', { firstName: 'John', lastName: 'Doe', phone, specialties: ['Surgery'] }));
    desk.time += 1000;
    expect(addLead(desk, { phone: '+1 (502) 555-2368', city: 'Louisville' })).toEqual({ id: 1, joined: true });
    const lead = leadDetail(desk, 1);
    expect(lead.fields).toMatchObject({
      firstName: 'John',
      lastName: 'Doe',
      city: 'Louisville',
      specialties: ['Surgery'],
    });
    expect(lead.zone).toBe('America/New_York');
    expect(lead.phones).toEqual([
      { phone: '15025552368', sources: ['By hand', 'Lion', 'Locum'], attempts: 0, attemptsToday: 0 },
    ]);
    const [hand, lionRecord, locumRecord] = lead.records;
    expect(lead.origins.find(({ field }) => field === 'firstName')).toEqual({
      field: 'firstName',
      recordId: lionRecord?.id,
      others: [{ recordId: locumRecord?.id, value: 'Jon' }],
    });
    expect(lead.origins.find(({ field }) => field === 'phone')).toMatchObject({ recordId: hand?.id, others: [] });
    expect(lead).toMatchObject({ status: 'new', owner: null, tags: [], unlocked: false, emails: [] });
  });

  it('believes an unlocked record over a newer one', () => {
    take(locum, record('1', { firstName: 'Full', phone }, { unlocked: true }));
    desk.time += 1000;
    take(lion, record('7', { firstName: 'Newer', phone }));
    expect(leadDetail(desk, 1).fields.firstName).toBe('Full');
  });

  it('refuses a lead with nothing to know it by, and one that is not there', () => {
    expect(() => addLead(desk, { city: 'Louisville' })).toThrow('at least a name');
    expect(() => leadDetail(desk, 9)).toThrow('no longer exists');
  });
});

describe('splitting and joining', () => {
  const twins = () => {
    take(locum, record('1', { firstName: 'Ann', lastName: 'Doe', phone }));
    take(lion, record('7', { firstName: 'Bob', lastName: 'Doe', phone, email: 'bob@doe.test' }));
  };

  it('makes a lead of a record, which no sync and no match joins again', () => {
    twins();
    const [, bob] = leadDetail(desk, 1)
      .records.map(({ id }) => id)
      .sort();
    const { id } = desk.store.write(() => splitRecord(desk, 1, bob ?? 0, 'Ann'));
    expect(id).toBe(2);
    expect(desk.index.valuesOf(1, 'source')).toEqual([String(locum)]);
    expect(desk.index.valuesOf(2, 'source')).toEqual([String(lion)]);
    expect(desk.index.texts.get(2)?.name).toBe('Bob Doe');
    // The same again, changed, and a third record with both their phone.
    take(lion, record('7', { firstName: 'Bobby', lastName: 'Doe', phone, email: 'bob@doe.test' }));
    take(locum, record('2', { firstName: 'Bob', lastName: 'Doe', phone, email: 'bob@doe.test' }));
    expect(leadIds()).toEqual([1, 2]);
    expect(
      leadDetail(desk, 2)
        .records.map(({ externalId }) => externalId)
        .sort(),
    ).toEqual(['2', '7']);
  });

  it('refuses to split the only record', () => {
    take(locum, record('1', { lastName: 'Doe' }));
    expect(() => splitRecord(desk, 1, 1, 'Ann')).toThrow('only record');
    expect(() => splitRecord(desk, 1, 5, 'Ann')).toThrow('no record 5');
  });

  it('takes a split back', () => {
    twins();
    const { mergeId } = desk.store.write(() => splitRecord(desk, 1, 2, 'Ann'));
    expect(undoMerges(desk, [mergeId], 'Ann')).toBe(2);
    expect(leadIds()).toEqual([1]);
    expect(leadDetail(desk, 1).records).toHaveLength(2);
    expect(undoMerges(desk, [mergeId], 'Ann')).toBe(0);
    take(lion, record('8', { lastName: 'Third', phone }));
    expect(leadIds()).toEqual([1]);
  });

  it('joins by hand and takes it back: the lead comes back with its number, its work and its text', () => {
    take(
      locum,
      record('1', { firstName: 'Ann', lastName: 'Doe', phone }),
      record('2', { firstName: 'Anna', lastName: 'Doe', email: 'anna@doe.test' }),
    );
    desk.index.facets.get(2)?.set('tag', ['hot']).set('status', ['working']).set('owner', ['Bea']);
    desk.store
      .prepare(`UPDATE lead SET attempts = 3, touched_at = 5, status = 'working', owner = 'Bea' WHERE id = 2`)
      .run();
    desk.store.prepare(`INSERT INTO lead_tag (lead_id, tag) VALUES (2, 'hot')`).run();
    desk.index.facets.get(2)?.set('attempts', ['3']);
    const before = {
      facets: new Map(desk.index.facets.get(2)),
      row: rows(desk.store, 'SELECT * FROM lead WHERE id = 2'),
    };
    const mergeId = desk.store.write(() => joinLeads(desk, 1, 2, by));
    expect(leadDetail(desk, 1)).toMatchObject({ status: 'working', owner: 'Bea', tags: ['hot'], attempts: 3 });
    expect(desk.index.valuesOf(1, 'reach')).toEqual(['phone', 'email']);
    expect(undoMerges(desk, [mergeId], 'Ann')).toBe(2);
    expect(rows(desk.store, 'SELECT * FROM lead WHERE id = 2')).toEqual(before.row);
    expect(desk.index.facets.get(2)).toEqual(before.facets);
    expect(desk.index.texts.get(2)?.words).toBe('anna@doe.test');
    expect(rows(desk.store, 'SELECT lead_id FROM lead_email')).toEqual([{ lead_id: 2 }]);
  });

  it('undoing what a third record joined keeps the two apart', () => {
    take(locum, record('1', { lastName: 'A', phone }), record('2', { lastName: 'B', email: 'b@doe.test' }));
    take(lion, record('7', { lastName: 'A', phone, email: 'b@doe.test' }));
    expect(leadIds()).toEqual([1]);
    const [merge] = rows<{ id: number; why: string }>(desk.store, 'SELECT id, why FROM lead_merge');
    expect(merge?.why).toBe('the phone 15025552368 or the email b@doe.test');
    undoMerges(desk, [merge?.id ?? 0], 'Ann');
    expect(leadIds()).toEqual([1, 2]);
    take(lion, record('7', { lastName: 'A', phone, email: 'b@doe.test', city: 'Lexington' }));
    expect(leadIds()).toEqual([1, 2]);
  });

  it('remembers who is kept apart through a later join', () => {
    twins();
    desk.store.write(() => splitRecord(desk, 1, 2, 'Ann'));
    take(locum, record('3', { lastName: 'Other', email: 'o@doe.test' }));
    desk.store.write(() => joinLeads(desk, 3, 1, by));
    take(lion, record('9', { lastName: 'New', phone }));
    expect(leadIds()).toEqual([2, 3]);
  });
});

describe('people who may be the same', () => {
  it('are found by name with ZIP, or with state and license; not by name alone, and not when kept apart', () => {
    take(
      locum,
      record('1', { firstName: 'José', lastName: 'Núñez', zip: '40503', state: 'KY', license: 'MD' }),
      record('2', { firstName: 'jose', lastName: 'NUNEZ', zip: '40503-1234' }),
      record('3', { firstName: 'Jose', lastName: 'Nunez', state: 'Kentucky', license: 'Doctor of Medicine (MD)' }),
      record('4', { firstName: 'Jose', lastName: 'Nunez', state: 'TX', license: 'MD' }),
      record('5', { firstName: 'Joseph', lastName: 'Nunez', zip: '40503' }),
    );
    expect(leadsAlike(desk.store, 1)).toEqual([
      { id: 2, name: 'jose NUNEZ', why: 'same name, and both in 40503', unlocked: false },
      { id: 3, name: 'Jose Nunez', why: 'same name, both MD in KY', unlocked: false },
    ]);
    const mergeId = desk.store.write(() => joinLeads(desk, 1, 2, by));
    undoMerges(desk, [mergeId], 'Ann');
    expect(leadsAlike(desk.store, 1).map(({ id }) => id)).toEqual([3]);
  });
});

describe('what happened to a lead through its records', () => {
  it('is told newest first, field by field', () => {
    take(locum, record('1', { lastName: 'Doe', phone, city: 'Lexington' }));
    desk.time += 1000;
    take(locum, record('1', { lastName: 'Doe', phone, city: 'Louisville', unlockedBy: 'Me' }, { unlocked: true }));
    desk.time += 1000;
    take(lion, record('7', { lastName: 'Doe', phone }));
    desk.time += 1000;
    desk.store.write(() => splitRecord(desk, 1, 2, 'Ann'));
    const span = { from: 0, before: desk.time + 1, limit: 10 };
    const events = recordEvents(desk.store, 1, span);
    expect(events.map(({ kind, what, who }) => [kind, what, who])).toEqual([
      ['unlocked', 'Unlocked at Locum by Me', 'Trunkline'],
      ['received', 'Received from Locum', 'Trunkline'],
    ]);
    expect(events[0]?.detail).toBe('city: Lexington → Louisville');
    expect(recordEvents(desk.store, 1, { ...span, limit: 1 })).toHaveLength(1);
    expect(mergeEvents(desk.store, [1], span)).toMatchObject([{ kind: 'split', who: 'Ann' }]);
    expect(mergeEvents(desk.store, [2], span)).toMatchObject([{ what: 'Split off from another lead' }]);
  });
});
