import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startPracticeDesk } from '../../../src-main/practice/liondesk/start-practice-desk.ts';
import { startDesk, type TestDesk, untilFetched } from '../sync/support.ts';

const TOKEN = 'lion-token-6151';
let desk: TestDesk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.close());

async function connect(url: string, options: { user?: string; auth?: 'oauth' | 'token' } = {}): Promise<number> {
  const { user = '', auth = 'token' } = options;
  const source = { kind: 'liondesk' as const, everyMinutes: 24 * 60, auth };
  const made = await desk.call('connections.save', {
    ...{ kind: 'liondesk', name: 'Lion', url, user, password: TOKEN, timeoutMs: 5_000, source },
  });
  return made.id;
}

/** A vendor that answers each path with a text; every request is noted. */
async function vendor(answers: (path: string) => { status?: number; body: string }) {
  const asked: string[] = [];
  const listener: RequestListener = (request, response) => {
    asked.push(request.url ?? '');
    const { status = 200, body } = answers((request.url ?? '').replace(/\?.*/, ''));
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const OFFER = {
  id: 1,
  lead: { id: 2, distribution_target: 'Team Rollout', contact: { id: 2, first_name: 'Mary', last_name: 'Jackson' } },
  user: { id: 5, first_name: 'Dorothy', last_name: 'Vaughan', email: 'dot@example.com' },
  notify_at: '2018-01-16T09:09:09.000Z',
  rank: '3',
  assign_automatically: 'true',
  has_call_alert: 'true',
  has_text_alert: 'false',
  has_email_alert: 'true',
  team: { id: 6, name: 'IBM' },
};

describe('asking the vendor for offers', () => {
  test('of one lead: one object, a page and a bare list say the same, and what can’t be read is shown', async () => {
    const broken = { id: 9 };
    const bodies: Record<string, unknown> = {
      object: OFFER,
      page: { total: 71, limit: 10, skip: 20, data: [OFFER, broken] },
      list: [OFFER],
    };
    const lion = await vendor((path) => ({ body: JSON.stringify(bodies[path.split('/')[2] ?? ''] ?? []) }));
    const connectionId = await connect(lion.url);
    const ask = (leadId: string) => desk.call('offers.query', { connectionId, leadId });
    const shown = {
      externalId: '1',
      leadId: '2',
      name: 'Mary Jackson',
      user: 'Dorothy Vaughan',
      userKey: `${connectionId}:5`,
      team: 'IBM',
      notifyAt: Date.UTC(2018, 0, 16, 9, 9, 9),
      rank: 3,
      automatic: true,
      byCall: true,
      byText: false,
      byEmail: true,
      raw: JSON.stringify(OFFER),
    };
    expect(await ask('object')).toEqual({ total: null, limit: null, skip: null, offers: [shown], unread: [] });
    expect(await ask('list')).toEqual({ total: null, limit: null, skip: null, offers: [shown], unread: [] });
    expect(await ask('page')).toEqual({
      ...{ total: 71, limit: 10, skip: 20, offers: [shown] },
      unread: [{ reason: 'The record has no lead.', raw: JSON.stringify(broken) }],
    });
  });

  test('of all leads, by any query of the document, where the desk reads all', async () => {
    const lion = await vendor((path) =>
      path === '/leads/3/offers'
        ? { body: JSON.stringify({ total: 1, limit: 5, skip: 0, data: [OFFER] }) }
        : { status: 404, body: '{}' },
    );
    const connectionId = await connect(lion.url);
    await untilFetched(desk, connectionId);
    const asked = lion.asked.length;
    const found = await desk.call('offers.query', {
      connectionId,
      where: [
        { field: 'team_id', operator: '$in', values: ['4', '6'] },
        { field: 'notify_at', operator: '$gte', values: ['2018-05-07T10:00:00+07:00'] },
      ],
      limit: 5,
      skip: 0,
      sort: [{ field: 'notify_at', direction: -1 }],
    });
    expect(found.offers.map(({ leadId }) => leadId)).toEqual(['2']);
    expect(lion.asked.slice(asked, asked + 1)).toEqual([
      '/leads/3/offers?team_id[$in]=4&team_id[$in]=6&notify_at[$gte]=2018-05-07T10%3A00%3A00%2B07%3A00&$limit=5&$skip=0&$sort[notify_at]=-1',
    ]);
    expect(desk.rows('SELECT * FROM lead_reject')).toEqual([]);
  });

  test('a place that no sync has found is looked for; offers of one lead at a time want the lead', async () => {
    const lion = await vendor((path) => {
      if (path === '/leads') return { body: JSON.stringify({ total: 1, limit: 10, skip: 0, data: [{ id: 2 }] }) };
      return path.startsWith('/leads/2/') ? { body: JSON.stringify(OFFER) } : { status: 404, body: '{}' };
    });
    const connectionId = await connect(lion.url);
    await desk.call('connections.pause', { id: connectionId });
    const refused = { code: 'conflict', message: expect.stringContaining('name the lead') };
    await expect(desk.call('offers.query', { connectionId })).rejects.toMatchObject(refused);
    expect((await desk.call('offers.query', { connectionId, leadId: '2' })).offers).toHaveLength(1);
  });

  test('a refusal is told in the vendor’s words, and a question that can’t be asked is not sent', async () => {
    const lion = await vendor((path) => {
      if (path === '/leads/8/offers')
        return { status: 404, body: '{"name":"NotFound","message":"No record found for id ‘8’"}' };
      if (path === '/leads/9/offers') return { body: '<html><title>Cafe</title></html>' };
      return { status: 400, body: '{"name":"BadRequest","message":"Invalid query parameter $regex","code":400}' };
    });
    const connectionId = await connect(lion.url);
    await desk.call('connections.pause', { id: connectionId });
    const ask = (leadId: string, more: object = {}) => desk.call('offers.query', { connectionId, leadId, ...more });
    await expect(ask('1')).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('Invalid query parameter $regex'),
    });
    await expect(ask('8')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('No record found for id ‘8’'),
    });
    await expect(ask('9')).rejects.toMatchObject({ code: 'failed', message: expect.stringContaining('sign-in page') });
    const asked = lion.asked.length;
    const twice = [1, 2].map((n) => ({ field: 'rank', operator: '$lt', values: [String(n)] }));
    await expect(ask('1', { where: twice })).rejects.toMatchObject({
      code: 'invalid-input',
      message: 'rank has $lt twice; write it once.',
    });
    await expect(ask('..')).rejects.toMatchObject({ message: expect.stringContaining('isn’t a lead ID') });
    expect(lion.asked.length).toBe(asked);
  });

  test('a source that is no LionDesk is not asked', async () => {
    const source = { kind: 'locumjobs' as const, everyMinutes: 24 * 60 };
    const { id } = await desk.call('connections.save', {
      ...{
        kind: 'locumjobs',
        name: 'Board',
        url: 'http://127.0.0.1:1',
        user: 'a',
        password: 'b',
        timeoutMs: 5_000,
        source,
      },
    });
    await expect(desk.call('offers.query', { connectionId: id })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('with a token by OAuth, renewed when it has run out', async () => {
    const lion = await startPracticeDesk({ token: '', clientId: 'desk-7', clientSecret: TOKEN, leads: 20 });
    onTestFinished(() => lion.close());
    const connectionId = await connect(lion.url, { user: 'desk-7', auth: 'oauth' });
    const ask = () => desk.call('offers.query', { connectionId, leadId: '2' });
    await expect(ask()).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('Access has not been authorized'),
    });
    await desk.call('sources.authorize', { id: connectionId, code: 'practice-code' });
    expect((await ask()).offers.map(({ leadId }) => leadId)).toContain('2');
    lion.expireTokens();
    expect((await ask()).offers.map(({ leadId }) => leadId)).toContain('2');
  });
});
