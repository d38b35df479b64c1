import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addLeadUrl } from '../../../src-main/connections/connections.ts';
import { NO_PASSWORD } from '../../../src-main/connections/handlers.ts';
import type { Secrets } from '../../../src-main/core/ports.ts';
import { begin, memorySecrets, PASSWORD, type TestDesk } from '../../support/fault-desk.ts';
import { checkedList, good, NOWHERE, pausedConnection, quietDesk } from '../dialing/support.ts';

const save = (desk: TestDesk, change: Partial<Parameters<typeof input>[0]> = {}) =>
  desk.call('connections.save', input(change));
const input = (change: { id?: number; name?: string; url?: string; password?: string | null; user?: string }) => {
  const { password = PASSWORD, ...rest } = change;
  return { name: 'Dialer', url: NOWHERE, user: 'agent', ...(password === null ? {} : { password }), ...rest };
};

describe('a connection', () => {
  test('is kept with the defaults of the contract, changed in place, and lasts over a restart', async () => {
    const desk = await quietDesk();
    const { dataDir, secrets } = desk;
    const made = await save(desk);
    expect(made).toMatchObject({
      kind: 'crocodial',
      name: 'Dialer',
      url: NOWHERE,
      user: 'agent',
      hasPassword: true,
      traits: { accents: 'fold', plus: 'space' },
      concurrency: null,
      perSecond: null,
      timeoutMs: 30_000,
      runState: 'running',
      counts: { total: 0 },
    });
    // The password is left out: it stays.
    const changed = await save(desk, { id: made.id, name: ' North ', user: 'other', password: null });
    expect(changed).toMatchObject({ id: made.id, name: 'North', user: 'other', hasPassword: true });
    expect(JSON.stringify(changed)).not.toContain(PASSWORD);
    await desk.close();
    const again = await quietDesk({ dataDir, secrets });
    expect(await again.call('connections.list', {})).toMatchObject([
      { id: made.id, name: 'North', hasPassword: true, runState: 'running' },
    ]);
  });

  test('has a name of its own, however it is written; a removed one’s is free', async () => {
    const desk = await quietDesk();
    const { id } = await save(desk);
    const other = await save(desk, { name: 'Other' });
    const taken = { code: 'conflict', field: 'name', message: 'There is already a connection called Dialer.' };
    await expect(save(desk, { name: 'DIALER' })).rejects.toMatchObject(taken);
    await expect(save(desk, { id: other.id, name: 'dialer' })).rejects.toMatchObject(taken);
    expect(await save(desk, { id, name: 'DIALER' })).toMatchObject({ id, name: 'DIALER' });
    await desk.call('connections.remove', { id });
    expect((await save(desk)).id).not.toBe(id);
  });

  test.each([
    ['http://dialer.example.net/', 'http://dialer.example.net would send passwords and personal data unencrypted.'],
    ['http://127.0.0.1.example.net', 'unencrypted'],
    ['ftp://dialer.example.net/', 'unencrypted'],
    ['dialer.example.net', 'is not an address. Write it in full'],
    ['https://agent:Wombat-7391-secret@dialer.example.net/', 'Don’t put the user and password in the address'],
  ])('with the address %s is refused by its field', async (url, words) => {
    const desk = await quietDesk();
    const refused = save(desk, { url });
    await expect(refused).rejects.toMatchObject({ code: 'invalid-input', field: 'url' });
    await expect(refused).rejects.toThrow(words);
    expect(await desk.call('connections.list', {})).toEqual([]);
    for (const local of [
      'http://127.0.0.1:8080',
      'http://localhost:8080',
      'http://[::1]:8080',
      'https://dialer.test',
    ]) {
      expect(await save(desk, { name: local, url: local })).toMatchObject({ url: local });
    }
  });

  test('keeps its password out of every file of the desk', async () => {
    const desk = await quietDesk();
    const to = (await save(desk)).id;
    await desk.call('connections.pause', { id: to });
    const id = await checkedList(desk, to, [good(1)]);
    await begin(desk, id);
    const [job] = (await desk.call('jobs.list', {})).jobs;
    const { request } = await desk.call('jobs.get', { id: job?.id ?? 0 });
    expect(request.fields).toContainEqual({ name: 'pass', value: '[removed]' });
    const { path } = await desk.call('desk.backup', { path: join(desk.dataDir, 'exports', 'backup.db') });
    const files = readdirSync(desk.dataDir, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    expect(files.map(({ name }) => name)).toContain('trunkline.db-wal');
    for (const file of [...files.map(({ parentPath, name }) => join(parentPath, name)), path])
      expect([file, readFileSync(file).includes(PASSWORD)]).toEqual([file, false]);
  });

  test('is not removed while rows of it are open', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    const id = await checkedList(desk, to, [good(1), good(2)]);
    await begin(desk, id);
    await expect(desk.call('connections.remove', { id: to })).rejects.toMatchObject({
      code: 'conflict',
      message: 'There are 2 rows that are not finished. Cancel or resolve them first.',
    });
    await desk.call('imports.cancel', { id });
    await desk.call('connections.remove', { id: to });
    expect(await desk.call('connections.list', {})).toEqual([]);
    expect(await desk.secrets.get(`connection-${to}`)).toBeNull();
    // Its jobs and their history stay.
    expect((await desk.call('jobs.list', {})).jobs).toMatchObject([{ state: 'cancelled' }, { state: 'cancelled' }]);
  });

  test('without a password stands still and says why, until it is given one', async () => {
    const desk = await quietDesk();
    const { id, ...made } = await save(desk, { password: null });
    expect(made).toMatchObject({ hasPassword: false, runState: 'stopped', runReason: NO_PASSWORD });
    expect(await desk.call('connections.resume', { id })).toMatchObject({
      runState: 'stopped',
      runReason: NO_PASSWORD,
    });
    expect(await save(desk, { id })).toMatchObject({ hasPassword: true, runState: 'running', runReason: null });
    const { dataDir } = desk;
    await desk.close();
    // Another machine, or a vault that was emptied.
    const again = await quietDesk({ dataDir, secrets: memorySecrets() });
    expect(await again.call('connections.list', {})).toMatchObject([
      { hasPassword: false, runState: 'stopped', runReason: NO_PASSWORD },
    ]);
  });

  test('paused by the operator stays paused when its password is changed', async () => {
    const desk = await quietDesk();
    const id = await pausedConnection(desk);
    expect(await save(desk, { id, password: 'another' })).toMatchObject({ runState: 'paused' });
    expect(await desk.call('connections.resume', { id })).toMatchObject({ runState: 'running', runReason: null });
  });

  test('whose password has no safe place is not made at all', async () => {
    const kept = memorySecrets();
    const secrets: Secrets = {
      ...kept,
      set: () => Promise.reject(new Error('This computer has no safe place for it.')),
    };
    const desk = await quietDesk({ secrets });
    await expect(save(desk)).rejects.toThrow('This computer has no safe place for it.');
    expect(await desk.call('connections.list', {})).toEqual([]);
  });
});

describe('the address of the call', () => {
  test.each([
    ['https://a.croco-dial.net', 'https://a.croco-dial.net/API/lmapi.php'],
    ['https://a.croco-dial.net/', 'https://a.croco-dial.net/API/lmapi.php'],
    ['https://a.croco-dial.net/crm//', 'https://a.croco-dial.net/crm/API/lmapi.php'],
    ['https://a.croco-dial.net/API/lmapi.php', 'https://a.croco-dial.net/API/lmapi.php'],
    ['https://a.croco-dial.net/other.PHP', 'https://a.croco-dial.net/other.PHP'],
    ['https://a.croco-dial.net/API', 'https://a.croco-dial.net/API/lmapi.php'],
    ['https://a.croco-dial.net/api/', 'https://a.croco-dial.net/api/lmapi.php'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/API/lmapi.php'],
  ])('%s is %s', (base, url) => {
    expect(addLeadUrl(base)).toBe(url);
  });
});
