import { describe, expect, test } from 'vitest';
import { HOUR, NOON, workDesk } from './support.ts';

const ANN = { firstName: 'Ann', lastName: 'Lee', phone: '212 555 0123', state: 'NY' };
const BOB = { firstName: 'Bob', lastName: 'Ray', phone: '310 555 0123', state: 'CA' };

describe('notes and drafts', () => {
  test('a draft at every keystroke; a note empties it, is found, and undone goes back into the field', async () => {
    const desk = workDesk();
    const id = await desk.lead(ANN);
    for (const text of ['h', 'he', 'hel']) await desk.call('notes.draft', { leadId: id, text });
    expect((await desk.call('leads.get', { id })).draft).toBe('hel');
    const { actId } = await desk.call('notes.add', { leadId: id, text: 'hello' });
    expect((await desk.call('leads.get', { id })).draft).toBe('');
    expect(desk.search.texts.get(id)?.notes).toBe('hello');
    expect(await desk.call('leads.undo', { actId })).toEqual({ changed: 1 });
    expect((await desk.call('leads.get', { id })).draft).toBe('hello');
    expect(desk.search.texts.get(id)?.notes).toBe('');
    await desk.call('notes.draft', { leadId: id, text: '' });
    expect((await desk.call('leads.get', { id })).draft).toBe('');
    await expect(desk.call('notes.add', { leadId: 99, text: 'x' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(desk.call('notes.draft', { leadId: 99, text: 'x' })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the timeline', () => {
  test('everything in one list, newest first, page after page without a gap or a double', async () => {
    const desk = workDesk();
    const id = await desk.lead(ANN);
    const other = await desk.lead(BOB);
    desk.clock.turn(1000);
    const { actId } = await desk.call('leads.act', { which: { filter: {} }, act: { kind: 'tag', tag: 'hot' } });
    await desk.call('leads.act', { which: { ids: [other] }, act: { kind: 'owner', owner: 'Bob' } });
    desk.clock.turn(1000);
    // Several things at one instant, more than a page holds.
    for (let i = 0; i < 5; i++) await desk.call('notes.add', { leadId: id, text: `note ${i}` });
    desk.clock.turn(1000);
    const { callId } = await desk.call('calls.start', { leadId: id, phone: '12125550123' });
    desk.clock.turn(1000);
    const [answer] = (await desk.call('dispositions.list', {})).filter(({ name }) => name === 'No answer');
    await desk.call('calls.finish', { callId, dispositionId: answer?.id ?? 0 });
    desk.clock.turn(1000);
    await desk.call('callbacks.set', { leadId: id, dueAt: NOON + HOUR });
    desk.clock.turn(1000);
    await desk.call('leads.undo', { actId });
    const whole = await desk.call('leads.timeline', { id });
    expect(whole.more).toBe(false);
    expect(whole.events.map(({ kind }) => kind)).toEqual([
      'undone',
      'callback',
      'disposition',
      'call',
      'note',
      'note',
      'note',
      'note',
      'note',
      'tag',
      'received',
    ]);
    expect(whole.events.at(-2)).toMatchObject({ who: 'Me', what: 'Tagged “hot”', detail: 'One of 2 leads' });
    const pages = [];
    let before: number | undefined;
    for (let more = true; more; ) {
      const page = await desk.call('leads.timeline', { id, limit: 2, ...(before === undefined ? {} : { before }) });
      pages.push(...page.events);
      before = page.events.at(-1)?.at;
      more = page.more;
    }
    expect(pages).toEqual(whole.events);
    expect((await desk.call('leads.timeline', { id: other })).events.map(({ kind }) => kind)).toEqual([
      'undone',
      'owner',
      'tag',
      'received',
    ]);
  });

  test('a lead that a person typed is that person’s doing', async () => {
    const desk = workDesk();
    await desk.call('agents.me', { name: 'Dana' });
    const id = await desk.lead(ANN);
    desk.clock.turn(1000);
    await desk.call('agents.me', { name: 'Tom' });
    expect(await desk.lead({ ...BOB, phone: ANN.phone, lastName: 'Lee' })).toBe(id);
    expect((await desk.call('leads.timeline', { id })).events).toMatchObject([
      { kind: 'received', what: 'Added by hand', who: 'Tom' },
      { kind: 'received', what: 'Added by hand', who: 'Dana' },
    ]);
  });

  test('it includes what other modules know of the lead, and what dialers were sent', async () => {
    const desk = workDesk();
    const id = await desk.lead(ANN);
    desk.room.timeline.register((_, { leadId }) => [
      {
        key: 'unlock-1',
        at: NOON + 1,
        who: 'Me',
        kind: 'unlock-asked',
        what: `Unlock of ${leadId} asked for`,
        detail: '',
      },
    ]);
    desk.store.raw.exec(`
      INSERT INTO connection (id, kind, name, url, user, options, timeout_ms, run_state, created_at) VALUES (1, 'crocodial', 'Floor', '', '', '{}', 1, 'running', 1);
      INSERT INTO job_group (id, connection_id, kind, label, created_at) VALUES (1, 1, 'dial', 'March', 1);
      INSERT INTO job (connection_id, group_id, source, lane, state, vendor_line, updated_at)
        VALUES (1, 1, 1, '2125550123', 'delivered', 'SUCCESS', ${NOON + 2}), (1, 1, 2, '3105550123', 'delivered', '', ${NOON + 2});`);
    const { events } = await desk.call('leads.timeline', { id });
    expect(events.map(({ what }) => what)).toEqual([
      'Delivered: Floor, dial list “March”',
      `Unlock of ${id} asked for`,
      'Added by hand',
    ]);
  });

  test('one that was joined brings its notes, calls, callback and acts along; both orders of undoing hold', async () => {
    const desk = workDesk();
    const [ann, bob] = [await desk.lead(ANN), await desk.lead(BOB)];
    await desk.call('leads.act', { which: { ids: [bob, ann] }, act: { kind: 'tag', tag: 'pair' } });
    await desk.call('notes.add', { leadId: bob, text: 'of Bob' });
    await desk.call('notes.draft', { leadId: bob, text: 'half' });
    await desk.call('callbacks.set', { leadId: bob, dueAt: NOON + HOUR });
    await desk.call('callbacks.set', { leadId: ann, dueAt: NOON + 2 * HOUR });
    await desk.call('calls.start', { leadId: bob, phone: '13105550123' });
    desk.clock.turn(1000);
    const { actId } = await desk.call('leads.join', { id: ann, others: [bob] });
    const joined = await desk.call('leads.get', { id: ann });
    expect(joined).toMatchObject({ attempts: 1, draft: 'half', callback: { dueAt: NOON + HOUR } });
    expect(joined.phones.map(({ attempts }) => attempts).sort()).toEqual([0, 1]);
    expect(desk.search.texts.get(ann)?.notes).toBe('of Bob');
    const kinds = (await desk.call('leads.timeline', { id: ann })).events.map(({ kind }) => kind);
    expect(kinds[0]).toBe('joined');
    expect([...kinds].sort()).toEqual([
      'call',
      'callback',
      'callback',
      'joined',
      'note',
      'received',
      'received',
      'tag',
      'tag',
    ]);
    desk.clock.turn(1000);
    expect((await desk.call('leads.undo', { actId })).changed).toBe(2);
    expect((await desk.call('leads.get', { id: bob })).fields.firstName).toBe('Bob');
    expect((await desk.call('leads.timeline', { id: bob })).events[0]).toMatchObject({ kind: 'undone', who: 'Me' });
  });

  test('who is erased leaves nothing of the work behind, but the do-not-call list', async () => {
    const desk = workDesk();
    const [ann, bob] = [await desk.lead(ANN), await desk.lead(BOB)];
    const third = await desk.lead({ firstName: 'Cara', lastName: 'Secretname', phone: '617 555 0123' });
    await desk.call('leads.join', { id: ann, others: [third] });
    desk.clock.turn(1000);
    await desk.call('notes.add', { leadId: ann, text: 'secretword' });
    await desk.call('notes.draft', { leadId: ann, text: 'secretword' });
    await desk.call('callbacks.set', { leadId: ann, dueAt: NOON, note: 'secretword' });
    await desk.call('calls.start', { leadId: ann, phone: '12125550123', anyway: true });
    await desk.call('leads.act', { which: { ids: [ann, bob] }, act: { kind: 'tag', tag: 'both' } });
    expect(await desk.call('leads.forgetPreview', { id: ann })).toMatchObject({ notes: 1 });
    await desk.call('leads.forget', { id: ann });
    const tables = ['lead_note', 'lead_draft', 'lead_call', 'callback', 'lead_act'];
    const text = tables.map((table) => JSON.stringify(desk.store.raw.prepare(`SELECT * FROM ${table}`).all())).join();
    expect(text).not.toMatch(/secret|555/i);
    expect((await desk.call('leads.timeline', { id: bob })).events.map(({ kind }) => kind)).toEqual([
      'tag',
      'received',
    ]);
  });
});
