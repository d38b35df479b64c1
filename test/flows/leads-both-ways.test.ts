import { beforeEach, describe, expect, it } from 'vitest';
import type { PracticeBoard } from '../../src-main/practice/locumjobs/start-practice-board.ts';
import { type LeadDetail, leadColumn, leadFacet, leadFilter } from '../../src-preload/contract/index.ts';
import { startDesk, type TestDesk } from '../support/fault-desk.ts';
import { connectBoard, leadIds, leadOf, synced, testBoard } from './leads-desk.ts';

let board: PracticeBoard;
let json: TestDesk;
let xml: TestDesk;

beforeEach(async () => {
  board = await testBoard({ leads: 72 });
  json = await startDesk();
  xml = await startDesk();
  // Same-numbered in both desks: each has one connection.
  const source = await connectBoard(json, board.url, { format: 'json', auth: 'basic' });
  expect(await connectBoard(xml, board.url, { format: 'xml', auth: 'bearer' })).toBe(source);
  await synced(json, source);
  await synced(xml, source);
});

/** Names and texts: nothing, a no and an empty list are one in XML. */
function plain(value: unknown): unknown {
  if (value === null || value === false || value === '') return '';
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object') {
    const said = Object.entries(value).filter(([, item]) => !(Array.isArray(item) && item.length === 0));
    return Object.fromEntries(said.map(([name, item]) => [name, plain(item)]));
  }
  return value === true ? '1' : String(value);
}

/** A lead with everything but when it came, its raw records as names and texts. */
function told({ id: _, receivedAt: __, touchedAt: ___, records, origins, ...lead }: LeadDetail) {
  return {
    ...lead,
    origins: origins.map(({ field, others }) => ({ field, others: others.map(({ value }) => value) })),
    records: records.map(({ id: _, receivedAt: __, changedAt: ___, raw, ...record }) => ({
      ...record,
      raw: plain(JSON.parse(raw)),
    })),
  };
}

/** Asks both desks for the lead of a number at the board. */
async function both(id: number): Promise<[ReturnType<typeof told>, ReturnType<typeof told>]> {
  return [told(await leadOf(json, 1, id)), told(await leadOf(xml, 1, id))];
}

describe('the same lead through JSON and through XML', () => {
  it('every lead of a board, field by field, raw records, columns and facets', async () => {
    expect(board.requests.some(({ target }) => target.startsWith('/api/v2.0/leads.xml'))).toBe(true);
    for (const id of board.ids()) {
      const [one, other] = await both(id);
      expect(other).toEqual(one);
      expect(one.fields.zip).toMatch(/^\d{5}$/);
      expect(one.records).toHaveLength(1);
    }
    // The order within the desk follows the windows, which are the same.
    const list = { filter: leadFilter.parse({}), sort: { by: 'sent', direction: 'ascending' }, limit: 500 } as const;
    const columns = leadColumn.options.filter((column) => column !== 'receivedAt');
    const rows = await json.call('leads.rows', { ...list, columns });
    expect(rows.ids).toHaveLength(72);
    expect((await xml.call('leads.rows', { ...list, columns })).columns).toEqual(rows.columns);
    for (const facet of leadFacet.options) {
      const asked = { facet, filter: leadFilter.parse({}) };
      expect([facet, await xml.call('leads.facet', asked)]).toEqual([facet, await json.call('leads.facet', asked)]);
    }
  });

  it('one that is unlocked, with its employers and applications', async () => {
    const locked = await leadIds(json, { any: { unlocked: ['no'] } });
    const externalIds = new Set<number>();
    for (const desk of [json, xml]) {
      const wanted = (await leadIds(desk, { any: { unlocked: ['no'] } })).slice(0, 12);
      await desk.call('unlock.start', { which: { ids: wanted }, expected: 12 });
      await desk.rest();
      for (const id of wanted) {
        const [record] = (await desk.call('leads.get', { id })).records;
        externalIds.add(Number(record?.externalId));
      }
    }
    expect(locked.length).toBeGreaterThan(12);
    expect(externalIds.size).toBe(12);
    const leads: ReturnType<typeof told>[] = [];
    for (const id of externalIds) {
      const [one, other] = await both(id);
      expect(other).toEqual(one);
      leads.push(one);
    }
    expect(leads.every(({ unlocked, fields }) => unlocked && fields.unlockedBy === 'Agent, Practice')).toBe(true);
    // Lists of none, of one and of several: what XML writes least alike.
    const lengths = (of: 'employmentHistory' | 'specialties' | 'licensedStates') =>
      new Set(leads.map(({ fields }) => Math.min(2, fields[of].length)));
    expect(lengths('employmentHistory')).toEqual(new Set([0, 1, 2]));
    expect(lengths('licensedStates')).toEqual(new Set([0, 1, 2]));
  });
});
