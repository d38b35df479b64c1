import { describe, expect, test } from 'vitest';
import type { CommandInput } from '../../../src-preload/contract/index.ts';
import { PASSWORD } from '../../support/fault-desk.ts';
import { NOWHERE } from '../dialing/support.ts';
import { startDesk } from '../sync/support.ts';

// It looks and changes, but nothing leaves.
const quietDesk = () => startDesk({ sends: false });
type Save = CommandInput<'connections.save'>;
const board: Save = { kind: 'locumjobs', name: 'Board', url: NOWHERE, user: 'agent', password: PASSWORD };
const lion: Save = { kind: 'liondesk', name: 'Lion', url: NOWHERE, password: PASSWORD };

describe('a connection to a source of leads', () => {
  test('has the defaults of its kind, keeps what is given, and is changed in place', async () => {
    const desk = await quietDesk();
    const made = await desk.call('connections.save', board);
    expect(made).toMatchObject({
      kind: 'locumjobs',
      source: {
        kind: 'locumjobs',
        format: 'json',
        auth: 'basic',
        everyMinutes: 5,
        overlapHours: 26,
        max: 100,
        from: '',
      },
      runState: 'running',
      hasPassword: true,
    });
    const source = { kind: 'locumjobs' as const, format: 'xml' as const, only: { license: 'MD' }, max: 500 };
    await desk.call('connections.save', { ...board, id: made.id, password: undefined, source });
    // Options that are left out stay as they are.
    const changed = await desk.call('connections.save', { ...board, id: made.id, password: undefined, name: 'North' });
    expect(changed).toMatchObject({ name: 'North', source: { format: 'xml', only: { license: 'MD' }, max: 500 } });
    expect(await desk.call('connections.save', lion)).toMatchObject({
      source: { kind: 'liondesk', auth: 'token', everyMinutes: 1, pageSize: 100, only: [] },
      user: '',
    });
    const several = await desk.call('connections.save', { ...board, name: 'South' });
    expect((await desk.call('connections.list', {})).map(({ name }) => name)).toEqual(['Lion', 'North', 'South']);
    await desk.call('connections.remove', { id: several.id });
  });

  test('is refused by its field when something does not fit', async () => {
    const desk = await quietDesk();
    const refused = (input: Save) => desk.call('connections.save', input);
    await expect(refused({ ...board, source: { kind: 'liondesk' } })).rejects.toMatchObject({ field: 'source' });
    await expect(refused({ ...board, user: '' })).rejects.toMatchObject({ field: 'user' });
    await expect(refused({ ...lion, source: { kind: 'liondesk', auth: 'oauth' } })).rejects.toMatchObject({
      field: 'user',
    });
    await expect(refused({ ...board, url: 'http://board.example.net' })).rejects.toMatchObject({ field: 'url' });
    const { id } = await refused(board);
    await expect(refused({ ...lion, id })).rejects.toMatchObject({ code: 'conflict', field: 'kind' });
    expect(await desk.call('connections.list', {})).toHaveLength(1);
  });

  test('takes no dial list', async () => {
    const desk = await quietDesk();
    const { id: connectionId } = await desk.call('connections.save', board);
    const made = desk.rows<{ id: number }>('SELECT id FROM dial_import');
    expect(made).toEqual([]);
    const { writeDialFile, testFolder } = await import('../../support/fault-list.ts');
    const { id } = await desk.call('imports.open', { path: writeDialFile(testFolder('list'), 2) });
    await expect(desk.call('imports.configure', { id, connectionId })).rejects.toThrow(
      'Board is a lead source, not a dialer',
    );
  });

  test('takes its tokens out of the vault when it goes', async () => {
    const desk = await quietDesk();
    const { id } = await desk.call('connections.save', lion);
    await desk.secrets.set(`connection-${id}-tokens`, '{}');
    await desk.call('connections.remove', { id });
    expect(await desk.secrets.get(`connection-${id}-tokens`)).toBeNull();
    expect(await desk.secrets.get(`connection-${id}`)).toBeNull();
  });
});
