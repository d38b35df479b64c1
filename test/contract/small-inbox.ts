import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { startPracticeDesk } from '../../src-main/practice/liondesk/start-practice-desk.ts';
import { startPracticeBoard } from '../../src-main/practice/locumjobs/start-practice-board.ts';
import {
  type CommandInput,
  type CommandOutput,
  type CoreCommandName,
  leadFilter,
} from '../../src-preload/contract/index.ts';
import { PASSWORD, USER } from '../support/fault-desk.ts';
import { until } from '../support/fault-until.ts';

export type Call = <N extends CoreCommandName>(name: N, input: CommandInput<N>) => Promise<CommandOutput<N>>;

const everyone = leadFilter.parse({});

/** Connects a desk to a job board and to a LionDesk, and calls every command on sources, leads, work, call times and unlocking. */
export async function useInbox(call: Call, folder: string): Promise<void> {
  await fetch(call);
  const { id, other } = await look(call);
  await work(call, id);
  await persons(call, id, other);
  await out(call, folder, id);
  await unlock(call);
}

async function fetch(call: Call): Promise<void> {
  const board = await startPracticeBoard({ user: USER, password: PASSWORD, leads: 60 });
  onTestFinished(() => board.close());
  const desk = await startPracticeDesk({ token: '', clientId: USER, clientSecret: PASSWORD, leads: 9 });
  onTestFinished(() => desk.close());
  const login = { user: USER, password: PASSWORD };
  const options = { kind: 'locumjobs', everyMinutes: 1440, from: '2020-01-01', only: { min_experience: '0' } } as const;
  const from = await call('connections.save', {
    kind: 'locumjobs',
    name: 'Board',
    url: board.url,
    ...login,
    source: options,
  });
  expect(from.source).toMatchObject(options);
  const synced = await call('sources.sync', { id: from.id, wait: true, everything: true });
  expect(synced).toMatchObject({ error: null, leads: 60 });
  const lion = await call('connections.save', {
    kind: 'liondesk',
    name: 'LionDesk',
    url: desk.url,
    ...login,
    source: { kind: 'liondesk', auth: 'oauth', only: [{ field: 'team_id', operator: '$in', values: ['6', '9'] }] },
  });
  const { url } = await call('sources.authorizeUrl', { id: lion.id });
  expect(url).toContain(`${desk.url}/oauth2/authorize?`);
  await call('sources.authorize', { id: lion.id, code: 'practice-code' });
  expect((await call('sources.sync', { id: lion.id, wait: true })).error).toBeNull();
  expect(await call('sources.health', {})).toHaveLength(2);
}

/** Two leads that can be called, of which the board alone knows the first. */
async function look(call: Call): Promise<{ id: number; other: number }> {
  const filter = leadFilter.parse({ any: { reach: ['phone'] } });
  const sort = { by: 'received', direction: 'ascending' } as const;
  const { upTo, count } = await call('leads.open', { filter, sort });
  const list = { filter, sort, upTo };
  const columns = ['name', 'phone', 'licensedStates', 'sources', 'tags', 'unlocked', 'callbackAt'] as const;
  const { ids } = await call('leads.rows', { ...list, at: 0, limit: 500, columns: [...columns] });
  expect(ids).toHaveLength(count);
  const [id = 0, other = 0] = ids;
  expect(await call('leads.place', { ...list, id: other })).toEqual({ at: 1 });
  const counts = await call('leads.counts', { filters: [everyone, filter] });
  expect(counts.map((one) => one.count)).toEqual([expect.any(Number), count]);
  await call('leads.facet', { facet: 'source', filter: everyone, text: '' });
  const tab = { name: 'With a phone', filter, sort, columns: columns.map((column) => ({ column, width: 120 })) };
  const view = await call('views.save', { ...tab, position: 1 });
  expect(await call('views.save', { ...tab, id: view.id, name: 'To call', position: 2 })).toMatchObject({
    position: 2,
  });
  expect((await call('views.list', {})).map(({ name }) => name)).toContain('To call');
  await call('views.remove', { id: view.id });
  return { id, other };
}

