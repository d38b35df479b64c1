import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dialSettings, type ImportDetail } from '../../../src-preload/contract/index.ts';
import { connect, startDesk, type TestDesk } from '../../support/fault-desk.ts';
import { testFolder } from '../../support/fault-list.ts';

const SETTINGS = dialSettings.parse({ list_id: '101', campaign: 'SALES', add_to_hopper: 'Y' });

function open(desk: TestDesk, header: string, row = '7275551111,Ann,Lee'): Promise<ImportDetail> {
  const path = join(testFolder(), 'list.csv');
  writeFileSync(path, `${header}\n${row}\n`);
  return desk.call('imports.open', { path });
}

/** A desk with a template made of a file with a header. */
async function withTemplate(header = 'Mobile,First Name,Color') {
  const desk = await startDesk();
  const connectionId = await connect(desk, { url: 'http://127.0.0.1:9/' });
  const { id, inspection } = await open(desk, header);
  const columns = inspection.columns.map((name, index) => ({ header: name, index }));
  const mapping = {
    columns,
    targets: { phone_number: { from: [0] }, first_name: { from: [1] } },
    custom: { favorite_color: 2 },
  };
  await desk.call('imports.configure', { id, connectionId, settings: SETTINGS, mapping });
  const saved = await desk.call('templates.save', { importId: id, name: 'Web leads' });
  return { desk, connectionId, id, saved };
}

describe('a file with a header that was seen before', () => {
  test('is proposed what the last one was done with, and its template', async () => {
    const { desk, connectionId } = await withTemplate();
    const next = await open(desk, 'mobile, First Name ,COLOR');
    expect(next.suggestion).toMatchObject({
      remembered: true,
      connectionId,
      settings: SETTINGS,
      template: 'Web leads',
    });
    expect(next.settings).toBeNull();
    expect((await open(desk, 'Mobile,First Name')).suggestion).toMatchObject({
      remembered: false,
      connectionId: null,
      settings: null,
      template: null,
    });
  });

  test('is proposed no dialer that is gone', async () => {
    const { desk, connectionId } = await withTemplate();
    await desk.call('connections.remove', { id: connectionId });
    expect((await open(desk, 'Mobile,First Name,Color')).suggestion.connectionId).toBeNull();
    expect(await desk.call('templates.list', {})).toMatchObject([{ connectionId: null, connection: null }]);
  });
});

describe('a template', () => {
  test('configures a file whose columns stand elsewhere, by their names', async () => {
    const { desk, connectionId, saved } = await withTemplate();
    expect(saved).toMatchObject({ name: 'Web leads', listId: '101', campaign: 'SALES', connectionId });
    const { id } = await open(desk, 'Other,color,First Name,Mobile', 'x,red,Ann,7275551111');
    const { detail, missing } = await desk.call('templates.use', { importId: id, name: 'web LEADS' });
    expect(missing).toEqual([]);
    expect(detail).toMatchObject({ connectionId, settings: SETTINGS });
    expect(detail.mapping).toMatchObject({
      targets: { phone_number: { from: [3] }, first_name: { from: [2] } },
      custom: { favorite_color: 1 },
    });
  });

  test('says which of its columns a file has not', async () => {
    const { desk } = await withTemplate();
    const { id } = await open(desk, 'Mobile,Given');
    const { detail, missing } = await desk.call('templates.use', { importId: id, name: 'Web leads' });
    expect(missing).toEqual(['First Name', 'Color']);
    expect(detail.mapping?.targets).toEqual({ phone_number: { from: [0] } });
  });

  test('is refused where nothing would fill the phone, and changes nothing then', async () => {
    const { desk } = await withTemplate();
    const { id } = await open(desk, 'Tel,First Name');
    await expect(desk.call('templates.use', { importId: id, name: 'Web leads' })).rejects.toThrow(
      'fills the phone from “Mobile”',
    );
    expect((await desk.call('imports.get', { id })).mapping).toBeNull();
    await expect(desk.call('templates.use', { importId: id, name: 'Nope' })).rejects.toThrow(
      'Saved templates: Web leads.',
    );
  });

  test('takes two columns of one name in their order', async () => {
    const { desk } = await withTemplate('Phone,Phone,Color');
    const { id } = await open(desk, 'Color,Phone,Phone', 'red,7275551111,7275551112');
    const { detail } = await desk.call('templates.use', { importId: id, name: 'Web leads' });
    expect(detail.mapping).toMatchObject({ targets: { phone_number: { from: [1] }, first_name: { from: [2] } } });
  });

  test('keeps its name until somebody says to replace it, and goes when it is removed', async () => {
    const { desk, id, saved } = await withTemplate();
    await expect(desk.call('templates.save', { importId: id, name: 'WEB leads' })).rejects.toThrow(
      'already a template',
    );
    const again = await desk.call('templates.save', { importId: id, name: 'WEB leads', replace: true });
    expect(again).toMatchObject({ id: saved.id, name: 'WEB leads' });
    await desk.call('templates.remove', { id: saved.id });
    expect(await desk.call('templates.list', {})).toEqual([]);
    await expect(desk.call('templates.remove', { id: saved.id })).rejects.toThrow('no longer exists');
  });

  test('is not made of an import that is not configured', async () => {
    const desk = await startDesk();
    const { id } = await open(desk, 'Mobile,First Name');
    await expect(desk.call('templates.save', { importId: id, name: 'X' })).rejects.toThrow('no list and columns yet');
  });
});

test('a connection keeps the list and campaign that imports go to by default', async () => {
  const desk = await startDesk();
  const url = 'http://127.0.0.1:9/';
  const id = await connect(desk, { url });
  const input = { id, name: 'Dialer', url, user: 'practice' };
  await desk.call('connections.save', { ...input, defaults: { listId: '101', campaign: 'SALES' } });
  await desk.call('connections.save', input);
  const defaults = async () => (await desk.call('connections.list', {}))[0]?.defaults;
  expect(await defaults()).toEqual({ listId: '101', campaign: 'SALES' });
  await expect(desk.call('connections.save', { ...input, defaults: { listId: '12' } })).rejects.toThrow(
    '3 to 12 digits',
  );
  await desk.call('connections.save', { ...input, defaults: null });
  expect(await defaults()).toBeNull();
});
