import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialSettings, type LeadDetail, type LeadFields, leadFilter } from '../../src-preload/contract/index.ts';
import { connect, startDesk, type TestDesk, testDialer } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';
import { until } from '../support/fault-until.ts';
import { allLeads, connectBoard, connectLion, leadIds, leadOf, synced, testBoard, testLion } from './leads-desk.ts';

/** At the board, where he is locked, and on LionDesk: William Davis, whose names nobody else has among so few. */
const HIM = 12;
const LEADS = 18;

/** Files of a folder in which any of these words stands, in whatever case. */
function found(folder: string, words: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((file) => {
    if (!file.isFile()) return [];
    const text = readFileSync(join(file.parentPath, file.name)).toString('latin1').toLowerCase();
    return words.filter((word) => text.includes(word.toLowerCase())).map((word) => `${file.name}: ${word}`);
  });
}

/** Checks a dial list. @returns the rows that would be sent: their number in the file, and the lead's */
async function sendable(desk: TestDesk, id: number): Promise<[number, string | undefined][]> {
  await desk.call('imports.check', { id });
  await until(async () => (await desk.call('imports.get', { id })).state === 'checked', 'the list is checked');
  const { rows } = await desk.call('imports.rows', { id, verdict: 'send' });
  return rows.map(({ row, fields }) => [row, fields.vendor_lead_code]);
}

/** All that can be done with a lead: unlocked and joined, worked on, called, put into a dial list that is sent. */
async function workThrough(desk: TestDesk, leadId: number, dialer: number): Promise<LeadDetail> {
  await desk.call('unlock.start', { which: { ids: [leadId] }, expected: 1 });
  await desk.rest();
  const lead = await leadOf(desk, 1, HIM);
  const { id, fields, phones } = lead;
  expect(lead.records).toHaveLength(2);
  await desk.call('notes.add', { leadId: id, text: `${fields.firstName} wants nights; ${fields.email}` });
  await desk.call('notes.draft', { leadId: id, text: `ring ${fields.lastName} again` });
  await desk.call('leads.act', { which: { ids: [id] }, act: { kind: 'tag', tag: 'spring' } });
  const { callId } = await desk.call('calls.start', { leadId: id, phone: phones[0]?.phone ?? '', anyway: true });
  const [disposition] = await desk.call('dispositions.list', {});
  const callback = { dueAt: desk.clock.now() + 3_600_000, note: `for ${fields.lastName}` };
  await desk.call('calls.finish', { callId, dispositionId: disposition?.id ?? 0, note: 'spoke', callback });
  await desk.call('callbacks.set', { leadId: id, ...callback });
  const filter = leadFilter.parse({ text: fields.lastName });
  expect(await desk.call('leads.open', { filter })).toMatchObject({ count: 1 });
  const { importId } = await desk.call('leads.toDialList', { which: { filter }, name: 'Today' });
  const settings = dialSettings.parse({ list_id: '101', campaign: 'PRACTICE' });
  await desk.call('imports.configure', { id: importId, connectionId: dialer, settings });
  await desk.call('imports.check', { id: importId, thenStart: true });
  await until(
    async () => (await desk.call('imports.get', { id: importId })).state === 'started',
    'the list is started',
  );
  await desk.rest();
  expect(await desk.call('jobs.counts', { importId })).toMatchObject({ delivered: 1, total: 1 });
  return lead;
}