async function work(call: Call, leadId: number): Promise<void> {
  await call('agents.add', { name: 'Dorothy' });
  await call('agents.me', { name: 'Ann' });
  expect(await call('agents.list', {})).toEqual({ me: 'Ann', agents: ['Ann', 'Dorothy'] });
  await call('notes.draft', { leadId, text: 'asks for' });
  await call('notes.add', { leadId, text: 'asks for nights' });
  const { actId } = await call('leads.act', { which: { filter: everyone }, act: { kind: 'tag', tag: 'spring' } });
  expect(await call('tags.list', {})).toEqual([{ tag: 'spring', count: expect.any(Number) }]);
  await call('leads.undo', { actId });
  await call('leads.act', { which: { ids: [leadId] }, act: { kind: 'owner', owner: null } });
  expect((await call('leads.acts', { limit: 5 })).map(({ what }) => what)).toContain('Tagged “spring”');

  const rules = await call('callRules.reset', {});
  const { id: _, ...rule } = rules[0] ?? { id: 0 };
  const saved = await call('callRules.save', rule as CommandInput<'callRules.save'>);
  await call('callRules.save', { ...saved, place: 'KY', until: '2040-01-01', holidays: ['2030-12-25'] });
  await call('callRules.remove', { id: saved.id });
  expect(await call('callRules.list', {})).toEqual(rules);

  const next = { step: 'retry', hours: 4 } as const;
  const made = await call('dispositions.save', { name: 'Voicemail, busy', next, key: '', position: 40 });
  await call('dispositions.save', { ...made, next: { step: 'callback' } });
  const [verdict] = await call('calls.may', { leadId });
  const [moment] = await call('calls.mayAt', { leadId, at: [Date.now() + 86_400_000] });
  expect(moment?.at).toBeGreaterThan(Date.now());
  const phone = verdict?.phone ?? '';
  const { callId } = await call('calls.start', { leadId, phone, anyway: true });
  expect(await call('calls.open', {})).toMatchObject([{ callId, leadId, phone }]);
  const dueAt = Date.now() + 3_600_000;
  const callback = { dueAt, owner: 'Dorothy', note: 'about nights' };
  await call('calls.finish', { callId, dispositionId: made.id, note: 'no answer', callback });
  await call('dispositions.remove', { id: made.id });
  expect((await call('dispositions.list', {})).length).toBeGreaterThan(3);
  const again = await call('callbacks.set', { leadId, ...callback, dueAt: dueAt - 1 });
  await call('callbacks.handOver', { id: again.id, owner: null });
  expect(await call('callbacks.list', { whose: 'anyone', until: dueAt, limit: 10 })).toMatchObject({ total: 1 });
  await call('callbacks.done', { id: again.id });
  const third = await call('callbacks.set', { leadId, dueAt });
  await call('callbacks.remove', { id: third.id });
}

async function persons(call: Call, id: number, other: number): Promise<void> {
  const added = await call('leads.add', { fields: { firstName: 'José', lastName: 'Núñez', zip: '07030' } });
  await call('leads.alike', { id: added.id });
  await call('leads.join', { id: other, others: [added.id] });
  const { records } = await call('leads.get', { id: other });
  const record = records.find(({ kind }) => kind === 'hand');
  const split = await call('leads.split', { id: other, recordId: record?.id ?? 0 });
  await call('leads.forgetPreview', { id: split.id });
  await call('leads.forget', { id: split.id });
  const { events } = await call('leads.timeline', { id, before: 9e15, limit: 500 });
  expect(new Set(events.map(({ kind }) => kind))).toEqual(
    new Set(['received', 'note', 'call', 'disposition', 'callback', 'tag', 'undone']),
  );
}

async function out(call: Call, folder: string, id: number): Promise<void> {
  await call('leads.toDialList', { which: { ids: [id] }, name: 'One' });
  const path = join(folder, 'leads.csv');
  const which = { filter: everyone, except: [id] };
  const { rows } = await call('leads.export', { which, format: 'csv', columns: ['name', 'email', 'zip'], path });
  expect(rows).toBeGreaterThan(60);
  expect((await call('leads.inspectFile', { path })).columns.map(({ field }) => field)).toEqual([
    'fullName',
    'email',
    'zip',
  ]);
  writeFileSync(path, 'Name,Phone\nAnn Example,2125550123\n,\n,nobody\n');
  const read = await call('leads.importFile', { path, columns: ['fullName', null] });
  expect(read).toEqual({ added: 1, joined: 0, unchanged: 0, rejected: expect.any(Number) });
  const { total } = await call('leads.rejects', { before: 9e15, limit: 10 });
  expect(total).toBe(read.rejected);
}

async function unlock(call: Call): Promise<void> {
  await call('unlock.setLimits', { perDay: 5, perMonth: null });
  expect(await call('unlock.limits', {})).toEqual({ perDay: 5, perMonth: null });
  const filter = leadFilter.parse({ any: { unlocked: ['no'] } });
  const sort = { by: 'received', direction: 'ascending' } as const;
  const { ids } = await call('leads.rows', { filter, sort, limit: 1 });
  const which = { ids };
  expect(await call('unlock.preview', { which, skipHeld: false })).toMatchObject({ toUnlock: 1, refused: null });
  await call('unlock.start', { which, skipHeld: false, expected: 1 });
  const isUnlocked = async () => (await call('unlock.trail', { before: 9e15, limit: 10 }))[0]?.outcome === 'unlocked';
  await until(isUnlocked, 'the lead is unlocked');
}
