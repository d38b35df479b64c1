import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PracticeBoard } from '../../src-main/practice/locumjobs/start-practice-board.ts';
import { dialSettings, type LeadFilterInput, leadFilter } from '../../src-preload/contract/index.ts';
import { connect, startDesk, type TestDesk, testDialer } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';
import { until } from '../support/fault-until.ts';
import { allLeads, connectBoard, leadIds, synced, testBoard } from './leads-desk.ts';

/** More than a page holds. */
const LEADS = 600;
const everyone = leadFilter.parse({});
let board: PracticeBoard;
let desk: TestDesk;
let source: number;

beforeEach(async () => {
  board = await testBoard({ leads: LEADS });
  desk = await startDesk();
  source = await connectBoard(desk, board.url);
  await synced(desk, source);
});

const count = async (filter: LeadFilterInput) =>
  (await desk.call('leads.counts', { filters: [leadFilter.parse(filter)] }))[0]?.count;

describe('acts on everything that matches', () => {
  it('reach what no page has loaded, leave out what came later, and are taken back without touching what changed since', async () => {
    const { upTo, count: seen } = await desk.call('leads.open', { filter: everyone });
    expect(seen).toBe(LEADS);
    board.arrive(5);
    await synced(desk, source);
    const [first = 0, second = 0, third = 0] = await leadIds(desk);
    await desk.call('leads.act', { which: { ids: [first] }, act: { kind: 'status', status: 'working' } });
    await desk.call('leads.act', { which: { ids: [third] }, act: { kind: 'tag', tag: 'spring' } });

    const which = { filter: everyone, upTo, except: [second] };
    const done = await desk.call('leads.act', { which, act: { kind: 'status', status: 'done' } });
    const tagged = await desk.call('leads.act', { which, act: { kind: 'tag', tag: 'spring' } });
    const given = await desk.call('leads.act', { which, act: { kind: 'owner', owner: 'Dorothy' } });
    expect([done.changed, tagged.changed, given.changed]).toEqual([LEADS - 1, LEADS - 2, LEADS - 1]);
    expect(await count({ any: { status: ['done'], tag: ['spring'], owner: ['Dorothy'] } })).toBe(LEADS - 1);
    expect(await count({ any: { status: ['new'] }, empty: ['owner', 'tag'] })).toBe(6);

    await desk.call('leads.act', { which: { ids: [third] }, act: { kind: 'status', status: 'waiting' } });
    const undo = async (actId: number) => (await desk.call('leads.undo', { actId })).changed;
    expect([await undo(done.actId), await undo(tagged.actId), await undo(given.actId)]).toEqual([
      LEADS - 2,
      LEADS - 2,
      LEADS - 1,
    ]);
    expect(await undo(done.actId)).toBe(0);
    const work = async (id: number) => {
      const { status, owner, tags } = await desk.call('leads.get', { id });
      return [status, owner, tags];
    };
    expect(await work(first)).toEqual(['working', null, []]);
    expect(await work(second)).toEqual(['new', null, []]);
    expect(await work(third)).toEqual(['waiting', null, ['spring']]);
    expect(await count({ any: { status: ['new'] }, empty: ['owner', 'tag'] })).toBe(LEADS + 5 - 2);
  });
});

describe('on from here', () => {
  it('a selection becomes a dial list with the very checks of a file, which a number that may not be called does not pass', async () => {
    const dialer = await testDialer();
    const to = await connect(desk, { url: dialer.url });
    const filter = leadFilter.parse({ any: { license: ['MD', 'DO'] } });
    const chosen = await allLeads(desk, filter);
    const withPhone = chosen.filter(({ phones }) => phones.length > 0);
    expect(withPhone.length).toBeGreaterThan(10);
    expect(withPhone.length).toBeLessThan(chosen.length);
    const [listed] = withPhone;
    await desk.call('dnc.add', { phones: [listed?.phones[0]?.phone ?? ''], source: 'by hand' });

    const { importId: id, rows } = await desk.call('leads.toDialList', { which: { filter }, name: 'Doctors' });
    expect(rows).toBe(chosen.length);
    const settings = dialSettings.parse({ list_id: '101', campaign: 'PRACTICE' });
    await desk.call('imports.configure', { id, connectionId: to, settings });
    await desk.call('imports.check', { id });
    await until(async () => (await desk.call('imports.get', { id })).state === 'checked', 'the list is checked');
    const summary = await desk.call('imports.summary', { id });
    expect(summary).toMatchObject({ rowsToSend: withPhone.length - 1, listId: '101', campaign: 'PRACTICE' });
    const { rows: shown } = await desk.call('imports.rows', { id, limit: 500 });
    expect(shown.filter(({ verdict }) => verdict !== 'send')).toHaveLength(chosen.length - withPhone.length + 1);
    for (const { cells, fields, verdict } of shown) {
      const lead = chosen.find((one) => String(one.id) === fields.vendor_lead_code);
      expect([cells[1], fields.postal_code]).toEqual([lead?.fields.firstName, lead?.fields.zip]);
      if (lead?.id === listed?.id) expect(verdict).not.toBe('send');
    }
    // Only tried: nothing is sent before somebody starts it, and it stands in the lead's own story.
    expect(dialer.admin.count()).toBe(0);
    const { events } = await desk.call('leads.timeline', { id: listed?.id ?? 0 });
    expect(events[0]).toMatchObject({ kind: 'dial-list', who: 'Me', what: 'Added to the dial list “Doctors”' });
  });

  it('an export reads back as it was: as CSV into another desk, as JSON whole', async () => {
    const folder = testFolder('export');
    const which = { filter: everyone };
    const leads = await allLeads(desk);
    const jsonPath = join(folder, 'leads.json');
    expect(await desk.call('leads.export', { which, format: 'json', path: jsonPath })).toEqual({
      path: jsonPath,
      rows: LEADS,
    });
    const whole = JSON.parse(readFileSync(jsonPath, 'utf8')) as { id: number }[];
    expect(whole).toHaveLength(LEADS);
    for (const lead of leads) {
      const { id, fields, status, unlocked } = lead;
      expect(whole.find((one) => one.id === id)).toMatchObject({ ...fields, id, status, unlocked });
    }

    const csvPath = join(folder, 'leads.csv');
    const columns = ['name', 'email', 'phone', 'city', 'state', 'zip', 'license', 'experience'] as const;
    await desk.call('leads.export', { which, format: 'csv', columns: [...columns], path: csvPath });
    const other = await startDesk();
    const looked = await other.call('leads.inspectFile', { path: csvPath });
    const wanted = ['fullName', 'email', 'phone', 'city', 'state', 'zip', 'license', 'experience'];
    expect(looked.columns.map(({ field }) => field)).toEqual(wanted);
    const read = await other.call('leads.importFile', { path: csvPath, columns: wanted });
    expect(read).toEqual({ added: LEADS, joined: 0, unchanged: 0, rejected: 0 });
    const table = async (from: TestDesk) => {
      const sort = { by: 'received', direction: 'ascending' } as const;
      const { columns: told } = await from.call('leads.rows', {
        filter: everyone,
        sort,
        limit: 500,
        columns: [...columns],
      });
      return told;
    };
    expect(await table(other)).toEqual(await table(desk));
  });
});
