import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type PracticeBoard,
  startPracticeBoard,
} from '../../../../src-main/practice/locumjobs/start-practice-board.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
let board: PracticeBoard;
beforeEach(async () => {
  board = await startPracticeBoard({ user: 'u', password: 'p', leads: 900, clock: () => NOW });
});
afterEach(() => board.close());

const basic = { authorization: `Basic ${Buffer.from('u:p').toString('base64')}` };
type Row = {
  id: number;
  sent: string;
  phone: string | null;
  state: string;
  license: string;
  unlocked_by?: string | null;
};
async function list(query: string): Promise<Row[]> {
  const answer = await fetch(`${board.url}/api/v2.0/leads.json?${query}`, { headers: basic });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Row[];
}

describe('the practice board', () => {
  it('lets in by Basic and by Bearer, and nobody else', async () => {
    const status = async (authorization: string) =>
      (await fetch(`${board.url}/api/v2.0/leads.json`, { headers: { authorization } })).status;
    expect(await status(basic.authorization)).toBe(200);
    expect(await status('Bearer p')).toBe(200);
    expect(await status('Bearer q')).toBe(401);
  });

  it('gives at most max, the newest first unless told otherwise', async () => {
    const newest = await list('max=5');
    expect(newest.map(({ id }) => id)).toEqual([900, 899, 898, 897, 896]);
    expect((await list('max=3&sort=sent')).map(({ id }) => id)).toEqual([1, 2, 3]);
    expect((await list('')).length).toBe(100);
  });

  it('reads end_date as before and start_date as from, in the board’s own time', async () => {
    const one = (await list('max=1&sort=-sent&end_date=2026-01-20'))[0];
    expect(Date.parse(one?.sent ?? '')).toBeLessThan(Date.parse('2026-01-20T00:00:00-05:00'));
    const at = one?.sent.slice(0, 19);
    expect((await list(`max=900&end_date=${at}`)).some(({ id }) => id === one?.id)).toBe(false);
    expect((await list(`max=900&start_date=${at}`)).some(({ id }) => id === one?.id)).toBe(true);
  });

  it('has several leads in one second', async () => {
    const all = await list('max=900');
    const seconds = new Map<string, number>();
    for (const { sent } of all) seconds.set(sent, (seconds.get(sent) ?? 0) + 1);
    expect(Math.max(...seconds.values())).toBeGreaterThanOrEqual(5);
  });

  it('narrows by what the document names', async () => {
    const found = await list('max=900&state=FL&license=MD&min_experience=5');
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ state, license }) => state === 'FL' && license === 'MD')).toBe(true);
    expect((await list('max=900&not_unlocked=1')).length).toBe(800);
    expect((await list('max=900&unlocked_by=practice@example.com')).length).toBe(100);
    const refused = await fetch(`${board.url}/api/v2.0/leads.json?license=XX`, { headers: basic });
    expect(refused.status).toBe(400);
  });

  it('unlocks a lead that is retrieved, and keeps it locked when told to', async () => {
    const locked = (await list('max=900&not_unlocked=1&has_job_apps=0'))[0];
    expect(locked?.phone).toBeNull();
    const get = async () =>
      (await (await fetch(`${board.url}/api/v2.0/leads/${locked?.id}.json`, { headers: basic })).json()) as Row;
    board.keepLocked(true);
    expect((await get()).unlocked_by).toBeUndefined();
    board.keepLocked(false);
    expect(await get()).toMatchObject({ unlocked_by: 'Agent, Practice', phone: expect.stringMatching(/^\+1\d{10}$/) });
    expect((await list('max=900&not_unlocked=1')).some(({ id }) => id === locked?.id)).toBe(false);
  });

  it('writes XML as the document does: 1 or nothing, repeated elements, a single lead wrapped too', async () => {
    const answer = await fetch(`${board.url}/api/v2.0/leads/9.xml`, { headers: basic });
    const text = await answer.text();
    expect(text).toMatch(/^<\?xml version="1.0"\?>\n<leads>\n<lead>\n<id>9<\/id>/);
    expect(text).toContain('<unlocked_by>Agent, Practice</unlocked_by>');
  });

  it('gets new leads and lets faults strike', async () => {
    board.arrive(3);
    expect((await list('max=3')).map(({ id }) => id).sort()).toEqual([901, 902, 903]);
    await fetch(`${board.url}/practice/faults`, {
      method: 'POST',
      body: '[{"kind":"http429","times":1,"retryAfter":7}]',
    });
    const struck = await fetch(`${board.url}/api/v2.0/leads.json`, { headers: basic });
    expect([struck.status, struck.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await list('max=1')).length).toBe(1);
    board.faults.set([{ kind: 'cut', every: 1, after: 0, rate: 1, path: '/', ms: 0, retryAfter: 0 }]);
    await expect(
      fetch(`${board.url}/api/v2.0/leads.json`, { headers: basic }).then((one) => one.text()),
    ).rejects.toThrow();
  });
});
