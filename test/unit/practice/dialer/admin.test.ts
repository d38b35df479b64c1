import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startPracticeDialer } from '../../../../src-main/practice/dialer/start-practice-dialer.ts';
import { dialer, FIRST, lines, post } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'practice-dialer-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface State {
  readonly total: number;
  readonly leads: readonly { readonly lead_id: number; readonly phone_number: string }[];
  readonly counts: { readonly requests: number; readonly inserted: number };
  readonly faults: readonly { readonly kind: string }[];
  readonly behaviour: { readonly accents: string };
}

const send = (url: string, value: unknown, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: typeof value === 'string' ? value : JSON.stringify(value), headers });

describe('the control interface over HTTP', () => {
  it('switches faults and behaviour', async () => {
    const to = await dialer();
    const reply = await send(`${to.adminUrl}/faults`, [{ kind: 'http503', times: 1 }]);
    expect(((await reply.json()) as State).faults).toEqual([{ kind: 'http503', times: 1 }]);
    expect((await post(to)).status).toBe(503);
    expect((await post(to)).status).toBe(200);
    await send(`${to.adminUrl}/faults`, { faults: [{ kind: 'http429' }], seed: 3 });
    expect((await post(to)).status).toBe(429);
    await send(`${to.adminUrl}/faults`, []);
    const changed = (await (await send(`${to.adminUrl}/behaviour`, { accents: 'keep' })).json()) as State;
    expect(changed.behaviour.accents).toBe('keep');
    await post(to, { first_name: 'José' });
    expect(to.admin.leads().at(-1)).toMatchObject({ first_name: 'José' });
  });

  it('shows counts and leads, page by page', async () => {
    const to = await dialer();
    for (const last of ['0', '1', '2']) await post(to, { phone_number: `305555010${last}` });
    const state = (await (await fetch(`${to.adminUrl}/state?offset=1&limit=1`)).json()) as State;
    expect(state).toMatchObject({ total: 3, counts: { requests: 3, inserted: 3 } });
    expect(state.leads.map(({ lead_id, phone_number }) => [lead_id, phone_number])).toEqual([
      [FIRST + 1, '3055550101'],
    ]);
    const found = await (await fetch(`${to.adminUrl}/leads?phone=3055550102`)).json();
    expect(found).toMatchObject({ attempts: 1, leads: [{ lead_id: FIRST + 2 }] });
  });

  it('answers once so many requests or leads were there', async () => {
    const to = await dialer({ faults: [{ kind: 'http503', times: 1 }] });
    const waiting = Promise.all([fetch(`${to.adminUrl}/until?requests=2`), fetch(`${to.adminUrl}/until?inserted=1`)]);
    await post(to);
    await post(to);
    const [requests, inserted] = await waiting;
    expect(await requests.json()).toMatchObject({ counts: { requests: 2 } });
    expect(await inserted.json()).toMatchObject({ counts: { inserted: 1 } });
  });

  it('refuses nonsense in words, and web pages altogether', async () => {
    const to = await dialer();
    for (const [path, body] of [
      ['faults', [{ kind: 'earthquake' }]],
      ['faults', 'no json'],
      ['behaviour', { colour: 'red' }],
    ] as const) {
      const reply = await send(`${to.adminUrl}/${path}`, body);
      expect(reply.status).toBe(400);
      expect(await reply.text()).toContain("can't use this request");
    }
    expect((await fetch(`${to.adminUrl}/other`)).status).toBe(404);
    const page = await send(`${to.adminUrl}/faults`, [{ kind: 'http503' }], { origin: 'https://example.com' });
    expect(page.status).toBe(403);
    expect((await post(to)).status).toBe(200);
  });
});

describe('the database', () => {
  it('keeps leads and world in its file, and goes on counting', async () => {
    const file = join(folder, 'dialer.sqlite');
    const first = await startPracticeDialer({ file, world: { dnc: ['7275550000'] } });
    await post(first, { add_to_hopper: 'Y' });
    await first.close();
    const second = await dialer({ file });
    expect(second.admin.leads()).toMatchObject([{ lead_id: FIRST, phone_number: '7275551111' }]);
    expect((await lines(second, { phone_number: '7275550000', dnc_check: 'Y' }))[0]).toContain('IN DNC');
    expect((await lines(second, { duplicate_check: 'DUPLIST' }))[0]).toContain(`|${FIRST}`);
    await post(second, { add_to_hopper: 'Y' });
    expect(second.admin.leads().map(({ lead_id }) => lead_id)).toEqual([FIRST, FIRST + 1]);
    expect(second.admin.hopper().map(({ hopper_id }) => hopper_id)).toEqual([1677922, 1677923]);
  });

  it('takes a given part of the world over what is there', async () => {
    const file = join(folder, 'other.sqlite');
    await (await startPracticeDialer({ file })).close();
    const full = { userLevel: 9, modifyLeads: 1, mayAddLeads: true, allowedLists: null };
    const to = await dialer({ file, world: { users: [{ user: 'boss', pass: 'secret', ...full }] } });
    expect((await lines(to))[0]).toContain('Login incorrect');
    expect((await lines(to, { user: 'boss', pass: 'secret', list_exists_check: 'Y' }))[0]).toContain('SUCCESS');
    to.admin.addDnc(['7275551111']);
    expect((await lines(to, { user: 'boss', pass: 'secret', dnc_check: 'Y' }))[0]).toContain('IN DNC');
  });
});

describe('the log', () => {
  it('remembers requests, their parameters and faults', async () => {
    const to = await dialer({ faults: [{ kind: 'http503', after: 1 }] });
    await post(to);
    await post(to, { first_name: 'Ann' });
    expect(to.admin.requests()).toMatchObject([
      { number: 1, method: 'POST', phone: '7275551111', fault: undefined },
      { number: 2, fault: 'http503', params: { first_name: 'Ann', pass: 'practice' } },
    ]);
    expect(to.admin.attempts('7275551111')).toBe(2);
    expect(to.admin.attempts('3055550100')).toBe(0);
  });

  it('rejects a taken port', async () => {
    const to = await dialer();
    await expect(startPracticeDialer({ port: to.port })).rejects.toThrow(/EADDRINUSE/);
  });
});
