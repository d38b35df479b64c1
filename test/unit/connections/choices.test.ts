import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_WORLD } from '../../../src-main/practice/dialer/world.ts';
import { dialSettings } from '../../../src-preload/contract/index.ts';
import { connect, PASSWORD, startDesk, type TestDesk, testDialer, USER } from '../../support/fault-desk.ts';
import { testFolder } from '../../support/fault-list.ts';
import { until } from '../../support/fault-until.ts';

const full = { user: USER, pass: PASSWORD, userLevel: 9, modifyLeads: 1, mayAddLeads: true, allowedLists: null };
const lists = DEFAULT_WORLD.lists;

async function checked(desk: TestDesk, connectionId: number, settings: { list_id: string; campaign: string }) {
  const path = join(testFolder(), 'list.csv');
  writeFileSync(path, 'Phone,First Name\n7275551111,Ann\n');
  const { id, suggestion } = await desk.call('imports.open', { path });
  await desk.call('imports.configure', {
    id,
    connectionId,
    settings: dialSettings.parse(settings),
    mapping: suggestion.mapping,
  });
  await desk.call('imports.check', { id });
  await until(async () => ((await desk.call('imports.get', { id })).state === 'checked' ? true : null), 'checked');
  return await desk.call('imports.summary', { id });
}

describe('what a dialer tells to pick from', () => {
  test('is its lists with their leads and fields, and its campaigns, kept with their time', async () => {
    const dialer = await testDialer();
    const desk = await startDesk();
    const id = await connect(desk, { url: dialer.url });
    expect(await desk.call('connections.choices', { id })).toBeNull();
    const told = await desk.call('connections.fetchChoices', { id });
    expect(told).toMatchObject({ allLists: true, notTold: [] });
    expect(told.campaigns).toContainEqual({ campaignId: 'RENEWALS', name: 'Policy renewals', active: true });
    expect(told.lists?.map(({ listId }) => listId)).toEqual(lists.map(({ listId }) => listId));
    expect(told.lists?.[0]).toEqual({
      listId: '101',
      name: 'Web leads',
      campaign: 'PRACTICE',
      active: true,
      leads: 0,
      fields: ['favorite_color', 'policy_number'],
    });
    expect(told.lists?.find(({ listId }) => listId === '103')).toMatchObject({ active: false, leads: null });
    expect(await desk.call('connections.choices', { id })).toEqual(told);
  });

  test('is forgotten where other credentials are entered', async () => {
    const dialer = await testDialer();
    const desk = await startDesk();
    const id = await connect(desk, { url: dialer.url });
    await desk.call('connections.fetchChoices', { id });
    await desk.call('connections.save', { id, name: 'Dialer', url: dialer.url, user: 'other', password: 'x' });
    expect(await desk.call('connections.choices', { id })).toBeNull();
  });

  test('is nothing for a user who may not see them, and no error', async () => {
    const user = { ...full, modifyLists: false, viewReports: false };
    const dialer = await testDialer({ world: { users: [user] } });
    const desk = await startDesk();
    const id = await connect(desk, { url: dialer.url });
    const told = await desk.call('connections.fetchChoices', { id });
    expect(told).toMatchObject({ lists: null, campaigns: null, allLists: false });
    expect(told.notTold.map(({ what }) => what).sort()).toEqual(['campaigns', 'fields', 'lists']);
    expect((await desk.call('connections.list', {}))[0]?.runState).toBe('running');
    // The warnings speak of what was told alone.
    expect((await checked(desk, id, { list_id: '777', campaign: 'NONE' })).warnings).toEqual([]);
  });

  test('are the lists used here where it tells single ones alone', async () => {
    const dialer = await testDialer({ behaviour: { customFieldsEnabled: false } });
    const desk = await startDesk();
    const id = await connect(desk, { url: dialer.url });
    await checked(desk, id, { list_id: '102', campaign: 'PRACTICE' });
    const told = await desk.call('connections.fetchChoices', { id });
    expect(told).toMatchObject({ allLists: false, notTold: [{ what: 'fields' }] });
    expect(told.lists).toMatchObject([{ listId: '102', name: 'Referrals', leads: 0, fields: null }]);
  });

  test('are one list’s leads and fields, the rest as it was', async () => {
    const dialer = await testDialer();
    const desk = await startDesk();
    const id = await connect(desk, { url: dialer.url });
    await desk.call('connections.fetchChoices', { id });
    const told = await desk.call('connections.fetchChoices', { id, listId: '103' });
    expect(told.lists?.length).toBe(lists.length);
    expect(told.lists?.find(({ listId }) => listId === '103')).toMatchObject({ leads: 0, fields: [] });
    expect(told.campaigns?.length).toBe(2);
    await desk.call('connections.fetchChoices', { id, listId: '555' });
    expect((await desk.call('connections.choices', { id }))?.lists?.length).toBe(lists.length);
  });

  test('stops a connection whose login is refused, once', async () => {
    const dialer = await testDialer();
    const desk = await startDesk();
    const id = await connect(desk, { url: dialer.url, password: 'wrong' });
    await expect(desk.call('connections.fetchChoices', { id })).rejects.toThrow('refused');
    expect(await desk.call('connections.choices', { id })).toBeNull();
    expect((await desk.call('connections.list', {}))[0]?.runState).toBe('stopped');
  });
});

describe('before an import starts', () => {
  test.each([
    [{ list_id: '777', campaign: 'PRACTICE' }, ['List 777 is not among the 5 lists']],
    [{ list_id: '103', campaign: 'PRACTICE' }, ['List 103 (Bought in spring) is inactive']],
    [{ list_id: '101', campaign: 'SALES' }, ['Campaign SALES is not among the campaigns']],
    [{ list_id: '201', campaign: 'practice' }, ['List 201 belongs to campaign RENEWALS']],
    [{ list_id: '101', campaign: 'PRACTICE' }, []],
  ])('it is said what is wrong with %o', async (settings, said) => {
    const dialer = await testDialer();
    const desk = await startDesk();
    const id = await connect(desk, { url: dialer.url });
    await desk.call('connections.fetchChoices', { id });
    const { warnings } = await checked(desk, id, settings);
    expect(warnings.length).toBe(said.length);
    for (const [at, words] of said.entries()) expect(warnings[at]).toContain(words);
  });
});
