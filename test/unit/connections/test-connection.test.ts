import { describe, expect, test } from 'vitest';
import { connect, load, PASSWORD, startDesk, testDialer, USER } from '../../support/fault-desk.ts';

const full = { user: USER, pass: PASSWORD, userLevel: 9, modifyLeads: 1, mayAddLeads: true, allowedLists: null };

describe('a connection is tested', () => {
  test('without inserting anything, and shows how that went', async () => {
    const dialer = await testDialer();
    const desk = await startDesk();
    const id = await connect(desk, { url: dialer.url });
    expect(await desk.call('connections.test', { id })).toMatchObject({ verdict: 'ok', listId: null });
    expect(await desk.call('connections.test', { id, listId: '101' })).toMatchObject({
      verdict: 'ok',
      words: 'Login, permission and list 101 are right.',
    });
    expect(await desk.call('connections.test', { id, listId: '666' })).toMatchObject({
      verdict: 'list',
      code: 'list-unknown',
    });
    expect(dialer.admin.count()).toBe(0);
    const [shown] = await desk.call('connections.list', {});
    expect(shown?.test).toMatchObject({ code: 'list-unknown', listId: '666' });
    expect(shown?.runState).toBe('running');
  });

  test.each([
    [{ ...full, userLevel: 7 }, 'permission'],
    [{ ...full, mayAddLeads: false }, 'function'],
  ] as const)('a user that may not load leads stops it: %o', async (user, code) => {
    const dialer = await testDialer({ world: { users: [user] } });
    const desk = await startDesk();
    const id = await connect(desk, { url: dialer.url });
    const found = await desk.call('connections.test', { id });
    expect(found).toMatchObject({ verdict: 'refused', code });
    const [shown] = await desk.call('connections.list', {});
    expect(shown).toMatchObject({ runState: 'stopped', runReason: `${found.words} ${found.cure}` });
    await load(desk, id, { rows: 3 });
    await desk.rest();
    expect(dialer.admin.counts().requests).toBe(1);
  });

  test('refused credentials are tried once by themselves, and again only when they were changed or somebody asks', async () => {
    const dialer = await testDialer();
    const desk = await startDesk();
    const id = await connect(desk, { url: dialer.url, password: 'wrong' });
    const save = (password: string) =>
      desk.call('connections.save', { id, name: 'Dialer', url: dialer.url, user: USER, password, timeoutMs: 5_000 });
    const first = await desk.call('connections.test', { id, byItself: true });
    expect(first).toMatchObject({ verdict: 'refused', code: 'login' });
    expect(first.line).not.toContain('wrong|');
    await save('wrong');
    expect(await desk.call('connections.test', { id, byItself: true })).toEqual(first);
    expect(dialer.admin.counts().requests).toBe(1);
    await desk.call('connections.test', { id });
    expect(dialer.admin.counts().requests).toBe(2);
    await save(PASSWORD);
    expect(await desk.call('connections.test', { id, byItself: true })).toMatchObject({ verdict: 'ok' });
    expect(dialer.admin.counts().requests).toBe(3);
  });

  test('two that ask at once are one test', async () => {
    const dialer = await testDialer();
    const desk = await startDesk();
    const id = await connect(desk, { url: dialer.url, password: 'wrong' });
    const [one, other] = await Promise.all([
      desk.call('connections.test', { id }),
      desk.call('connections.test', { id }),
    ]);
    expect(one).toEqual(other);
    expect(dialer.admin.counts().requests).toBe(1);
  });

  test('credentials that a row was refused with are not tried again by themselves', async () => {
    const dialer = await testDialer();
    const desk = await startDesk();
    const id = await connect(desk, { url: dialer.url, password: 'wrong' });
    await load(desk, id, { rows: 1 });
    await desk.rest();
    expect(await desk.call('connections.test', { id, byItself: true })).toMatchObject({
      verdict: 'refused',
      code: 'login',
    });
    expect(dialer.admin.counts().requests).toBe(1);
  });

  test('a good test lets go on what a test had stopped, and nothing else', async () => {
    const dialer = await testDialer();
    dialer.admin.setFaults([{ kind: 'ip-not-allowed', times: 1 }]);
    const desk = await startDesk();
    const id = await connect(desk, { url: dialer.url });
    expect(await desk.call('connections.test', { id })).toMatchObject({ code: 'ip' });
    expect((await desk.call('connections.list', {}))[0]?.runState).toBe('stopped');
    await desk.call('connections.test', { id });
    expect((await desk.call('connections.list', {}))[0]?.runState).toBe('running');
    await desk.call('connections.pause', { id });
    await desk.call('connections.test', { id });
    expect((await desk.call('connections.list', {}))[0]?.runState).toBe('paused');
  });

  test('without a way to it: it is saved, not stopped, and says so', async () => {
    const dialer = await testDialer();
    const { url } = dialer;
    await dialer.close();
    const desk = await startDesk();
    const id = await connect(desk, { url });
    const found = await desk.call('connections.test', { id, byItself: true });
    expect(found).toMatchObject({ verdict: 'unreached', code: 'network' });
    expect(found.words).toMatch(/^Not tested yet/);
    expect((await desk.call('connections.list', {}))[0]?.runState).toBe('running');
  });
});
