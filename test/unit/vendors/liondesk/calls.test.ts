import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpClient } from '../../../../src-main/vendors/http.ts';
import {
  allOffers,
  exchangeCode,
  leadOffers,
  listLeads,
  me,
  oneLead,
  refreshTokens,
  submitOffer,
  writeClaim,
} from '../../../../src-main/vendors/liondesk/client.ts';
import { authorizeUrl } from '../../../../src-main/vendors/liondesk/requests.ts';
import { access } from './support.ts';

describe('the calls on the wire', () => {
  const client = new HttpClient();
  let server: Server | null = null;
  afterEach(async () => {
    await client.close();
    server?.closeAllConnections();
    await new Promise((done) => (server ? server.close(done) : done(null)));
    server = null;
  });

  it('are made to the letter', async () => {
    const seen: { line: string; login: string; type: string; body: string }[] = [];
    const started = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        const { method, url, headers } = request;
        seen.push({
          line: `${method} ${url}`,
          login: headers.authorization ?? '',
          type: headers['content-type'] ?? '',
          body,
        });
        response.setHeader('content-type', 'application/json');
        const path = String(url);
        if (path === '/oauth2/token') response.end('{"access_token":"new","expires_in":60}');
        else if (path === '/me') response.end('{"id":5}');
        else if (path.includes('offers')) response.end('{"total":0,"limit":10,"skip":0,"data":[]}');
        else response.end('{"id":3,"claimed_via":"Phone","claimed_by_user_id":"5"}');
      });
    });
    server = started;
    await new Promise<void>((done) => started.listen(0, '127.0.0.1', done));
    const base = `http://127.0.0.1:${(started.address() as AddressInfo).port}//`;
    const here = { ...access, base };
    const app = { base, clientId: 'desk', clientSecret: 'app-secret', timeoutMs: 5_000 };

    expect(await leadOffers(client, here, '3', { limit: 2, skip: 4 })).toMatchObject({
      kind: 'offers',
      total: 0,
      limit: 10,
    });
    await allOffers(client, here, { where: [{ field: 'team_id', operator: '$in', values: ['4', '5'] }] });
    await submitOffer(client, here, '3');
    expect(await oneLead(client, here, '../me')).toMatchObject({ kind: 'records' });
    await listLeads(client, here, { sort: [{ field: 'id', direction: 1 }] });
    expect(await writeClaim(client, here, '3', 'Phone')).toMatchObject({
      leads: [{ claimedVia: 'Phone', claimedByUserId: '5' }],
    });
    expect(await me(client, here)).toMatchObject({ kind: 'me', user: { id: '5' } });
    expect(await exchangeCode(client, app, 'the code', 'http://127.0.0.1/liondesk')).toMatchObject({
      accessToken: 'new',
    });
    await refreshTokens(client, app, 'old');

    expect(seen.map(({ line }) => line)).toEqual([
      'GET /leads/3/offers?$limit=2&$skip=4',
      'GET /leads/offers?team_id[$in]=4&team_id[$in]=5',
      'POST /leads/3/offers',
      'GET /leads/..%2Fme',
      'GET /leads?$sort[id]=1',
      'PATCH /leads/3',
      'GET /me',
      'POST /oauth2/token',
      'POST /oauth2/token',
    ]);
    expect(seen.slice(0, 7).every(({ login }) => login === 'Bearer tok-secret-1')).toBe(true);
    expect(seen.every(({ type }) => type === 'application/json')).toBe(true);
    expect(seen.map(({ body }) => body).slice(2, 6)).toEqual(['{}', '', '', '{"claimed_via":"Phone"}']);
    expect(JSON.parse(seen[7]?.body ?? '')).toEqual({
      grant_type: 'authorization_code',
      code: 'the code',
      redirect_uri: 'http://127.0.0.1/liondesk',
      client_id: 'desk',
      client_secret: 'app-secret',
    });
    expect(JSON.parse(seen[8]?.body ?? '')).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'old',
      client_id: 'desk',
      client_secret: 'app-secret',
    });
  });

  it('sends the person to the documented address', () => {
    const url = new URL(authorizeUrl('https://api-v2.liondesk.com/', 'desk', 'http://127.0.0.1/liondesk', 's&1'));
    expect(url.origin + url.pathname).toBe('https://api-v2.liondesk.com/oauth2/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'desk',
      redirect_uri: 'http://127.0.0.1/liondesk',
      scope: 'write',
      state: 's&1',
    });
  });

  it('does not leave the leads for another address', async () => {
    for (const id of ['', '.', '..']) await expect(leadOffers(client, access, id)).rejects.toThrow('isn’t a lead ID');
  });

  it('does not throw where the vendor is not there', async () => {
    expect(await me(client, { ...access, base: 'http://127.0.0.1:1' })).toMatchObject({
      kind: 'refused',
      why: 'network',
    });
    expect(await me(client, { ...access, base: 'http://example.com' })).toMatchObject({
      kind: 'refused',
      why: 'network',
    });
    expect(await me(client, { ...access, token: 'line\nend' })).toMatchObject({ kind: 'refused', why: 'network' });
  });
});
