import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PracticeDesk, startPracticeDesk } from '../../../../src-main/practice/liondesk/start-practice-desk.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
let desk: PracticeDesk;
beforeEach(async () => {
  desk = await startPracticeDesk({ token: 't', clientId: 'c', clientSecret: 's', leads: 120, clock: () => NOW });
});
afterEach(() => desk.close());

interface Offer {
  id: number;
  rank: string;
  notify_at: string;
  team: { id: number };
  lead: { id: number };
}
interface Page {
  total: number;
  limit: number;
  skip: number;
  data: Offer[];
}
const call = (path: string, init: RequestInit = {}) =>
  fetch(desk.url + path, { ...init, headers: { authorization: 'Bearer t', 'content-type': 'application/json' } });
const find = async (query: string) => (await (await call(`/leads/0/offers?${query}`)).json()) as Page;

describe('the practice desk', () => {
  it('answers pages of ten unless told otherwise', async () => {
    const all = await find('');
    expect([all.limit, all.skip, all.data.length]).toEqual([10, 0, 10]);
    expect(all.total).toBe(desk.offers().length);
    expect((await find('$limit=4&$skip=8')).data.map(({ id }) => id)).toEqual(
      desk
        .offers()
        .slice(8, 12)
        .map(({ id }) => id),
    );
  });

  it('understands every operator of the document, combined', async () => {
    const everything = (await find('$limit=1000')).data;
    const expectSame = async (query: string, test: (one: Offer) => boolean) =>
      expect((await find(`$limit=1000&${query}`)).data.map(({ id }) => id)).toEqual(
        everything.filter(test).map(({ id }) => id),
      );
    await expectSame('rank=1', ({ rank }) => rank === '1');
    await expectSame('team_id=6', ({ team }) => team.id === 6);
    await expectSame('team_id[$ne]=6', ({ team }) => team.id !== 6);
    await expectSame('rank[$in]=1&rank[$in]=3', ({ rank }) => rank === '1' || rank === '3');
    await expectSame('rank[$in][]=1&rank[$in][]=3', ({ rank }) => rank === '1' || rank === '3');
    await expectSame('rank[$nin]=1', ({ rank }) => rank !== '1');
    await expectSame('rank[$gte]=2&rank[$lt]=4', ({ rank }) => Number(rank) >= 2 && Number(rank) < 4);
    const middle = '2026-03-05T07:00:00-05:00';
    await expectSame(
      `notify_at[$gt]=${encodeURIComponent(middle)}`,
      (one) => Date.parse(one.notify_at) > Date.parse(middle),
    );
    const late = (await find('$limit=3&$sort[notify_at]=-1')).data.map(({ notify_at }) => notify_at);
    expect(late).toEqual([...late].sort().reverse());
  });

  it('reads the offers of one lead, and with the double slash of the document', async () => {
    const page = (await (await call('//leads/2/offers')).json()) as Page;
    expect(new Set(page.data.map(({ lead }) => lead.id))).toEqual(new Set([2]));
  });

  it('lets one user claim a lead; a late one is told so', async () => {
    const patch = () => call('/leads/4', { method: 'PATCH', body: '{"claimed_via":"Phone"}' });
    expect(await (await patch()).json()).toMatchObject({ claimed_by_user_id: 5, claimed_via: 'Phone' });
    expect(desk.claim(8, 2)).toBe(true);
    const late = await call('/leads/8', { method: 'PATCH', body: '{"claimed_via":"Phone"}' });
    expect(late.status).toBe(409);
    expect(await (await call('/leads/8')).json()).toMatchObject({ claimed_by_user_id: 2 });
  });

  it('refuses to offer a lead that is not for a team', async () => {
    expect((await call('/leads/11/offers', { method: 'POST', body: '{}' })).status).toBe(400);
    expect((await call('/leads/2/offers', { method: 'POST', body: '{}' })).status).toBe(201);
  });

  it('gives tokens by OAuth, and refreshes them', async () => {
    const ask = async (body: object) => {
      const answer = await fetch(`${desk.url}/oauth2/token`, { method: 'POST', body: JSON.stringify(body) });
      return (await answer.json()) as { access_token: string; refresh_token: string };
    };
    const client = { client_id: 'c', client_secret: 's' };
    const first = await ask({ grant_type: 'authorization_code', code: 'practice-code', ...client });
    const me = (token: string) => fetch(`${desk.url}/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(await (await me(first.access_token)).json()).toMatchObject({ id: 5, email: 'dot@example.com' });
    desk.expireTokens();
    expect((await me(first.access_token)).status).toBe(401);
    const second = await ask({ grant_type: 'refresh_token', refresh_token: first.refresh_token, ...client });
    expect((await me(second.access_token)).status).toBe(200);
  });
});