describe('forgetting a person', () => {
  it('leaves no byte in the store, its log and later backups, and no sync, sister board or hand brings them back', async () => {
    const board = await testBoard({ leads: LEADS });
    const lion = await testLion(LEADS);
    const dialer = await testDialer();
    const desk = await startDesk();
    const onBoard = await connectBoard(desk, board.url);
    const onLion = await connectLion(desk, lion.url);
    await synced(desk, onBoard);
    await synced(desk, onLion);
    const toDialer = await connect(desk, { url: dialer.url });
    const { id, fields } = await workThrough(desk, (await leadOf(desk, onBoard, HIM)).id, toDialer);
    const before = await allLeads(desk);
    const words = [fields.firstName, fields.lastName, fields.phone.slice(-10), fields.email];
    const others = JSON.stringify(before.filter((lead) => lead.id !== id)).toLowerCase();
    for (const word of words) expect(others).not.toContain(word.toLowerCase());
    for (const word of words) expect(found(desk.dataDir, [word]), word).not.toEqual([]);

    // A list that waits, with him before another.
    const { id: someone } = await desk.call('leads.add', { fields: { firstName: 'Ann', phone: '2125550177' } });
    const later = await desk.call('leads.toDialList', { which: { ids: [id, someone] }, name: 'Later' });
    const settings = dialSettings.parse({ list_id: '101', campaign: 'PRACTICE' });
    await desk.call('imports.configure', { id: later.importId, connectionId: toDialer, settings });

    expect(await desk.call('leads.forgetPreview', { id })).toEqual({
      name: `${fields.firstName} ${fields.lastName}`,
      records: 2,
      notes: 2,
      // What was sent to the dialer, and the unlock.
      jobs: 2,
      importRows: 1,
    });
    expect(await desk.call('leads.forget', { id })).toEqual({ erased: 2 });

    const backups = testFolder('backup');
    await desk.call('desk.backup', { path: join(backups, 'desk.bak') });
    const held = () => found(desk.dataDir, words);
    expect([...held(), ...found(backups, words)]).toEqual([]);
    expect(await sendable(desk, later.importId)).toEqual([[2, String(someone)]]);

    const gone = async () => {
      for (const text of words) {
        expect(await desk.call('leads.open', { filter: leadFilter.parse({ text }) })).toMatchObject({ count: 0 });
      }
      expect(held()).toEqual([]);
    };
    await gone();
    await synced(desk, onBoard, true);
    await synced(desk, onLion, true);
    await gone();
    expect((await leadIds(desk)).length).toBe(before.length);
    expect((await desk.call('leads.rejects', {})).total).toBe(0);
    // Known again by phone or email wherever they come from; not by the number of one vendor alone.
    await synced(desk, await connectBoard(desk, board.url, { name: 'Sister board' }));
    await gone();
    const { phone, firstName } = fields;
    await expect(desk.call('leads.add', { fields: { phone, firstName } })).rejects.toThrow(/erased/);
    await gone();
    // That it happened stays, without to whom.
    expect(await desk.call('unlock.trail', {})).toMatchObject([{ leadId: id, name: '', outcome: 'unlocked' }]);
  });

  it('takes no one else along, and finds in lists those who have neither phone nor email', async () => {
    const desk = await startDesk();
    const to = await connect(desk, { url: (await testDialer()).url });
    const add = async (fields: Partial<LeadFields>) => (await desk.call('leads.add', { fields })).id;
    const ann = await add({ firstName: 'Ann', phone: '2125550177', email: 'ann@doe.test' });
    const joann = await add({ firstName: 'Joann', phone: '2125550178', email: 'joann@doe.test' });
    const other = await add({ firstName: 'Bo', phone: '2125550179', email: 'ann@doe.test.example' });
    const nameless = await add({ lastName: 'Quibbleworth', city: 'Knox, "the" burgh' });
    const { importId: id } = await desk.call('leads.toDialList', { which: { filter: leadFilter.parse({}) }, name: '' });
    const settings = dialSettings.parse({ list_id: '101', campaign: 'PRACTICE' });
    await desk.call('imports.configure', { id, connectionId: to, settings });
    const all = await sendable(desk, id);
    expect(all.map(([, lead]) => lead).sort()).toEqual([ann, joann, other].map(String).sort());
    expect(found(desk.dataDir, ['Quibbleworth']).length).toBeGreaterThan(1);
    await desk.call('leads.forget', { id: ann });
    await desk.call('leads.forget', { id: nameless });
    const left = all.filter(([, lead]) => lead !== String(ann));
    const { rows } = await desk.call('imports.rows', { id, verdict: 'send' });
    expect(rows.map(({ row, fields }) => [row, fields.vendor_lead_code])).toEqual(left);
    expect(await sendable(desk, id)).toEqual(left);
    expect(found(desk.dataDir, ['Quibbleworth', '2125550177'])).toEqual([]);
  });

  it('reaches files that were sent up, in any encoding, and leaves every other row of them as it was', async () => {
    const desk = await startDesk();
    const fields = { firstName: 'Ann', lastName: 'Quibbleworth', phone: '2125550177', email: 'ann@quibble.test' };
    const { id } = await desk.call('leads.add', { fields });
    const uploads = join(desk.dataDir, 'uploads');
    mkdirSync(uploads, { recursive: true });
    const rows = [
      'name,phone,note',
      'Bo,(212) 555-0178,"says ""hello"""',
      'A. Quibbleworth,(212) 555-0177,"two\r\nlines of hers"',
      'Stray "quote,212.555.0179,x"',
      'Q,,ann@quibble.test',
      'joann,2125550180,joann@quibble.test',
    ];
    const text = `${rows.join('\r\n')}\r\n`;
    const plain = join(uploads, 'aaaa.csv');
    const wide = join(uploads, 'bbbb.csv');
    writeFileSync(plain, text);
    writeFileSync(wide, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]));
    const { id: importId } = await desk.call('imports.open', { path: plain });
    // Of a list that was checked with another column as the phone, the rows are in the store as they are in the file.
    const to = await connect(desk, { url: (await testDialer()).url });
    const settings = dialSettings.parse({ list_id: '101', campaign: 'PRACTICE' });
    const other = await desk.call('imports.open', { path: wide });
    const mapping = { ...other.suggestion.mapping, targets: { phone_number: { from: [2] } } };
    await desk.call('imports.configure', { id: other.id, connectionId: to, settings, mapping });
    await sendable(desk, other.id);
    await desk.call('leads.forget', { id });
    const after = readFileSync(plain, 'utf8');
    for (const word of ['Quibbleworth', '555-0177', ',ann@quibble.test', 'hers']) expect(after).not.toContain(word);
    expect(after).toHaveLength(text.length);
    for (const row of [rows[0], rows[1], rows[3], rows[5]]) expect(after).toContain(`${row}\r\n`);
    expect(after.split('\n')).toHaveLength(text.split('\n').length);
    expect(readFileSync(wide).subarray(2).toString('utf16le')).toBe(after);
    expect((await desk.call('imports.get', { id: importId })).state).toBe('draft');
    expect(found(desk.dataDir, ['Quibbleworth', '2125550177', ',ann@quibble.test', '(212) 555-0177'])).toEqual([]);
  });
});
