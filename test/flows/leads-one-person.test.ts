import { beforeEach, describe, expect, it } from 'vitest';
import type { PracticeDesk } from '../../src-main/practice/liondesk/start-practice-desk.ts';
import type { PracticeBoard } from '../../src-main/practice/locumjobs/start-practice-board.ts';
import type { LeadDetail } from '../../src-preload/contract/index.ts';
import { startDesk, type TestDesk } from '../support/fault-desk.ts';
import { connectBoard, connectLion, leadIds, leadOf, synced, testBoard, testLion } from './leads-desk.ts';

const LEADS = 60;
/** Unlocked at the board from the beginning, and on LionDesk too. */
const SHARED = 18;

let board: PracticeBoard;
let lion: PracticeDesk;
let desk: TestDesk;
let onBoard: number;
let onLion: number;

beforeEach(async () => {
  board = await testBoard({ leads: LEADS });
  lion = await testLion(LEADS);
  desk = await startDesk();
  onBoard = await connectBoard(desk, board.url);
  onLion = await connectLion(desk, lion.url);
  await synced(desk, onBoard);
  await synced(desk, onLion);
});

const recordOf = (lead: LeadDetail, connectionId: number) => {
  const record = lead.records.find((one) => one.connectionId === connectionId);
  if (!record) throw new Error(`Lead ${lead.id} has no record of connection ${connectionId}`);
  return record;
};
const offered = () => new Set(lion.offers().map(({ lead }) => Number(lead.id)));
const syncBoth = async () => {
  await synced(desk, onBoard, true);
  await synced(desk, onLion, true);
};

describe('one person, once', () => {
  it('who stands on the board and on LionDesk is one lead, with both records whole and the origin of each value', async () => {
    const open = desk.rows<{ external_id: string }>(
      `SELECT external_id FROM lead_record WHERE connection_id = ? AND json_extract(raw, '$.phone') IS NOT NULL`,
      onBoard,
    );
    const known = offered();
    const shared = open.map(({ external_id }) => Number(external_id)).filter((id) => id % 3 === 0 && known.has(id));
    expect(shared.length).toBeGreaterThan(5);
    expect(shared).toContain(SHARED);
    expect(await leadIds(desk)).toHaveLength(LEADS + known.size - shared.length);
    for (const id of shared) {
      const lead = await leadOf(desk, onBoard, id);
      expect(lead.records.map(({ source }) => source).sort()).toEqual(['Board', 'LionDesk']);
      expect((await leadOf(desk, onLion, id)).id).toBe(lead.id);
      expect(lead.phones).toMatchObject([{ sources: expect.arrayContaining(['Board', 'LionDesk']) }]);
    }

    const lead = await leadOf(desk, onBoard, SHARED);
    const [fromBoard, fromLion] = [recordOf(lead, onBoard), recordOf(lead, onLion)];
    expect(JSON.parse(fromBoard.raw)).toMatchObject({ id: SHARED, phone: fromBoard.fields.phone });
    expect(JSON.parse(fromLion.raw)).toMatchObject({ id: SHARED, contact: { mobile_phone: fromLion.fields.phone } });
    const origin = (field: string) => lead.origins.find((one) => one.field === field);
    // The board's record is unlocked, so it is believed first; written otherwise is not told otherwise.
    expect(fromBoard.fields.phone).not.toBe(fromLion.fields.phone);
    expect(origin('phone')).toEqual({ field: 'phone', recordId: fromBoard.id, others: [] });
    expect(origin('license')).toEqual({ field: 'license', recordId: fromBoard.id, others: [] });
    const { events } = await desk.call('leads.timeline', { id: lead.id });
    expect(
      events
        .filter(({ kind }) => kind === 'received')
        .map(({ what }) => what)
        .sort(),
    ).toEqual(['Received from Board', 'Received from LionDesk']);

    // What a person typed is believed before any vendor; what they say otherwise stands beside it.
    const typed = {
      phone: `(${fromBoard.fields.phone.slice(0, 3)}) ${fromBoard.fields.phone.slice(3)}`,
      city: 'Hoboken',
    };
    expect(await desk.call('leads.add', { fields: typed })).toEqual({ id: lead.id, joined: true });
    const { fields, records, origins } = await desk.call('leads.get', { id: lead.id });
    const byHand = records.find(({ source }) => source === 'By hand');
    expect([fields.city, fields.license, records.length]).toEqual(['Hoboken', fromBoard.fields.license, 3]);
    const city = origins.find(({ field }) => field === 'city');
    expect(city?.recordId).toBe(byHand?.id);
    expect(city?.others.map(({ value }) => value)).toEqual([fromBoard.fields.city, fromLion.fields.city]);
  });

  it('split by hand they stay apart, whatever is fetched; joined by hand they stay together', async () => {
    const lead = await leadOf(desk, onBoard, SHARED);
    await desk.call('notes.add', { leadId: lead.id, text: 'wants nights' });
    const split = await desk.call('leads.split', { id: lead.id, recordId: recordOf(lead, onLion).id });
    const apart = async () => [(await leadOf(desk, onBoard, SHARED)).id, (await leadOf(desk, onLion, SHARED)).id];
    expect(await apart()).toEqual([lead.id, split.id]);
    await syncBoth();
    // Told of the same phone by one more vendor: it has to be one of the two, and does not make them one.
    const onSister = await connectBoard(desk, board.url, { name: 'Sister board' });
    await synced(desk, onSister);
    expect([lead.id, split.id]).toContain((await leadOf(desk, onSister, SHARED)).id);
    expect(await apart()).toEqual([lead.id, split.id]);
    expect((await desk.call('leads.get', { id: split.id })).fields.license).toBe('');

    await desk.call('leads.undo', { actId: split.actId });
    expect(await apart()).toEqual([lead.id, lead.id]);
    const again = await desk.call('leads.split', { id: lead.id, recordId: recordOf(lead, onLion).id });
    const { actId } = await desk.call('leads.join', { id: again.id, others: [lead.id] });
    await syncBoth();
    expect(await apart()).toEqual([again.id, again.id]);
    const { events } = await desk.call('leads.timeline', { id: again.id });
    expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['note', 'split', 'joined']));
    await desk.call('leads.undo', { actId });
    expect(await apart()).toEqual([lead.id, again.id]);
  });

  it('who is held already is pointed out before an unlock is spent, and is one lead after it', async () => {
    const known = offered();
    const locked = desk
      .rows<{ external_id: string }>(
        'SELECT external_id FROM lead_record WHERE connection_id = ? AND unlocked = 0',
        onBoard,
      )
      .map(({ external_id }) => Number(external_id));
    const leads: LeadDetail[] = [];
    for (const id of locked) if (id % 3 === 0 && known.has(id)) leads.push(await leadOf(desk, onBoard, id));
    const lead = leads.find(({ records }) => records.length === 1);
    if (!lead) throw new Error('The board hides no one whom LionDesk knows');
    const other = await leadOf(desk, onLion, Number(lead.records[0]?.externalId));
    expect(other.id).not.toBe(lead.id);
    const which = { ids: [lead.id] };
    const name = `${lead.fields.firstName} ${lead.fields.lastName}`;
    const why = expect.stringContaining('same name');
    expect(await desk.call('unlock.preview', { which })).toMatchObject({
      toUnlock: 1,
      held: [{ id: lead.id, name, otherId: other.id, why }],
    });
    expect(await desk.call('unlock.preview', { which, skipHeld: true })).toMatchObject({ toUnlock: 0 });
    await desk.call('unlock.start', { which, expected: 1 });
    await desk.rest();
    const joined = await leadOf(desk, onBoard, Number(lead.records[0]?.externalId));
    expect(joined.records).toHaveLength(2);
    expect(joined).toMatchObject({ unlocked: true, fields: { unlockedBy: 'Agent, Practice' } });
    expect(await leadIds(desk)).not.toContain(lead.id === joined.id ? other.id : lead.id);
  });
});
